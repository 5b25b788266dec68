package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.Session;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Every operation that the server has, by each client, with keys and as a user. */
class OperationsTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, Map<String, String>> TABLE = new LinkedHashMap<>();

    private static TestProject project;
    private static Session ada;

    private final Map<String, String> outcomes = new TreeMap<>();

    @BeforeAll
    static void start() {
        project = new TestProject();
        ada = project.signUp();
    }

    @AfterAll
    static void stop() {
        project.close();
        print();
    }

    @Test
    void blockingWithKeys() {
        try (Way way = Way.blocking(project.withKeys().client())) {
            everyOperation("client, keys", way, UUID.randomUUID().toString(), true);
        }
        assertThat(outcomes.values()).containsOnly("ok");
    }

    @Test
    void asynchronousWithKeys() {
        try (Way way = Way.async(project.withKeys().asyncClient())) {
            everyOperation("asyncClient, keys", way, UUID.randomUUID().toString(), true);
        }
        assertThat(outcomes.values()).containsOnly("ok");
    }

    @Test
    void blockingAsUser() {
        try (Way way = Way.blocking(project.asUser(ada).client())) {
            everyOperation("client, session", way, TestProject.RLS, false);
        }
        onlyBucketsAreRefused();
    }

    @Test
    void asynchronousAsUser() {
        try (Way way = Way.async(project.asUser(ada).asyncClient())) {
            everyOperation("asyncClient, session", way, TestProject.RLS, false);
        }
        onlyBucketsAreRefused();
    }

    private void onlyBucketsAreRefused() {
        assertThat(outcomes).containsEntry("CreateBucket", "403 AccessDenied");
        assertThat(outcomes.entrySet())
                .filteredOn(entry -> !entry.getKey().contains("Bucket"))
                .allMatch(entry -> entry.getValue().equals("ok"));
    }

    private void everyOperation(String column, Way way, String bucket, boolean allRights) {
        String folder = ada.user().id() + "/" + UUID.randomUUID();
        String otherBucket = UUID.randomUUID().toString();
        run(
                "CreateBucket",
                () -> way.send(CreateBucketRequest.builder()
                        .bucket(allRights ? bucket : "b-" + otherBucket)
                        .build()));
        buckets(way, bucket);
        objects(way, bucket, folder + "/");
        uploads(way, bucket, folder + "/", allRights);
        run("DeleteObjects", () -> emptied(way, bucket, folder + "/"));
        run(
                "DeleteBucket",
                () -> way.send(DeleteBucketRequest.builder()
                        .bucket(allRights ? bucket : "other-" + otherBucket)
                        .build()));
        TABLE.put(column, outcomes);
    }

    private void buckets(Way way, String bucket) {
        run("ListBuckets", () -> way.send(ListBucketsRequest.builder().build()));
        run(
                "HeadBucket",
                () -> way.send(HeadBucketRequest.builder().bucket(bucket).build()));
        run(
                "GetBucketLocation",
                () -> way.send(GetBucketLocationRequest.builder().bucket(bucket).build()));
        run(
                "GetBucketVersioning",
                () -> way.send(
                        GetBucketVersioningRequest.builder().bucket(bucket).build()));
    }

    private void objects(Way way, String bucket, String at) {
        run(
                "PutObject",
                () -> way.send(
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key(at + "a.txt")
                                .contentType("text/plain")
                                .metadata(Map.of("by", "ada"))
                                .build(),
                        HELLO));
        run("HeadObject", () -> {
            HeadObjectResponse head = way.send(
                    HeadObjectRequest.builder().bucket(bucket).key(at + "a.txt").build());
            assertThat(head.contentLength()).isEqualTo(5);
            assertThat(head.metadata()).containsEntry("by", "ada");
            return head;
        });
        run("HeadObject of an empty object", () -> {
            String key = at + "empty.txt";
            way.send(PutObjectRequest.builder().bucket(bucket).key(key).build(), new byte[0]);
            HeadObjectResponse head =
                    way.send(HeadObjectRequest.builder().bucket(bucket).key(key).build());
            assertThat(head.contentLength()).isZero();
            return way.send(
                    DeleteObjectRequest.builder().bucket(bucket).key(key).build());
        });
        run("GetObject", () -> {
            assertThat(way.get(GetObjectRequest.builder()
                                    .bucket(bucket)
                                    .key(at + "a.txt")
                                    .build())
                            .asByteArray())
                    .isEqualTo(HELLO);
            return null;
        });
        run("GetObject, range", () -> {
            assertThat(way.get(GetObjectRequest.builder()
                                    .bucket(bucket)
                                    .key(at + "a.txt")
                                    .range("bytes=1-2")
                                    .build())
                            .asUtf8String())
                    .isEqualTo("el");
            return null;
        });
        run(
                "GetObjectTagging",
                () -> way.send(GetObjectTaggingRequest.builder()
                        .bucket(bucket)
                        .key(at + "a.txt")
                        .build()));
        run(
                "CopyObject",
                () -> way.send(CopyObjectRequest.builder()
                        .sourceBucket(bucket)
                        .sourceKey(at + "a.txt")
                        .destinationBucket(bucket)
                        .destinationKey(at + "b & b+.txt")
                        .build()));
        run(
                "CopyObject of a special key",
                () -> way.send(CopyObjectRequest.builder()
                        .sourceBucket(bucket)
                        .sourceKey(at + "b & b+.txt")
                        .destinationBucket(bucket)
                        .destinationKey(at + "c.txt")
                        .build()));
        run("ListObjectsV2", () -> {
            ListObjectsV2Response list = way.send(ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(at)
                    .maxKeys(2)
                    .build());
            assertThat(list.contents()).hasSize(2);
            assertThat(list.isTruncated()).isTrue();
            return list;
        });
        run("ListObjects", () -> {
            ListObjectsResponse list = way.send(
                    ListObjectsRequest.builder().bucket(bucket).prefix(at).build());
            assertThat(list.contents()).hasSize(3);
            return list;
        });
        run(
                "DeleteObject",
                () -> way.send(DeleteObjectRequest.builder()
                        .bucket(bucket)
                        .key(at + "c.txt")
                        .build()));
    }

    private void uploads(Way way, String bucket, String at, boolean allRights) {
        String key = at + "parts.bin";
        run("CreateMultipartUpload … Complete", () -> {
            String id = begin(way, bucket, key);
            String one = sentPart(way, bucket, key, id, 1, new byte[5 << 20]);
            String two = allRights ? copiedPart(way, bucket, at, id) : sentPart(way, bucket, key, id, 2, HELLO);
            ListPartsResponse parts = way.send(ListPartsRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .build());
            assertThat(parts.parts()).as("there is no policy on parts").hasSize(allRights ? 2 : 0);
            way.send(CompleteMultipartUploadRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(u -> u.parts(
                            CompletedPart.builder().partNumber(1).eTag(one).build(),
                            CompletedPart.builder().partNumber(2).eTag(two).build()))
                    .build());
            HeadObjectResponse head =
                    way.send(HeadObjectRequest.builder().bucket(bucket).key(key).build());
            assertThat(head.contentLength()).isEqualTo((5 << 20) + 5);
            return null;
        });
        run(
                "AbortMultipartUpload",
                () -> way.send(AbortMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .uploadId(begin(way, bucket, key))
                        .build()));
        run("ListMultipartUploads", () -> {
            String id = begin(way, bucket, key);
            ListMultipartUploadsResponse uploads = way.send(ListMultipartUploadsRequest.builder()
                    .bucket(bucket)
                    .prefix(at)
                    .build());
            assertThat(uploads.bucket()).isEqualTo(bucket);
            way.send(AbortMultipartUploadRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .build());
            return null;
        });
    }

    private static String sentPart(Way way, String bucket, String key, String id, int number, byte[] content) {
        UploadPartResponse part = way.send(
                UploadPartRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .build(),
                content);
        return part.eTag();
    }

    /** The second part, from another object; for users the real server answers that with 500 {@code DatabaseError}. */
    private static String copiedPart(Way way, String bucket, String at, String id) {
        UploadPartCopyResponse part = way.send(UploadPartCopyRequest.builder()
                .sourceBucket(bucket)
                .sourceKey(at + "a.txt")
                .destinationBucket(bucket)
                .destinationKey(at + "parts.bin")
                .uploadId(id)
                .partNumber(2)
                .build());
        return part.copyPartResult().eTag();
    }

    private static String begin(Way way, String bucket, String key) {
        CreateMultipartUploadResponse begun = way.send(
                CreateMultipartUploadRequest.builder().bucket(bucket).key(key).build());
        return begun.uploadId();
    }

    private static DeleteObjectsResponse emptied(Way way, String bucket, String at) {
        ListObjectsV2Response left = way.send(
                ListObjectsV2Request.builder().bucket(bucket).prefix(at).build());
        List<ObjectIdentifier> keys = left.contents().stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        DeleteObjectsResponse deleted = way.send(DeleteObjectsRequest.builder()
                .bucket(bucket)
                .delete(d -> d.objects(keys))
                .build());
        assertThat(deleted.deleted()).hasSize(keys.size());
        return deleted;
    }

    private void run(String operation, Callable<?> call) {
        outcomes.put(operation, outcome(call));
    }

    private static String outcome(Callable<?> call) {
        try {
            call.call();
            return "ok";
        } catch (AwsServiceException e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        } catch (Exception | AssertionError e) {
            return String.valueOf(e);
        }
    }

    private static void print() {
        TABLE.values().stream().findFirst().ifPresent(first -> {
            System.out.printf("%-34s %s%n", "", String.join(" | ", TABLE.keySet()));
            first.keySet()
                    .forEach(operation -> System.out.printf(
                            "%-34s %s%n",
                            operation,
                            String.join(
                                    " | ",
                                    TABLE.values().stream()
                                            .map(column -> column.get(operation))
                                            .toList())));
        });
    }
}
