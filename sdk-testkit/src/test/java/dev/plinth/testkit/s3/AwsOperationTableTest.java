package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.testkit.LocalProject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every row of the contract's table of S3 operations (13.2), but for uploads in parts. */
class AwsOperationTableTest extends AwsTable {
    AwsOperationTableTest(LocalProject project) {
        super(project);
    }

    @ParameterizedTest
    @EnumSource
    void listsBuckets(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "ListBuckets");

        List<String> names = aws.call(c -> c.listBuckets(), a -> a.listBuckets()).buckets().stream()
                .map(bucket -> bucket.name())
                .toList();

        assertThat(names).containsExactly("box", "small", "png");
    }

    @ParameterizedTest
    @EnumSource
    void createsABucketOnceAndDeletesItWhenItIsEmpty(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "CreateBucket", "HeadBucket", "DeleteBucket");
        assertThat(aws.call(c -> c.createBucket(r -> r.bucket("fresh")), a -> a.createBucket(r -> r.bucket("fresh")))
                        .location())
                .isEqualTo("/fresh");
        assertThat(aws.call(c -> c.headBucket(r -> r.bucket("fresh")), a -> a.headBucket(r -> r.bucket("fresh")))
                        .bucketRegion())
                .isEqualTo("local");
        refused(
                409,
                "BucketAlreadyExists",
                () -> aws.call(
                        c -> c.createBucket(r -> r.bucket("fresh")), a -> a.createBucket(r -> r.bucket("fresh"))));
        put("fresh", "k", "x");
        refused(
                409,
                "ResourceNotEmpty",
                () -> aws.call(
                        c -> c.deleteBucket(r -> r.bucket("fresh")), a -> a.deleteBucket(r -> r.bucket("fresh"))));
        aws.call(
                c -> c.deleteObject(r -> r.bucket("fresh").key("k")),
                a -> a.deleteObject(r -> r.bucket("fresh").key("k")));
        aws.call(c -> c.deleteBucket(r -> r.bucket("fresh")), a -> a.deleteBucket(r -> r.bucket("fresh")));
        S3Exception gone = catchThrowableOfType(
                S3Exception.class,
                () -> aws.call(c -> c.headBucket(r -> r.bucket("fresh")), a -> a.headBucket(r -> r.bucket("fresh"))));
        assertThat(gone.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhereABucketIsAndThatItKeepsNoVersions(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "GetBucketLocation", "GetBucketVersioning");

        assertThat(aws.call(
                                c -> c.getBucketLocation(r -> r.bucket("box")),
                                a -> a.getBucketLocation(r -> r.bucket("box")))
                        .locationConstraintAsString())
                .isEqualTo("local");
        assertThat(aws.call(
                                c -> c.getBucketVersioning(r -> r.bucket("box")),
                                a -> a.getBucketVersioning(r -> r.bucket("box")))
                        .statusAsString())
                .isEqualTo("Suspended");
    }

    @ParameterizedTest
    @EnumSource
    void putsAndGetsAnObjectWithItsMetadata(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "PutObject", "GetObject", "HeadObject");
        String key = "dir/we ird+key&=@:;,$!*'().txt";
        aws.put(
                PutObjectRequest.builder()
                        .bucket("box")
                        .key(key)
                        .contentType("text/plain")
                        .cacheControl("max-age=60")
                        .metadata(Map.of("Color", "blue"))
                        .build(),
                bytes("hello"));

        var got = aws.get(GetObjectRequest.builder().bucket("box").key(key).build());
        HeadObjectResponse head = aws.call(
                c -> c.headObject(r -> r.bucket("box").key(key)),
                a -> a.headObject(r -> r.bucket("box").key(key)));

        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.metadata()).isEqualTo(Map.of("color", "blue"));
        assertThat(head.contentLength()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void getsRangesAndOverrides(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "GetObject");
        put("box", "k", "hello world");

        assertThat(get(r -> r.range("bytes=0-4"))).isEqualTo("hello");
        assertThat(get(r -> r.range("bytes=-5"))).isEqualTo("world");
        assertThat(get(r -> r.ifMatch("\"other\""))).isEqualTo("hello world");
        assertThat(aws.get(GetObjectRequest.builder()
                                .bucket("box")
                                .key("k")
                                .responseContentType("x/y")
                                .build())
                        .response()
                        .contentType())
                .isEqualTo("x/y");
        refused(416, "InvalidRange", () -> get(r -> r.range("bytes=50-60")));
        refused(404, "NoSuchKey", () -> get(r -> r.key("nope")));
        refused(404, "NoSuchKey", () -> get(r -> r.bucket("nope")));
    }

    @ParameterizedTest
    @EnumSource
    void refusesToPutWhatTheBucketDoesNotTake(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "PutObject");

        refused(413, "EntityTooLarge", () -> put("small", "k", "x".repeat(11)));
        refused(415, "InvalidMimeType", () -> put("png", "k", "x"));
        refused(404, "NoSuchBucket", () -> put("nope", "k", "x"));
        refused(400, "InvalidKey", () -> put("box", "ü#", "x"));
    }

    /** Only the asynchronous client without a checksum sends an empty body as it is. */
    @ParameterizedTest
    @EnumSource(names = "NETTY_WHEN_REQUIRED", mode = EnumSource.Mode.EXCLUDE)
    void storesAFolderThatIsSentInChunksUnderItsOwnName(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "PutObject");

        put("box", "folder/", "");

        assertThat(keys(r -> r.prefix("folder"))).containsExactly("folder/");
    }

    @ParameterizedTest
    @EnumSource(names = "NETTY_WHEN_REQUIRED")
    void makesAFolderOfAnEmptyObjectWhoseNameEndsWithASlash(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "PutObject");

        put("box", "folder/", "");

        assertThat(keys(r -> r.prefix("folder"))).containsExactly("folder/.emptyFolderPlaceholder");
    }

    @ParameterizedTest
    @EnumSource
    void hasNoTags(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "GetObjectTagging");
        put("box", "k", "x");

        assertThat(aws.call(
                                c -> c.getObjectTagging(r -> r.bucket("box").key("k")),
                                a -> a.getObjectTagging(r -> r.bucket("box").key("k")))
                        .tagSet())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void copiesAnObjectWhoseNameNeedsNoEncoding(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "CopyObject");
        put("box", "a/k", "x");
        put("box", "a b", "x");

        copy(r -> r.sourceKey("a/k"));
        assertThat(get(r -> r.key("copy"))).isEqualTo("x");
        copy(r -> r.sourceKey("a/k")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("x/y")
                .metadata(Map.of("n", "1")));
        assertThat(aws.get(GetObjectRequest.builder().bucket("box").key("copy").build())
                        .response()
                        .metadata())
                .isEqualTo(Map.of("n", "1"));
        copy(r ->
                r.sourceKey("a/k").metadataDirective(MetadataDirective.REPLACE).contentType("x/y"));
        assertThat(aws.get(GetObjectRequest.builder().bucket("box").key("copy").build())
                        .response()
                        .metadata())
                .as("a replacement by nothing keeps what the replaced object had")
                .isEqualTo(Map.of("n", "1"));
        refused(404, "NoSuchKey", () -> copy(r -> r.sourceKey("a b")));
        refused(404, "NoSuchKey", () -> copy(r -> r.sourceKey("nope")));
    }

    @ParameterizedTest
    @EnumSource
    void deletesObjectsWhetherOrNotTheyAreThere(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "DeleteObject", "DeleteObjects");
        put("box", "one", "x");
        put("box", "two", "x");
        for (String key : List.of("one", "one")) {
            aws.call(
                    c -> c.deleteObject(r -> r.bucket("box").key(key)),
                    a -> a.deleteObject(r -> r.bucket("box").key(key)));
        }
        DeleteObjectsRequest many = DeleteObjectsRequest.builder()
                .bucket("box")
                .delete(Delete.builder()
                        .objects(
                                ObjectIdentifier.builder().key("two").build(),
                                ObjectIdentifier.builder().key("nope").build())
                        .build())
                .build();

        var deleted =
                aws.call(c -> c.deleteObjects(many), a -> a.deleteObjects(many)).deleted();

        assertThat(deleted).extracting(d -> d.key()).containsExactly("two", "nope");
        assertThat(keys(r -> {})).isEmpty();
        refused(
                404,
                "NoSuchBucket",
                () -> aws.call(
                        c -> c.deleteObject(r -> r.bucket("nope").key("k")),
                        a -> a.deleteObject(r -> r.bucket("nope").key("k"))));
    }

    @ParameterizedTest
    @EnumSource
    void walksAllPagesOfEverySize(AwsApi.Variant variant, TestInfo test) {
        use(variant, test, "ListObjectsV2", "ListObjects");
        List<String> keys = List.of("a!", "a", "a.txt", "a/1", "a/2", "b/1", "c");
        keys.forEach(key -> put("box", key, "x"));
        for (int size = 1; size <= 4; size++) {
            assertThat(walk(size, ""))
                    .as("pages of " + size)
                    .containsExactly("a", "a!", "a.txt", "a/1", "a/2", "b/1", "c");
            assertThat(walk(size, "/")).as("levels of " + size).containsExactly("a", "a!", "a.txt", "a/", "b/", "c");
            assertThat(walkFirst(size, "/")).as("v1 of " + size).containsExactly("a", "a!", "a.txt", "a/", "b/", "c");
            assertThat(walkFirst(size, "")).hasSize(keys.size());
        }
        assertThat(keys(r -> r.startAfter("a/1"))).containsExactly("a/2", "b/1", "c");
        assertThat(keys(r -> r.maxKeys(0))).as("0 means 1,000").hasSize(keys.size());
        refused(400, "InvalidParameter", () -> keys(r -> r.continuationToken("zzz")));
        refused(404, "NoSuchBucket", () -> keys(r -> r.bucket("nope")));
    }

    private void copy(Consumer<CopyObjectRequest.Builder> options) {
        CopyObjectRequest request = CopyObjectRequest.builder()
                .sourceBucket("box")
                .destinationBucket("box")
                .destinationKey("copy")
                .applyMutation(options)
                .build();
        aws.call(c -> c.copyObject(request), a -> a.copyObject(request));
    }

    private List<String> walk(int size, String delimiter) {
        TreeSet<String> found = new TreeSet<>();
        String token = null;
        int count = 0;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket("box")
                    .maxKeys(size)
                    .delimiter(delimiter.isEmpty() ? null : delimiter)
                    .continuationToken(token)
                    .build();
            ListObjectsV2Response page = aws.call(c -> c.listObjectsV2(request), a -> a.listObjectsV2(request));
            page.contents().forEach(object -> found.add(object.key()));
            page.commonPrefixes().forEach(folder -> found.add(folder.prefix()));
            count += page.keyCount();
            token = page.nextContinuationToken();
        } while (token != null);
        assertThat(count).as("nothing comes twice").isEqualTo(found.size());
        return List.copyOf(found);
    }

    private List<String> walkFirst(int size, String delimiter) {
        TreeSet<String> found = new TreeSet<>();
        String marker = null;
        boolean more = true;
        while (more) {
            ListObjectsRequest request = ListObjectsRequest.builder()
                    .bucket("box")
                    .maxKeys(size)
                    .delimiter(delimiter.isEmpty() ? null : delimiter)
                    .marker(marker)
                    .build();
            var page = aws.call(c -> c.listObjects(request), a -> a.listObjects(request));
            page.contents().forEach(object -> found.add(object.key()));
            page.commonPrefixes().forEach(folder -> found.add(folder.prefix()));
            marker = page.marker();
            more = page.isTruncated();
        }
        return List.copyOf(found);
    }
}
