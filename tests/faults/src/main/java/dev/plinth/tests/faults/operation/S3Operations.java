package dev.plinth.tests.faults.operation;

import static dev.plinth.tests.faults.operation.WrongResultException.unlessEqual;

import dev.plinth.tests.faults.operation.Operation.Group;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What AWS's clients do, as they are set up for a project. */
final class S3Operations {

    private static final int SIZE = 20_000;
    private static final int PART = 60_000;
    private static final int REQUESTS_OF_MULTIPART = 4;
    private static final long AT_MOST_SECONDS = 60;

    private S3Operations() {}

    static Stream<Operation> all() {
        return Stream.of(
                Operation.of(Group.S3, "S3 put", S3Operations::put),
                Operation.of(Group.S3, "S3 get", S3Operations::get),
                Operation.of(Group.S3, "S3 delete", S3Operations::delete),
                Operation.of(Group.S3, "S3 multipart upload", S3Operations::multipart)
                        .inEach(REQUESTS_OF_MULTIPART),
                Operation.of(Group.S3_ASYNC, "S3 put, async", S3Operations::putAsync),
                Operation.of(Group.S3_ASYNC, "S3 get, async", S3Operations::getAsync));
    }

    private static Trial put(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        return Trial.changing(
                client -> client.s3().putObject(b -> b.bucket(Site.BUCKET).key(mark), RequestBody.fromBytes(content)),
                () -> Site.when(() -> site.holds(mark, content), Effect.DONE, Effect.NOT_DONE));
    }

    private static Trial putAsync(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        return Trial.changing(
                client -> client.s3Async()
                        .putObject(b -> b.bucket(Site.BUCKET).key(mark), AsyncRequestBody.fromBytes(content))
                        .get(AT_MOST_SECONDS, TimeUnit.SECONDS),
                () -> Site.when(() -> site.holds(mark, content), Effect.DONE, Effect.NOT_DONE));
    }

    private static Trial get(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        return Trial.reading(client -> unlessEqual(
                content,
                client.s3()
                        .getObjectAsBytes(b -> b.bucket(Site.BUCKET).key(mark))
                        .asByteArray()));
    }

    private static Trial getAsync(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        return Trial.reading(client -> unlessEqual(
                content,
                client.s3Async()
                        .getObject(b -> b.bucket(Site.BUCKET).key(mark), AsyncResponseTransformer.toBytes())
                        .get(AT_MOST_SECONDS, TimeUnit.SECONDS)
                        .asByteArray()));
    }

    private static Trial delete(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        return Trial.changing(
                client -> client.s3().deleteObject(b -> b.bucket(Site.BUCKET).key(mark)),
                () -> Site.when(() -> site.holds(mark, content), Effect.NOT_DONE, Effect.DONE));
    }

    private static Trial multipart(Site site, String mark) {
        byte[] content = Site.bytes(mark, 2 * PART);
        return Trial.changing(
                client -> upload(client.s3(), mark, content),
                () -> Site.when(() -> site.holds(mark, content), Effect.DONE, Effect.NOT_DONE));
    }

    private static void upload(S3Client s3, String key, byte[] content) {
        String upload =
                s3.createMultipartUpload(b -> b.bucket(Site.BUCKET).key(key)).uploadId();
        List<CompletedPart> parts = Stream.of(1, 2)
                .map(number -> {
                    byte[] part = Arrays.copyOfRange(content, (number - 1) * PART, number * PART);
                    String etag = s3.uploadPart(
                                    b -> b.bucket(Site.BUCKET)
                                            .key(key)
                                            .uploadId(upload)
                                            .partNumber(number),
                                    RequestBody.fromBytes(part))
                            .eTag();
                    return CompletedPart.builder().partNumber(number).eTag(etag).build();
                })
                .toList();
        s3.completeMultipartUpload(
                b -> b.bucket(Site.BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }
}
