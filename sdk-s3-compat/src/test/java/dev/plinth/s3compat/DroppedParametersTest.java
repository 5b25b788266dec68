package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.UnsupportedByGatewayException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What the server would drop without a word is refused, with what to do instead. */
class DroppedParametersTest {

    private static TestProject project;
    private static S3Client s3;
    private static String bucket;

    @BeforeAll
    static void start() {
        project = new TestProject();
        s3 = project.withKeys()
                .client(b -> b.overrideConfiguration(project.counting().apply(b.overrideConfiguration())));
        bucket = TestProject.createBucket(s3, "dropped");
    }

    @AfterAll
    static void stop() {
        TestProject.deleteBucket(s3, bucket);
        s3.close();
        project.close();
    }

    static Stream<Arguments> dropped() {
        Map<String, Consumer<PutObjectRequest.Builder>> changes = new TreeMap<>();
        changes.put("policies", r -> r.acl(ObjectCannedACL.PUBLIC_READ));
        changes.put("bucket public", r -> r.grantRead("uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""));
        changes.put("metadata(…)", r -> r.tagging("a=b"));
        changes.put(
                "encrypt the content before you upload it", r -> r.serverSideEncryption(ServerSideEncryption.AES256));
        changes.put("name the encoding in metadata(…)", r -> r.contentEncoding("gzip"));
        changes.put("responseContentDisposition(…)", r -> r.contentDisposition("attachment"));
        changes.put("cacheControl(…)", r -> r.expires(Instant.EPOCH));
        changes.put("would write in any case", r -> r.ifMatch("\"x\""));
        changes.put("would overwrite", r -> r.ifNoneMatch("*"));
        changes.put("locks", r -> r.objectLockLegalHoldStatus("ON"));
        return changes.entrySet().stream().map(change -> Arguments.of(change.getKey(), change.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dropped")
    void isRefusedBeforeAnythingIsSent(String advice, Consumer<PutObjectRequest.Builder> change) {
        int before = project.sent();

        assertThatThrownBy(
                        () -> s3.putObject(r -> change.accept(r.bucket(bucket).key("k")), RequestBody.fromString("x")))
                .isInstanceOf(UnsupportedByGatewayException.class)
                .hasMessageContaining(advice)
                .hasMessageContaining("nothing was sent");
        assertThatThrownBy(() ->
                        s3.createMultipartUpload(r -> r.bucket(bucket).key("k").tagging("a=b")))
                .isInstanceOf(UnsupportedByGatewayException.class);
        assertThat(project.sent()).isEqualTo(before);
    }

    @Test
    void theServerDropsIt() {
        try (S3Client unguarded = S3Compat.builder()
                .connection(project.anon())
                .keys(project.keys())
                .blockUnsafeOperations(false)
                .build()
                .client()) {
            unguarded.putObject(
                    r -> r.bucket(bucket)
                            .key("dropped")
                            .acl(ObjectCannedACL.PUBLIC_READ)
                            .tagging("a=b")
                            .serverSideEncryption(ServerSideEncryption.AES256)
                            .contentEncoding("gzip")
                            .contentDisposition("attachment")
                            .contentLanguage("de"),
                    RequestBody.fromString("x"));

            HeadObjectResponse head = unguarded.headObject(r -> r.bucket(bucket).key("dropped"));
            assertThat(head.contentEncoding()).isNull();
            assertThat(head.contentDisposition()).isNull();
            assertThat(head.contentLanguage()).isNull();
            assertThat(head.serverSideEncryption()).isNull();
            assertThat(unguarded
                            .getObjectTagging(r -> r.bucket(bucket).key("dropped"))
                            .tagSet())
                    .isEmpty();
        }
    }

    @Test
    void aBucketMayBePublicAndNothingElse() {
        assertThatThrownBy(() -> s3.createBucket(r -> r.bucket("b").acl(BucketCannedACL.PUBLIC_READ_WRITE)))
                .isInstanceOf(UnsupportedByGatewayException.class)
                .hasMessageContaining("public-read");
        String open = bucket + "-open";
        s3.createBucket(r -> r.bucket(open).acl(BucketCannedACL.PUBLIC_READ));
        s3.deleteBucket(r -> r.bucket(open));
    }

    @Test
    void theFramingThatAwsNamesItselfIsNoEncoding() {
        s3.putObject(r -> r.bucket(bucket).key("framed").contentEncoding("aws-chunked"), RequestBody.fromString("x"));

        assertThat(s3.headObject(r -> r.bucket(bucket).key("framed")).contentLength())
                .isEqualTo(1);
    }

    @Test
    void metadataThatAHeaderCannotCarryIsNamed() {
        int before = project.sent();
        PutObjectRequest put = PutObjectRequest.builder()
                .bucket(bucket)
                .key("k")
                .metadata(Map.of("place", "café"))
                .build();

        assertThatThrownBy(() -> s3.putObject(put, RequestBody.fromString("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadata \"place\"")
                .hasMessageContaining("URLEncoder");
        try (S3AsyncClient async = project.withKeys().asyncClient()) {
            assertThatThrownBy(() -> async.putObject(put, AsyncRequestBody.fromString("x"))
                            .join())
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("metadata \"place\"");
        }
        assertThat(project.sent()).isEqualTo(before);
    }
}
