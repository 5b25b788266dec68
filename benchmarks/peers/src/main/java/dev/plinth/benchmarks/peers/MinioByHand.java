package dev.plinth.benchmarks.peers;

import dev.plinth.benchmarks.Client;
import io.minio.DownloadObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import okhttp3.OkHttpClient;

/** minio-java. It refuses a URL with a path: its requests go to the server's root. */
final class MinioByHand implements Client {

    private static final String BUCKET = "bucket";

    // Its own does not trust what the JVM was told to trust, and its threads keep a process for a minute.
    private final OkHttpClient http = new OkHttpClient();
    private final MinioClient client;

    MinioByHand(String url) {
        client = MinioClient.builder()
                .endpoint(url)
                .region("us-east-1")
                .credentials("id", "secret")
                .httpClient(http)
                .build();
    }

    @Override
    public boolean onCallersThread() {
        return false;
    }

    @FunctionalInterface
    private interface Call<T> {
        T send() throws MinioException, GeneralSecurityException, IOException;
    }

    private static <T> T of(Call<T> call) throws IOException {
        try {
            return call.send();
        } catch (MinioException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public int listBuckets() throws IOException {
        return of(client::listBuckets).size();
    }

    @Override
    public void upload(String key, Path file) throws IOException {
        Object ignored = of(() -> client.uploadObject(UploadObjectArgs.builder()
                .bucket(BUCKET)
                .object(key)
                .filename(file.toString())
                .build()));
    }

    @Override
    public void upload(String key, byte[] bytes) throws IOException {
        Object ignored = of(() -> client.putObject(PutObjectArgs.builder().bucket(BUCKET).object(key).stream(
                        new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                .build()));
    }

    @Override
    public void download(String key, Path file) throws IOException {
        Object ignored = of(() -> {
            client.downloadObject(DownloadObjectArgs.builder()
                    .bucket(BUCKET)
                    .object(key)
                    .filename(file.toString())
                    .overwrite(true)
                    .build());
            return file;
        });
    }

    @Override
    public int download(String key) throws IOException {
        try (InputStream in = of(() -> client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(key).build()))) {
            return in.readAllBytes().length;
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
