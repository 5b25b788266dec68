package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.TransportException;
import dev.plinth.testkit.Fault;
import dev.plinth.tests.stack.EveryWay;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is certain although the line is not. */
@Tag("local")
class FaultsTest {

    private static final String UPLOADS = "/**/object/b-*/**";
    private static final String DOWNLOADS = "/storage/v1/object/authenticated/**";

    @TempDir
    Path folder;

    @AfterEach
    void allFaultsHappened() {
        List<Fault> pending = Stack.get().local().faults().pending();
        Stack.get().local().faults().clear();
        assertThat(pending).isEmpty();
    }

    @EveryWay
    void anAnswerThatWasLostIsNoConflict(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            next(Fault.on("POST", UPLOADS).dropAfterWork());

            StoredObject stored = bucket.upload("a", Content.ofString("content"));

            assertThat(stored.id()).isPresent();
            assertThat(stored.etag()).isPresent();
            assertThat(bucket.download("a").readAllBytes(100)).asString().isEqualTo("content");
        }
    }

    @EveryWay
    void anotherContentAtTheKeyIsAConflictAfterALostAnswerToo(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("theirs!"));
            next(Fault.on("POST", UPLOADS).dropAfterWork());

            assertThatThrownBy(() -> bucket.upload("a", Content.ofString("content")))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("7 bytes");
        }
    }

    @EveryWay
    void theSameContentThatWasThereBeforeIsAConflict(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("content"));

            assertThatThrownBy(() -> bucket.upload("a", Content.ofString("content")))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("with the same content as this upload");
        }
    }

    @EveryWay
    void anUploadThatBrokeOffIsSentAgain(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            byte[] bytes = random(500_000);
            next(Fault.on("POST", UPLOADS).dropRequestAfter(100_000));

            bucket.upload("a", Content.ofBytes(bytes));

            assertThat(bucket.download("a").readAllBytes(1_000_000)).isEqualTo(bytes);
        }
    }

    @EveryWay
    void aStreamThatBrokeOffIsSentAgain(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            byte[] bytes = random(5_000_000);
            next(Fault.on("POST", UPLOADS).dropRequestAfter(3_000_000));
            next(Fault.on("POST", UPLOADS).dropRequestAfter(100_000));

            bucket.upload("a", Content.ofStream(new ByteArrayInputStream(bytes)));

            assertThat(bucket.download("a").readAllBytes(5_000_000)).isEqualTo(bytes);
        }
    }

    @EveryWay
    void aStreamThatItselfFailsIsNotSentAgain(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            AtomicInteger reads = new AtomicInteger();
            InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
                @Override
                public int read(byte[] bytes, int from, int count) throws IOException {
                    reads.incrementAndGet();
                    throw new IOException("the disk is on fire");
                }
            };

            assertThatThrownBy(() -> bucket.upload("a", Content.ofStream(broken)))
                    .isInstanceOfSatisfying(
                            LocalIOException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("the disk is on fire")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(reads).hasValue(1);
            assertThat(bucket.exists("a")).isFalse();
        }
    }

    @EveryWay
    void aDeleteWhoseAnswerWasLostIsDone(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("content"));
            boolean list = bucket.list().first().isPresent();
            next(Fault.on("DELETE", "/**/b-*/**").dropAfterWork());

            bucket.delete("a");

            assertThat(list).isTrue();
            assertThat(bucket.exists("a")).isFalse();
        }
    }

    @EveryWay
    void aByteThatFlippedOnTheWayThereIsNoticed(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            byte[] bytes = random(50_000);
            next(Fault.on("POST", UPLOADS).corruptRequest(25_000));

            assertThatThrownBy(() -> bucket.upload("a", Content.ofBytes(bytes), o -> o.verify(IntegrityCheck.ALWAYS)))
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining("was deleted; upload it again");
            assertThat(bucket.exists("a")).isFalse();
            bucket.upload("a", Content.ofBytes(bytes));
        }
    }

    @Test
    void whatWasReplacedBadlyIsNoticedAndNotDeleted() {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            next(Fault.on("POST", "/storage/v1/upload/resumable").corruptRequest(25_000));

            assertThatThrownBy(() -> bucket.upload(
                            "a",
                            Content.ofBytes(random(50_000)),
                            o -> o.upsert(true).verify(IntegrityCheck.ALWAYS)))
                    .isInstanceOf(IntegrityException.class);
            assertThat(bucket.exists("a")).isTrue();
        }
    }

    @Test
    void aByteThatFlippedOnTheWayBackIsNoticed() throws IOException {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofBytes(random(50_000)));
            Path target = Files.writeString(folder.resolve("target"), "old");
            Fault flip = Fault.on("GET", DOWNLOADS).corruptResponse(30_000).times(3);
            next(flip);

            assertThatThrownBy(() -> bucket.download("a", o -> o.verify(IntegrityCheck.ALWAYS))
                            .saveTo(target))
                    .isInstanceOf(IntegrityException.class);
            assertThatThrownBy(() -> bucket.download("a", o -> o.verify(IntegrityCheck.ALWAYS))
                            .readAllBytes(100_000))
                    .isInstanceOf(IntegrityException.class);
            assertThat(bucket.download("a", o -> o.verify(IntegrityCheck.NEVER)).readAllBytes(100_000))
                    .hasSize(50_000);

            assertThat(target).hasContent("old");
            assertThat(folder.toFile().list()).containsExactly("target");
        }
    }

    @Test
    void aByteThatFlippedOnTheWayThroughAStudioIsNoticed() {
        try (Connection connection =
                        Way.CONTROL_PLANE.connect(Stack.get(), o -> o.dialect(ControlPlaneDialect.STUDIO));
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofBytes(random(50_000)));
            next(Fault.on("POST", "/api/platform/storage/**/download").corruptResponse(30_000));

            assertThatThrownBy(() -> bucket.download("a", o -> o.verify(IntegrityCheck.ALWAYS))
                            .readAllBytes(100_000))
                    .isInstanceOf(IntegrityException.class);
            assertThat(bucket.download("a").readAllBytes(100_000)).hasSize(50_000);
        }
    }

    @Test
    void aDownloadThatIsCutShortNeverGetsToItsTarget() throws IOException {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofBytes(random(50_000)));
            Path target = folder.resolve("target");
            next(Fault.on("GET", DOWNLOADS).truncate(20_000));

            assertThatThrownBy(() -> bucket.download("a", o -> o.verify(IntegrityCheck.ALWAYS))
                            .saveTo(target))
                    .isInstanceOf(IntegrityException.class);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aDownloadGoesOnWhereItBrokeOff() throws IOException {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            byte[] bytes = random(900_000);
            bucket.upload("a", Content.ofBytes(bytes));
            next(Fault.on("GET", DOWNLOADS).dropResponseAfter(200_000).times(3));
            Path target = folder.resolve("target");

            bucket.download("a").saveTo(target);

            assertThat(target).hasBinaryContent(bytes);
        }
    }

    @Test
    void aDownloadDoesNotGoOnWithAnotherContent() throws IOException {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofBytes(random(900_000)));
            next(Fault.on("GET", DOWNLOADS).dropResponseAfter(200_000));

            try (Download download = bucket.download("a")) {
                bucket.upload("a", Content.ofBytes(new byte[900_000]), o -> o.upsert(true));

                assertThatThrownBy(() -> download.saveTo(folder.resolve("target")))
                        .isInstanceOf(TransportException.class);
            }
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aDeleteOfManyThatFailsHalfWaySaysWhatWasDone() {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("k1", Content.ofString("1"));
            next(Fault.on("DELETE", "/storage/v1/object/b-*")
                    .status(
                            403,
                            "{\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"no\",\"code\":\"AccessDenied\"}")
                    .after(1));

            assertThatThrownBy(() -> bucket.delete(
                            IntStream.range(0, 1500).mapToObj(i -> "k" + i).toList()))
                    .isInstanceOfSatisfying(PartialDeleteException.class, e -> {
                        assertThat(e.result().deleted()).containsExactly("k1");
                        assertThat(e.result().notDeleted()).hasSize(999);
                        assertThat(e).hasCauseInstanceOf(PermissionDeniedException.class);
                    });
        }
    }

    private static void next(Fault fault) {
        Stack.get().local().faults().add(fault);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
