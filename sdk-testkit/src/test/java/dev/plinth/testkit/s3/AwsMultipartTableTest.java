package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.replay.Wire;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The rows of the contract's table of S3 operations (13.2) that are about uploads in parts. */
class AwsMultipartTableTest extends AwsTable {
    AwsMultipartTableTest(LocalProject project) {
        super(project);
    }

    @ParameterizedTest
    @EnumSource
    void uploadsInParts(AwsApi.Variant variant, TestInfo test) {
        use(
                variant,
                test,
                "CreateMultipartUpload",
                "UploadPart",
                "UploadPartCopy",
                "ListParts",
                "ListMultipartUploads",
                "CompleteMultipartUpload");
        put("box", "source", "0123456789");
        String id = begin("box", "m");
        String first = part("box", "m", id, 1, "first ");
        String copied = aws.call(
                        c -> c.uploadPartCopy(r -> r.sourceBucket("box")
                                .sourceKey("source")
                                .copySourceRange("bytes=2-4")
                                .destinationBucket("box")
                                .destinationKey("m")
                                .uploadId(id)
                                .partNumber(2)),
                        a -> a.uploadPartCopy(r -> r.sourceBucket("box")
                                .sourceKey("source")
                                .copySourceRange("bytes=2-4")
                                .destinationBucket("box")
                                .destinationKey("m")
                                .uploadId(id)
                                .partNumber(2)))
                .copyPartResult()
                .eTag();

        assertThat(first).as("not quoted").isEqualTo("2d919de77a4641043a757e1a1f042457");
        assertThat(aws.call(
                                c -> c.listMultipartUploads(r -> r.bucket("box")),
                                a -> a.listMultipartUploads(r -> r.bucket("box")))
                        .uploads())
                .extracting(upload -> upload.uploadId())
                .containsExactly(id);
        assertThat(aws.call(
                                c -> c.listParts(r -> r.bucket("box").key("m").uploadId(id)),
                                a -> a.listParts(r -> r.bucket("box").key("m").uploadId(id)))
                        .parts())
                .extracting(p -> p.partNumber())
                .containsExactly(1, 2);
        refused(400, "InvalidChecksum", () -> complete("box", "m", id, Map.of(1, "bad")));
        refused(400, "MissingPart", () -> complete("box", "m", id, Map.of(7, first)));
        complete("box", "m", id, new TreeMap<>(Map.of(1, first, 2, copied)));
        assertThat(get(r -> r.key("m"))).isEqualTo("first 234");
        refused(404, "NoSuchUpload", () -> complete("box", "m", id, Map.of(1, first)));
    }

    @ParameterizedTest
    @EnumSource
    void callsAnUploadOffAndKeepsItsBucketUntilThen(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "AbortMultipartUpload", "DeleteBucket");
        String id = begin("box", "m");
        part("box", "m", id, 1, "x");
        refused(
                409,
                "ResourceReferenced",
                () -> aws.call(c -> c.deleteBucket(r -> r.bucket("box")), a -> a.deleteBucket(r -> r.bucket("box"))));
        assertThat(Wire.code(Wire.of(project).delete("/bucket/box"))).isEqualTo("ResourceReferenced");

        aws.call(
                c -> c.abortMultipartUpload(r -> r.bucket("box").key("m").uploadId(id)),
                a -> a.abortMultipartUpload(r -> r.bucket("box").key("m").uploadId(id)));

        refused(404, "NoSuchUpload", () -> part("box", "m", id, 1, "x"));
        aws.call(c -> c.deleteBucket(r -> r.bucket("box")), a -> a.deleteBucket(r -> r.bucket("box")));
    }

    @ParameterizedTest
    @EnumSource
    void holdsPartsAgainstTheBucketsLimit(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "UploadPart");
        String id = begin("small", "m");
        part("small", "m", id, 1, "123456");

        refused(413, "EntityTooLarge", () -> part("small", "m", id, 2, "123456"));
        refused(413, "EntityTooLarge", () -> part("small", "m", id, 1, "1234567890"));
        part("small", "m", id, 1, "1234");
    }

    private String begin(String bucket, String key) {
        CreateMultipartUploadResponse begun = aws.call(
                c -> c.createMultipartUpload(r -> r.bucket(bucket).key(key)),
                a -> a.createMultipartUpload(r -> r.bucket(bucket).key(key)));
        return begun.uploadId();
    }

    private String part(String bucket, String key, String id, int number, String body) {
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .partNumber(number)
                .build();
        return aws.part(request, bytes(body)).eTag();
    }

    private void complete(String bucket, String key, String id, Map<Integer, String> eTags) {
        List<CompletedPart> parts = eTags.entrySet().stream()
                .map(e -> CompletedPart.builder()
                        .partNumber(e.getKey())
                        .eTag(e.getValue())
                        .build())
                .toList();
        aws.call(
                c -> c.completeMultipartUpload(
                        r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts))),
                a -> a.completeMultipartUpload(
                        r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts))));
    }
}
