package dev.plinth.benchmarks;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS SDK's client, from {@link S3Compat} or bare. */
public final class S3SdkClient implements Client {

    private static final String PATH = "/storage/v1/s3";

    private final S3Client client;

    private S3SdkClient(S3Client client) {
        this.client = client;
    }

    static S3SdkClient s3compat(String url) {
        return new S3SdkClient(configured(url).client());
    }

    /** With the HTTP client of {@link #bare}, so that only the configuration differs. */
    static S3SdkClient s3compatWithUrlConnection(String url) {
        return new S3SdkClient(configured(url).client(b -> b.httpClientBuilder(UrlConnectionHttpClient.builder())));
    }

    private static S3Compat configured(String url) {
        return S3Compat.builder()
                .endpoint(url + PATH)
                .region("us-east-1")
                .keys(S3Keys.of("id", "secret"))
                .build();
    }

    static S3SdkClient bare(String url) {
        return bare(url, UrlConnectionHttpClient.builder());
    }

    /**
     * Creates AWS's client as it is, with an HTTP client.
     *
     * @param url the server's URL
     * @param http the HTTP client
     * @return the client
     */
    public static S3SdkClient bare(String url, SdkHttpClient.Builder<?> http) {
        return new S3SdkClient(S3Client.builder()
                .endpointOverride(URI.create(url + PATH))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(http)
                .build());
    }

    @Override
    public int listBuckets() {
        return client.listBuckets().buckets().size();
    }

    @Override
    public void upload(String key, Path file) {
        Object ignored = client.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromFile(file));
    }

    @Override
    public void upload(String key, byte[] bytes) {
        Object ignored = client.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromBytes(bytes));
    }

    @Override
    public void download(String key, Path file) throws IOException {
        // The SDK refuses a file that is there.
        boolean ignored = Files.deleteIfExists(file);
        Object response = client.getObject(b -> b.bucket("bucket").key(key), file);
        if (response == null) {
            throw new IOException("no response");
        }
    }

    @Override
    public int download(String key) {
        return client.getObjectAsBytes(b -> b.bucket("bucket").key(key)).asByteArrayUnsafe().length;
    }

    @Override
    public void close() {
        client.close();
    }
}
