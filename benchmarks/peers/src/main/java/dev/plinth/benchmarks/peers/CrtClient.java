package dev.plinth.benchmarks.peers;

import dev.plinth.benchmarks.Client;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.crt.S3CrtHttpConfiguration;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** AWS's client in native code; files by its transfer manager. */
final class CrtClient implements Client {

    private final S3AsyncClient client;
    private final S3TransferManager transfers;

    CrtClient(String url) {
        client = S3AsyncClient.crtBuilder()
                .endpointOverride(URI.create(url + "/storage/v1/s3"))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                // It has trust of its own, which the certificate of a run is not part of.
                .httpConfiguration(S3CrtHttpConfiguration.builder()
                        .trustAllCertificatesEnabled(true)
                        .build())
                .build();
        transfers = S3TransferManager.builder().s3Client(client).build();
    }

    @Override
    public boolean onCallersThread() {
        return false;
    }

    @Override
    public int listBuckets() {
        return client.listBuckets().join().buckets().size();
    }

    @Override
    public void upload(String key, Path file) {
        Object ignored = transfers
                .uploadFile(u ->
                        u.source(file).putObjectRequest(b -> b.bucket("bucket").key(key)))
                .completionFuture()
                .join();
    }

    @Override
    public void upload(String key, byte[] bytes) {
        Object ignored = client.putObject(b -> b.bucket("bucket").key(key), AsyncRequestBody.fromBytes(bytes))
                .join();
    }

    @Override
    public void download(String key, Path file) {
        Object ignored = transfers
                .downloadFile(d -> d.destination(file)
                        .getObjectRequest(b -> b.bucket("bucket").key(key)))
                .completionFuture()
                .join();
    }

    @Override
    public int download(String key) {
        return client.getObject(b -> b.bucket("bucket").key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArrayUnsafe()
                .length;
    }

    @Override
    public void close() {
        transfers.close();
        client.close();
    }
}
