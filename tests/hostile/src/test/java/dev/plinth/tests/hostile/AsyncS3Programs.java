package dev.plinth.tests.hostile;

import dev.plinth.s3compat.S3Compat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** AWS's asynchronous client and its transfer manager, with a way of signing in. */
final class AsyncS3Programs {

    /** One for all: closing it takes two seconds. */
    private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

    private AsyncS3Programs() {}

    private interface Call {
        CompletableFuture<?> on(S3AsyncClient client);
    }

    private interface Transfer {
        CompletableFuture<?> on(S3TransferManager manager) throws Exception;
    }

    static List<Program> all(String name, Function<Site, S3Compat> way) {
        return List.of(
                call(name + ".async.headBucket", way, c -> c.headBucket(r -> r.bucket("docs"))),
                call(name + ".async.listObjectsV2", way, c -> c.listObjectsV2(r -> r.bucket("docs"))),
                call(
                        name + ".async.getObject",
                        way,
                        c -> c.getObject(r -> r.bucket("docs").key("a.txt"), AsyncResponseTransformer.toBytes())),
                call(
                        name + ".async.putObject",
                        way,
                        c -> c.putObject(r -> r.bucket("docs").key("a.txt"), AsyncRequestBody.fromString("content"))),
                call(
                        name + ".async.createMultipartUpload",
                        way,
                        c -> c.createMultipartUpload(r -> r.bucket("docs").key("a.txt"))),
                call(
                        name + ".async.deleteObject",
                        way,
                        c -> c.deleteObject(r -> r.bucket("docs").key("a.txt"))),
                transfer(
                        name + ".transferManager.upload",
                        way,
                        m -> m.upload(u -> u.requestBody(AsyncRequestBody.fromString("content"))
                                        .putObjectRequest(p -> p.bucket("docs").key("a.txt")))
                                .completionFuture()),
                transfer(name + ".transferManager.downloadFile", way, m -> {
                    Path file = Files.createTempFile("plinth", ".download");
                    return m.downloadFile(d -> d.destination(file)
                                    .getObjectRequest(g -> g.bucket("docs").key("a.txt")))
                            .completionFuture()
                            .whenComplete((done, failure) -> file.toFile().delete());
                }));
    }

    private static Program call(String name, Function<Site, S3Compat> way, Call call) {
        return new Program(name, site -> {
            try (S3AsyncClient client = way.apply(site)
                    .asyncClient(b -> b.httpClient(HTTP)
                            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())))) {
                return join(call.on(client));
            }
        });
    }

    private static Program transfer(String name, Function<Site, S3Compat> way, Transfer transfer) {
        return new Program(name, site -> {
            try (S3AsyncClient client = way.apply(site)
                            .asyncClient(b -> b.httpClient(HTTP)
                                    .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())));
                    S3TransferManager manager = way.apply(site).transferManager(m -> m.s3Client(client))) {
                return join(transfer.on(manager));
            }
        });
    }

    private static Object join(CompletableFuture<?> future) throws Exception {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
