package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Keys of every kind, links, streams and large objects. */
class TransfersTest {

    private static final String ALLOWED = "!_'()&$@=;:+,?-.* ";
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private static TestProject project;
    private static Session ada;
    private static S3Compat user;
    private static S3Client s3;
    private static String bucket;

    @BeforeAll
    static void start() {
        project = new TestProject();
        s3 = project.withKeys().client();
        bucket = TestProject.createBucket(s3, "transfers");
        ada = project.signUp();
        user = project.asUser(ada);
    }

    @AfterAll
    static void stop() {
        TestProject.deleteBucket(s3, bucket);
        TestProject.clear(s3, TestProject.RLS, ada.user().id() + "/");
        s3.close();
        project.close();
    }

    private static List<String> keys(String at) {
        List<String> keys = new ArrayList<>();
        ALLOWED.chars().forEach(c -> keys.add(at + "a" + (char) c + "b"));
        keys.add(at + "A-Z a-z 0-9/" + ALLOWED + "x");
        keys.add(at + "double//slash");
        return keys;
    }

    @Test
    void everyAllowedCharacterWorksInAKey() {
        for (String key : keys("sync/")) {
            s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String())
                    .isEqualTo(key);
        }
        assertThat(s3.listObjectsV2(r -> r.bucket(bucket).prefix("sync/")).contents())
                .extracting(S3Object::key)
                .containsExactlyInAnyOrderElementsOf(keys("sync/"));
    }

    @Test
    void everyAllowedCharacterWorksAsTheSourceOfACopy() {
        try (S3AsyncClient async = project.withKeys().asyncClient()) {
            for (String key : keys("from/")) {
                s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));

                async.copyObject(r -> r.sourceBucket(bucket)
                                .sourceKey(key)
                                .destinationBucket(bucket)
                                .destinationKey("to/copy"))
                        .join();

                assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("to/copy"))
                                .asUtf8String())
                        .isEqualTo(key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLinkWorks(boolean asUser) throws Exception {
        String home = asUser ? TestProject.RLS : bucket;
        String key = (asUser ? ada.user().id() + "/" : "keys/") + "a " + ALLOWED + "x";
        try (S3Presigner presigner = (asUser ? user : project.withKeys()).presigner()) {
            Duration minutes = Duration.ofMinutes(5);
            send(
                    "PUT",
                    presigner
                            .presignPutObject(p -> p.signatureDuration(minutes)
                                    .putObjectRequest(r -> r.bucket(home).key(key)))
                            .url(),
                    "hello");
            assertThat(send(
                            "GET",
                            presigner
                                    .presignGetObject(p -> p.signatureDuration(minutes)
                                            .getObjectRequest(
                                                    r -> r.bucket(home).key(key)))
                                    .url(),
                            ""))
                    .isEqualTo("hello");
            send(
                    "HEAD",
                    presigner
                            .presignHeadObject(p -> p.signatureDuration(minutes)
                                    .headObjectRequest(r -> r.bucket(home).key(key)))
                            .url(),
                    "");
            uploadByLinks(presigner, minutes, home, key);
            send(
                    "DELETE",
                    presigner
                            .presignDeleteObject(p -> p.signatureDuration(minutes)
                                    .deleteObjectRequest(r -> r.bucket(home).key(key)))
                            .url(),
                    "");
        }
    }

    private static void uploadByLinks(S3Presigner presigner, Duration minutes, String home, String key)
            throws Exception {
        // Not by a link: the real server begins no upload without an Authorization header.
        String id = s3.createMultipartUpload(r -> r.bucket(home).key(key)).uploadId();
        send(
                "PUT",
                presigner
                        .presignUploadPart(p -> p.signatureDuration(minutes)
                                .uploadPartRequest(r ->
                                        r.bucket(home).key(key).uploadId(id).partNumber(1)))
                        .url(),
                "parted");
        s3.completeMultipartUpload(r -> r.bucket(home)
                .key(key)
                .uploadId(id)
                .multipartUpload(u -> u.parts(CompletedPart.builder()
                        .partNumber(1)
                        .eTag(md5("parted"))
                        .build())));
        assertThat(s3.getObjectAsBytes(r -> r.bucket(home).key(key)).asUtf8String())
                .isEqualTo("parted");
        String other = s3.createMultipartUpload(r -> r.bucket(home).key(key)).uploadId();
        send(
                "DELETE",
                presigner
                        .presignAbortMultipartUpload(p -> p.signatureDuration(minutes)
                                .abortMultipartUploadRequest(
                                        r -> r.bucket(home).key(key).uploadId(other)))
                        .url(),
                "");
    }

    private static String send(String method, URL url, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.toString()))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(method + " " + answer.body()).isBetween(200, 204);
        return answer.body();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStreamThatCanBeReadOnceIsSentAsItComes() {
        s3.putObject(r -> r.bucket(bucket).key("stream"), RequestBody.fromInputStream(new Zeros(20 * MIB), 20L * MIB));

        assertThat(s3.headObject(r -> r.bucket(bucket).key("stream")).contentLength())
                .isEqualTo(20L * MIB);
    }

    @Test
    void asynchronousStreamsOfKnownAndUnknownLengthAreSent() {
        String at = ada.user().id() + "/";
        ExecutorService reader = Executors.newCachedThreadPool();
        try (S3AsyncClient async = user.asyncClient()) {
            async.putObject(
                            r -> r.bucket(TestProject.RLS).key(at + "known"),
                            AsyncRequestBody.fromInputStream(new Zeros(20 * MIB), 20L * MIB, reader))
                    .join();
            async.putObject(
                            r -> r.bucket(TestProject.RLS).key(at + "unknown"),
                            AsyncRequestBody.fromInputStream(new Zeros(20 * MIB), null, reader))
                    .join();

            assertThat(async.headObject(r -> r.bucket(TestProject.RLS).key(at + "known"))
                            .join()
                            .contentLength())
                    .isEqualTo(20L * MIB);
            assertThat(async.headObject(r -> r.bucket(TestProject.RLS).key(at + "unknown"))
                            .join()
                            .contentLength())
                    .isEqualTo(20L * MIB);
        } finally {
            reader.shutdown();
        }
    }

    @Test
    void theTransferManagerMovesFilesAndFolders() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.write(source.resolve("large.bin"), new byte[20 * MIB]);
        Files.writeString(source.resolve("a b+c.txt"), "hello");
        try (S3TransferManager transfers = project.withKeys().transferManager()) {
            var up = transfers
                    .uploadDirectory(d -> d.bucket(bucket).s3Prefix("dir").source(source))
                    .completionFuture()
                    .join();
            var down = transfers
                    .downloadDirectory(d -> d.bucket(bucket)
                            .listObjectsV2RequestTransformer(l -> l.prefix("dir/"))
                            .destination(folder.resolve("back")))
                    .completionFuture()
                    .join();
            transfers
                    .copy(c -> c.copyObjectRequest(r -> r.sourceBucket(bucket)
                            .sourceKey("dir/a b+c.txt")
                            .destinationBucket(bucket)
                            .destinationKey("dir/copy.txt")))
                    .completionFuture()
                    .join();

            assertThat(up.failedTransfers()).isEmpty();
            assertThat(down.failedTransfers()).isEmpty();
        }
        assertThat(folder.resolve("back/large.bin")).hasSize(20L * MIB);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("dir/copy.txt"))
                        .asUtf8String())
                .isEqualTo("hello");
    }

    @Test
    @Tag("heavy")
    @Tag("local") // larger than others take
    void twoHundredMebibytesGoInPartsAndComeBackTheSame() throws Exception {
        Path file = folder.resolve("film");
        try (var out = Files.newOutputStream(file)) {
            Random random = new Random(7);
            byte[] block = new byte[MIB];
            for (int i = 0; i < 200; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        long began = System.nanoTime();
        try (Local local = new Local();
                S3TransferManager transfers = local.withKeys().transferManager()) {
            local.createBucket("films");
            transfers
                    .uploadFile(u -> u.source(file)
                            .putObjectRequest(r -> r.bucket("films").key("film")))
                    .completionFuture()
                    .join();
            transfers
                    .downloadFile(d -> d.destination(folder.resolve("back"))
                            .getObjectRequest(r -> r.bucket("films").key("film")))
                    .completionFuture()
                    .join();
        }
        System.out.printf("200 MiB in parts, up and down: %d ms%n", (System.nanoTime() - began) / 1_000_000);

        assertThat(Files.mismatch(file, folder.resolve("back"))).isEqualTo(-1);
    }

    /** Zeros, and no going back. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
