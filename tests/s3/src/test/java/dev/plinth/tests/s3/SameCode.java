package dev.plinth.tests.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.tests.stack.Stack;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** One program, for whichever server: only the endpoint and the keys differ. */
abstract class SameCode {

    // Others may be using the same server.
    private static final String BUCKET = Stack.uniqueName("reports");
    private static final String SPECIAL = "sp/we ird+key&=@:;,$!*'().txt";
    private static final int MIB = 1 << 20;

    /** Returns S3 at the server. */
    abstract S3Compat s3();

    /** Deletes the bucket that the tests made, where the server outlives them. */
    static void deleteBucket(S3Client s3) {
        s3.listObjectsV2Paginator(r -> r.bucket(BUCKET))
                .contents()
                .forEach(object -> s3.deleteObject(r -> r.bucket(BUCKET).key(object.key())));
        s3.deleteBucket(r -> r.bucket(BUCKET));
    }

    private S3Client client() {
        S3Client client = s3().client();
        if (client.listBuckets().buckets().stream()
                .noneMatch(bucket -> bucket.name().equals(BUCKET))) {
            client.createBucket(r -> r.bucket(BUCKET));
        }
        return client;
    }

    @Test
    void storesAndBringsBack() {
        try (S3Client s3 = client()) {
            s3.putObject(
                    r -> r.bucket(BUCKET).key(SPECIAL).contentType("text/plain").metadata(Map.of("by", "ada")),
                    RequestBody.fromString("hello"));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(SPECIAL)).asUtf8String())
                    .isEqualTo("hello");
            assertThat(s3.headObject(r -> r.bucket(BUCKET).key(SPECIAL)).metadata())
                    .containsEntry("by", "ada");
        }
    }

    @Test
    void copiesAndLists() {
        try (S3Client s3 = client()) {
            s3.putObject(r -> r.bucket(BUCKET).key("c/" + SPECIAL), RequestBody.fromString("hello"));
            s3.copyObject(r -> r.sourceBucket(BUCKET)
                    .sourceKey("c/" + SPECIAL)
                    .destinationBucket(BUCKET)
                    .destinationKey("c/copy.txt"));

            assertThat(s3.listObjectsV2Paginator(
                                    r -> r.bucket(BUCKET).prefix("c/").maxKeys(1))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactlyInAnyOrder("c/copy.txt", "c/" + SPECIAL);
        }
    }

    @Test
    void deletesMany() {
        try (S3Client s3 = client()) {
            s3.putObject(r -> r.bucket(BUCKET).key("d/1"), RequestBody.fromString("x"));
            s3.putObject(r -> r.bucket(BUCKET).key("d/2"), RequestBody.fromString("x"));

            s3.deleteObjects(r -> r.bucket(BUCKET)
                    .delete(d -> d.objects(
                            ObjectIdentifier.builder().key("d/1").build(),
                            ObjectIdentifier.builder().key("d/2").build())));

            assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("d/")).contents())
                    .isEmpty();
        }
    }

    @Test
    void sendsAStreamThatCanBeReadOnce() {
        byte[] content = random(3 * MIB);
        try (S3Client s3 = client()) {
            s3.putObject(
                    r -> r.bucket(BUCKET).key("stream"), RequestBody.fromInputStream(once(content), content.length));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("stream")).asByteArray())
                    .isEqualTo(content);
        }
    }

    @Test
    void sendsLargeObjectsInPartsAndStreamsOfUnknownLength() {
        byte[] content = random(20 * MIB);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (S3TransferManager transfers = s3().transferManager();
                S3Client s3 = client()) {
            transfers
                    .upload(u -> u.requestBody(AsyncRequestBody.fromInputStream(once(content), null, reader))
                            .putObjectRequest(p -> p.bucket(BUCKET).key("large")))
                    .completionFuture()
                    .join();

            // AWS's asynchronous client reads by part, which S3Proxy does not have.
            assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("large")).asByteArray())
                    .isEqualTo(content);
        } finally {
            reader.shutdown();
        }
    }

    @Test
    void signsLinks() throws Exception {
        HttpClient browser = HttpClient.newHttpClient();
        client().close();
        try (S3Presigner presigner = s3().presigner()) {
            URI put = presigner
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(r -> r.bucket(BUCKET).key("l/" + SPECIAL)))
                    .url()
                    .toURI();
            URI get = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(r -> r.bucket(BUCKET).key("l/" + SPECIAL)))
                    .url()
                    .toURI();

            HttpResponse<String> stored = browser.send(
                    HttpRequest.newBuilder(put)
                            .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> read =
                    browser.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            assertThat(read.body()).isEqualTo("hello");
        }
    }

    @Test
    void aWrongSecretIsRefusedHere() {
        assertThat(s3().diagnose().healthy()).as(s3().diagnose().toString()).isTrue();
        assertThat(withAnotherSecret().diagnose().healthy()).isFalse();
    }

    /** Returns S3 at the server, with a secret that is not the server's: that signatures are looked at at all. */
    abstract S3Compat withAnotherSecret();

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(7).nextBytes(content);
        return content;
    }

    /** A stream as sockets and pipes are: no going back. */
    private static InputStream once(byte[] content) {
        ByteArrayInputStream source = new ByteArrayInputStream(content);
        return new InputStream() {
            @Override
            public int read() {
                return source.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return source.read(target, offset, length);
            }
        };
    }
}
