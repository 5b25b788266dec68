package dev.plinth.benchmarks.peers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.benchmarks.Client;
import dev.plinth.benchmarks.OwnCandidates;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JDK's client and Jackson: statuses checked, dates left as texts. */
final class JdkByHand implements Client {

    record Bucket(String id, String name, @Nullable Long fileSizeLimit, String createdAt, String updatedAt) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectReader buckets;
    private final ObjectReader stored;
    private final String base;

    JdkByHand(String url) {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.buckets = mapper.readerForListOf(Bucket.class);
        this.stored = mapper.reader();
        this.base = url + "/storage/v1/";
    }

    @Override
    public boolean onCallersThread() {
        return false;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("apikey", OwnCandidates.KEY)
                .header("Authorization", "Bearer " + OwnCandidates.KEY);
    }

    private <T> T send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        try {
            HttpResponse<T> response = client.send(request, handler);
            if (response.statusCode() / 100 != 2) {
                throw new IOException("HTTP " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        }
    }

    @Override
    public int listBuckets() throws IOException {
        List<Bucket> all = buckets.readValue(send(request("bucket").build(), BodyHandlers.ofByteArray()));
        return all.size();
    }

    @Override
    public void upload(String key, Path file) throws IOException {
        upload(key, BodyPublishers.ofFile(file));
    }

    @Override
    public void upload(String key, byte[] bytes) throws IOException {
        upload(key, BodyPublishers.ofByteArray(bytes));
    }

    private void upload(String key, BodyPublisher body) throws IOException {
        HttpRequest request = request("object/b/" + key)
                .header("Content-Type", "application/octet-stream")
                .POST(body)
                .build();
        if (stored.readTree(send(request, BodyHandlers.ofByteArray())).get("Key") == null) {
            throw new IOException("no key");
        }
    }

    @Override
    public void download(String key, Path file) throws IOException {
        Path ignored = send(request("object/authenticated/b/" + key).build(), BodyHandlers.ofFile(file));
    }

    @Override
    public int download(String key) throws IOException {
        return send(request("object/authenticated/b/" + key).build(), BodyHandlers.ofByteArray()).length;
    }

    @Override
    public void close() {}
}
