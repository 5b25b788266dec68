package dev.plinth.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What somebody writes who needs only this one call: OkHttp and Jackson, dates left as texts. */
final class HandWritten {

    record Bucket(
            String id,
            String name,
            @Nullable String owner,
            @Nullable Long fileSizeLimit,
            @Nullable List<String> allowedMimeTypes,
            String createdAt,
            String updatedAt) {}

    private final OkHttpClient client = new OkHttpClient();
    private final ObjectReader buckets = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerForListOf(Bucket.class);
    private final HttpUrl base;
    private final String key;

    HandWritten(String url, String key) {
        this.base = HttpUrl.get(url);
        this.key = key;
    }

    List<Bucket> listBuckets() throws IOException {
        HttpUrl url = base.newBuilder()
                .encodedPath("/storage/v1/bucket")
                .addQueryParameter("limit", "100")
                .addQueryParameter("sortColumn", "id")
                .addQueryParameter("sortOrder", "asc")
                .build();
        Request request = new Request.Builder()
                .url(url)
                .addHeader("apikey", key)
                .addHeader("Authorization", "Bearer " + key)
                .addHeader("Accept", "application/json")
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("HTTP " + response.code());
            }
            return buckets.readValue(response.body().byteStream());
        }
    }
}
