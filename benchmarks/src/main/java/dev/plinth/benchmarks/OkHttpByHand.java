package dev.plinth.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** OkHttp and Jackson, as most people would use them: statuses checked, dates left as texts. */
class OkHttpByHand implements Client {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String OBJECT = "/storage/v1/object/authenticated/b/";

    record Bucket(String id, String name, @Nullable Long fileSizeLimit, String createdAt, String updatedAt) {}

    record Metadata(
            @JsonProperty("eTag") String etag,
            long size,
            String mimetype,
            @JsonProperty("cacheControl") String cacheControl,
            @JsonProperty("lastModified") String lastModified,
            @JsonProperty("contentLength") long contentLength) {}

    record Entry(
            String name,
            String key,
            String id,
            String updatedAt,
            String createdAt,
            String lastAccessedAt,
            Metadata metadata) {}

    record Page(
            @JsonProperty("hasNext") boolean hasNext,
            @JsonProperty("nextCursor") @Nullable String nextCursor,
            List<Entry> objects)
            implements Listed {}

    record User(String id, @Nullable String email, String createdAt, String lastSignInAt) implements Person {}

    record Signed(@JsonProperty("signedURL") String signedUrl) {}

    /** A user. */
    interface Person {
        @Nullable
        String email();
    }

    /** One page of a list. */
    interface Listed {
        boolean hasNext();

        @Nullable
        String nextCursor();

        List<?> objects();
    }

    private final OkHttpClient client = new OkHttpClient();
    private final JsonMapper mapper = mapper();
    private final ObjectReader buckets = mapper.readerForListOf(Bucket.class);
    private final ObjectReader pages = mapper.readerFor(Page.class);
    private final ObjectReader users = mapper.readerFor(User.class);
    private final ObjectReader signed = mapper.readerFor(Signed.class);
    private final HttpUrl base;
    private final String key;

    OkHttpByHand(String url, String key) {
        this.base = HttpUrl.get(url);
        this.key = key;
    }

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private Request.Builder request(String path) {
        return request(base.newBuilder().encodedPath(path).build());
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder().url(url).addHeader("apikey", key).addHeader("Authorization", "Bearer " + key);
    }

    private Response send(Request request) throws IOException {
        Response response = client.newCall(request).execute();
        if (!response.isSuccessful()) {
            response.close();
            throw new IOException("HTTP " + response.code());
        }
        return response;
    }

    @Override
    public int listBuckets() throws IOException {
        HttpUrl url = base.newBuilder()
                .encodedPath("/storage/v1/bucket")
                .addQueryParameter("limit", "100")
                .addQueryParameter("sortColumn", "id")
                .addQueryParameter("sortOrder", "asc")
                .build();
        try (Response response = send(request(url).build())) {
            return buckets(response.body()).size();
        }
    }

    List<?> buckets(ResponseBody body) throws IOException {
        return buckets.readValue(body.byteStream());
    }

    @Override
    public void upload(String name, Path file) throws IOException {
        upload(name, RequestBody.create(file.toFile(), BYTES));
    }

    @Override
    public void upload(String name, byte[] bytes) throws IOException {
        upload(name, RequestBody.create(bytes, BYTES));
    }

    private void upload(String name, RequestBody body) throws IOException {
        try (Response response =
                send(request("/storage/v1/object/b/" + name).post(body).build())) {
            if (mapper.readTree(response.body().byteStream()).get("Key") == null) {
                throw new IOException("no key");
            }
        }
    }

    @Override
    public void download(String name, Path file) throws IOException {
        File target = file.toFile();
        try (Response response = send(request(OBJECT + name).build());
                BufferedSink sink = Okio.buffer(Okio.sink(target))) {
            long ignored = sink.writeAll(response.body().source());
        }
    }

    @Override
    public int download(String name) throws IOException {
        try (Response response = send(request(OBJECT + name).build())) {
            return response.body().bytes().length;
        }
    }

    @Override
    public int getUser() throws IOException {
        Request request = request("/auth/v1/admin/users/" + Answers.ID).build();
        try (Response response = send(request)) {
            String email = user(response.body()).email();
            return email == null ? 0 : email.length();
        }
    }

    Person user(ResponseBody body) throws IOException {
        return users.readValue(body.byteStream());
    }

    @Override
    public int sign() throws IOException {
        Request request = request("/storage/v1/object/sign/b/" + Work.SMALL)
                .post(RequestBody.create("{\"expiresIn\":3600}", JSON))
                .build();
        try (Response response = send(request)) {
            Signed answer = signed.readValue(response.body().byteStream());
            return (base + "storage/v1" + answer.signedUrl()).length();
        }
    }

    @Override
    public int fail() throws IOException {
        Request request = request(OBJECT + Answers.MISSING).build();
        try (Response response = client.newCall(request).execute()) {
            JsonNode error = mapper.readTree(response.body().byteStream());
            throw new StorageException(
                    error.path("statusCode").asInt(), error.path("message").asText());
        } catch (StorageException e) {
            return e.status;
        }
    }

    /** The error of a server. */
    private static final class StorageException extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final int status;

        StorageException(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    @Override
    public int listPage() throws IOException {
        return page(Answers.THOUSAND, "{\"prefix\":\"\",\"limit\":1000,\"with_delimiter\":false}")
                .objects()
                .size();
    }

    @Override
    public int listObjects() throws IOException {
        int count = 0;
        String cursor = "";
        do {
            Listed page = page("b", "{\"prefix\":\"\",\"limit\":1000,\"with_delimiter\":false" + cursor + "}");
            count += page.objects().size();
            cursor = page.hasNext() ? ",\"cursor\":\"" + page.nextCursor() + "\"" : "";
        } while (!cursor.isEmpty());
        return count;
    }

    private Listed page(String bucket, String body) throws IOException {
        Request request = request("/storage/v1/object/list-v2/" + bucket)
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = send(request)) {
            return page(response.body());
        }
    }

    Listed page(ResponseBody body) throws IOException {
        return pages.readValue(body.byteStream());
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
