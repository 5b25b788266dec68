package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** AWS's transfer manager, its presigner, and sessions. */
class AwsTransferTest {
    private static final String USER = "317eadce-631a-4429-a0bb-f19a7a517b4a";

    @RegisterExtension
    static final LocalPlatformExtension PLATFORM =
            LocalPlatformExtension.create(o -> o.policy(Policy.all("b", "authenticated", "{uid}/**")));

    private final LocalProject project;

    @TempDir
    private Path folder;

    AwsTransferTest(LocalProject project) {
        this.project = project;
    }

    @BeforeEach
    void makeBucket() {
        S3Wire.of(project).put("/b", null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void movesLargeFilesInPartsAndBack(boolean whenRequired) throws IOException {
        Path file = folder.resolve("large");
        byte[] content = new byte[20 << 20];
        new Random(1).nextBytes(content);
        Files.write(file, content);
        Path back = folder.resolve("back");
        try (S3AsyncClient client = AwsApi.netty(project, AwsApi.key(project), whenRequired);
                S3TransferManager manager =
                        S3TransferManager.builder().s3Client(client).build()) {
            manager.uploadFile(u ->
                            u.source(file).putObjectRequest(r -> r.bucket("b").key("large")))
                    .completionFuture()
                    .join();
            manager.downloadFile(d -> d.destination(back)
                            .getObjectRequest(r -> r.bucket("b").key("large")))
                    .completionFuture()
                    .join();
        }

        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }

    @Test
    void movesFolders() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/deep"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(source.resolve("f" + i), "file " + i);
        }
        Path back = folder.resolve("back");
        try (S3AsyncClient client = AwsApi.netty(project, AwsApi.key(project), false);
                S3TransferManager manager =
                        S3TransferManager.builder().s3Client(client).build()) {
            var up = manager.uploadDirectory(
                            u -> u.source(folder.resolve("source")).bucket("b"))
                    .completionFuture()
                    .join();
            var down = manager.downloadDirectory(d -> d.destination(back).bucket("b"))
                    .completionFuture()
                    .join();

            assertThat(up.failedTransfers()).isEmpty();
            assertThat(down.failedTransfers()).isEmpty();
        }
        assertThat(back.resolve("deep/f7")).hasContent("file 7");
    }

    @Test
    void presignsDownloadsAndUploads() throws IOException {
        S3Wire.of(project).put("/b/a%20b", "hello");
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(URI.create(project.s3Endpoint()))
                .region(Region.of(project.s3Region()))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(AwsApi.key(project)))
                .build()) {
            var get = presigner.presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(r -> r.bucket("b").key("a b")));
            var put = presigner.presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(r -> r.bucket("b").key("c").contentType("text/plain")));

            try (InputStream in = get.url().openStream()) {
                assertThat(in).asString(StandardCharsets.UTF_8).isEqualTo("hello");
            }
            HttpURLConnection connection = (HttpURLConnection) put.url().openConnection();
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "text/plain");
            connection.getOutputStream().write("put".getBytes(StandardCharsets.UTF_8));
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(S3Wire.of(project).get("/b/c").text()).isEqualTo("put");
        }
    }

    @Test
    void actsInASessionWithinTheRulesOfItsUser() {
        S3Wire.of(project).put("/b/other/hidden", "x");
        String token = project.userToken(USER);
        try (S3Client user = AwsApi.urlConnection(project, AwsApi.session(project, token), false)) {
            user.putObject(r -> r.bucket("b").key(USER + "/own"), RequestBody.fromString("mine"));

            assertThat(user.listObjectsV2(r -> r.bucket("b")).contents())
                    .extracting(S3Object::key)
                    .containsExactly(USER + "/own");
            assertThat(user.listBuckets().buckets()).isEmpty();
            refused(404, () -> user.getObjectAsBytes(r -> r.bucket("b").key("other/hidden")));
            refused(403, () -> user.putObject(r -> r.bucket("b").key("other/x"), RequestBody.fromString("x")));
            refused(403, () -> user.deleteObject(r -> r.bucket("b").key("other/hidden")));
            refused(403, () -> user.createBucket(r -> r.bucket("own")));
            refused(404, () -> user.headBucket(r -> r.bucket("b")));
            var errors = user.deleteObjects(r ->
                            r.bucket("b").delete(d -> d.objects(identifiers("other/hidden", USER + "/own"))))
                    .errors();
            assertThat(errors).extracting(error -> error.key()).containsExactly("other/hidden");
        }
    }

    @Test
    void uploadsInPartsInASessionWithoutSeeingThem() {
        String key = USER + "/parts";
        try (S3Client user = AwsApi.urlConnection(project, AwsApi.session(project, project.userToken(USER)), true)) {
            String id = user.createMultipartUpload(r -> r.bucket("b").key(key)).uploadId();
            String tag = user.uploadPart(
                            r -> r.bucket("b").key(key).uploadId(id).partNumber(1), RequestBody.fromString("abc"))
                    .eTag();

            assertThat(user.listParts(r -> r.bucket("b").key(key).uploadId(id)).parts())
                    .isEmpty();
            user.completeMultipartUpload(
                    r -> r.bucket("b").key(key).uploadId(id).multipartUpload(m -> m.parts(part(1, tag))));
            assertThat(user.getObjectAsBytes(r -> r.bucket("b").key(key)).asUtf8String())
                    .isEqualTo("abc");
        }
    }

    @Test
    void goesOnWithAnUploadInPartsAfterARestart() {
        String id;
        String tag;
        try (LocalPlatform before = LocalPlatform.builder().data(folder).start();
                S3Client s3 = AwsApi.urlConnection(before.project(), AwsApi.key(before.project()), false)) {
            s3.createBucket(r -> r.bucket("kept"));
            id = s3.createMultipartUpload(r -> r.bucket("kept").key("k").contentType("text/plain"))
                    .uploadId();
            String begun = id;
            tag = s3.uploadPart(
                            r -> r.bucket("kept").key("k").uploadId(begun).partNumber(1),
                            RequestBody.fromString("one "))
                    .eTag();
        }
        try (LocalPlatform after = LocalPlatform.builder().data(folder).start();
                S3Client s3 = AwsApi.urlConnection(after.project(), AwsApi.key(after.project()), false)) {
            String second = s3.uploadPart(
                            r -> r.bucket("kept").key("k").uploadId(id).partNumber(2), RequestBody.fromString("two"))
                    .eTag();
            s3.completeMultipartUpload(r -> r.bucket("kept")
                    .key("k")
                    .uploadId(id)
                    .multipartUpload(m -> m.parts(part(1, tag), part(2, second))));

            var object = s3.getObjectAsBytes(r -> r.bucket("kept").key("k"));
            assertThat(object.asUtf8String()).isEqualTo("one two");
            assertThat(object.response().contentType()).isEqualTo("text/plain");
        }
    }

    private static CompletedPart part(int number, String eTag) {
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }

    private static List<ObjectIdentifier> identifiers(String... keys) {
        return Stream.of(keys)
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
    }

    private static void refused(int status, Runnable call) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, call::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(status);
    }
}
