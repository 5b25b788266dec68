package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.Content;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.IntegrityException;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Faults;
import dev.plinth.tests.stack.Stack;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resumable upload does where something goes wrong once. */
@Tag("local")
class ResumableFaultsTest {

    private static final int CHUNK = 100_000;
    private static final byte[] BYTES = Workshop.random(350_000);
    private static final String CREATION = "/storage/v1/upload/resumable";
    private static final String UPLOADS = "/storage/v1/upload/resumable/**";

    @TempDir
    Path folder;

    private final Workshop workshop = Workshop.impatient();
    private final Faults faults = Stack.get().local().faults();

    @AfterEach
    void clear() {
        faults.clear();
        workshop.close();
    }

    /** A fault of the second chunk. */
    static Stream<Arguments> faults() {
        Fault.Requests patch = Fault.on("PATCH", UPLOADS);
        return Stream.of(
                        Named.of("503", patch.status(503)),
                        Named.of("500", patch.status(500)),
                        Named.of("stored, then 503", patch.statusAfterWork(503)),
                        Named.of("429", patch.tooManyRequests()),
                        Named.of("429 with a time", patch.tooManyRequests(Duration.ofSeconds(0))),
                        Named.of("423", patch.status(423, "locked")),
                        Named.of("409 that stores nothing", patch.status(409, "Upload-Offset conflict\n")),
                        Named.of("stored, then 409", patch.statusAfterWork(409)),
                        Named.of("499", patch.status(499)),
                        Named.of("a good status without an offset", patch.status(200, "{}")),
                        Named.of("a web page", patch.status(200, "<html>sign in</html>")),
                        Named.of("a cut before the body", patch.dropRequestAfter(0)),
                        Named.of("a cut at its first byte", patch.dropRequestAfter(1)),
                        Named.of("a cut in the body", patch.dropRequestAfter(70_001)),
                        Named.of("a cut before the last byte", patch.dropRequestAfter(99_999)),
                        Named.of("a lost answer", patch.dropAfterWork()),
                        Named.of("silence", patch.stall(Duration.ofSeconds(3))),
                        Named.of("a request that came twice", patch.duplicate()))
                .flatMap(fault -> Stream.of(0, 1, 3)
                        .map(skipped -> Arguments.of(Named.of(
                                fault.getName() + " after " + skipped,
                                fault.getPayload().after(skipped)))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFileIsStoredAsItIs(Fault fault) {
        isStoredAsItIs(fault, Content.ofFile(Workshop.file(folder, BYTES)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aStreamIsStoredAsItIs(Fault fault) {
        isStoredAsItIs(fault, Content.ofStream(new ByteArrayInputStream(BYTES)));
    }

    private void isStoredAsItIs(Fault fault, Content content) {
        faults.add(fault);

        workshop.bucket().resumableUpload("a", content, o -> o.chunkSize(CHUNK)).run();

        assertThat(faults.pending()).isEmpty();
        assertThat(workshop.stored("a")).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK, 350_000})
    void aCreationWhoseAnswerIsLostIsRepeated(int length) {
        for (Fault fault : new Fault[] {
            Fault.on("POST", CREATION).status(503),
            Fault.on("POST", CREATION).statusAfterWork(503),
            Fault.on("POST", CREATION).dropAfterWork(),
            Fault.on("POST", CREATION).status(201, "no location")
        }) {
            faults.add(fault);
            String key = "k" + fault.kind() + fault.amount();
            byte[] bytes = Workshop.random(length);

            workshop.bucket()
                    .resumableUpload(key, Content.ofBytes(bytes), o -> o.chunkSize(CHUNK))
                    .run();

            assertThat(faults.pending()).isEmpty();
            assertThat(workshop.stored(key)).isEqualTo(bytes);
        }
    }

    @Test
    void theQuestionForTheOffsetIsRepeated() {
        for (Fault fault : new Fault[] {
            Fault.on("HEAD", UPLOADS).status(503).times(5),
            Fault.on("HEAD", UPLOADS).dropAfterWork().times(5),
            Fault.on("HEAD", UPLOADS).status(423).times(2),
            Fault.on("HEAD", UPLOADS).status(200).times(2)
        }) {
            faults.add(Fault.on("PATCH", UPLOADS).dropAfterWork().after(1)).add(fault);
            String key = "k" + fault.kind() + fault.amount();

            workshop.bucket()
                    .resumableUpload(key, Content.ofBytes(BYTES), o -> o.chunkSize(CHUNK))
                    .run();

            assertThat(faults.pending()).isEmpty();
            assertThat(workshop.stored(key)).isEqualTo(BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aLostUploadStartsAgain(int status) {
        faults.add(Fault.on("PATCH", UPLOADS).status(status, "gone").after(2));

        workshop.bucket()
                .resumableUpload("a", Content.ofFile(Workshop.file(folder, BYTES)), o -> o.chunkSize(CHUNK))
                .run();

        assertThat(faults.pending()).isEmpty();
        assertThat(workshop.stored("a")).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aLostUploadFailsIfThatIsWanted(int status) {
        faults.add(Fault.on("PATCH", UPLOADS).dropAfterWork().after(1))
                .add(Fault.on("HEAD", UPLOADS).status(status, "gone"));
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "a", Content.ofBytes(BYTES), o -> o.chunkSize(CHUNK).whenLost(LostUpload.FAIL));

        assertThatThrownBy(upload::run).isInstanceOf(UploadLostException.class);
        assertThat(workshop.bucket().exists("a")).isFalse();
        upload.run();

        assertThat(workshop.stored("a")).isEqualTo(BYTES);
    }

    @Test
    void anUploadThatIsLostAgainAndAgainFails() {
        faults.add(Fault.on("PATCH", UPLOADS).status(410, "gone").times(4));

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload("a", Content.ofBytes(BYTES), o -> {})
                        .run())
                .isInstanceOf(UploadLostException.class);
    }

    @Test
    void aStreamCannotStartAgainAfterItsFirstChunk() {
        faults.add(Fault.on("PATCH", UPLOADS).status(410, "gone"));
        workshop.bucket()
                .resumableUpload("a", Content.ofStream(new ByteArrayInputStream(BYTES)), o -> o.chunkSize(CHUNK))
                .run();
        assertThat(workshop.stored("a")).isEqualTo(BYTES);
        faults.add(Fault.on("PATCH", UPLOADS).status(410, "gone").after(2));

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload(
                                "b", Content.ofStream(new ByteArrayInputStream(BYTES)), o -> o.chunkSize(CHUNK))
                        .run())
                .isInstanceOf(UploadLostException.class)
                .hasMessageContaining("a stream cannot be read again");
        assertThat(workshop.bucket().exists("b")).isFalse();
    }

    @Test
    void aServerThatIsDownInterruptsTheUploadAndTheNextRunGoesOn() {
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "a", Content.ofBytes(BYTES), o -> o.chunkSize(CHUNK).maxAttempts(3));
        faults.add(Fault.on("PATCH", UPLOADS).status(503).after(2).times(3));

        assertThatThrownBy(upload::run).isInstanceOfSatisfying(UploadInterruptedException.class, e -> {
            assertThat(e.offset()).isEqualTo(2 * CHUNK);
            assertThat(e.retryable()).isTrue();
            assertThat(e).hasMessageContaining("503").hasMessageContaining("200000 bytes");
        });
        upload.run();

        assertThat(workshop.stored("a")).isEqualTo(BYTES);
    }

    @Test
    void aPermanentRefusalIsToldAtOnce() {
        faults.add(Fault.on("PATCH", UPLOADS).status(403, "new row violates row-level security policy"));

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload("a", Content.ofBytes(BYTES), o -> {})
                        .run())
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("row-level security")
                .hasMessageContaining("attempts=1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void bytesThatChangedOnTheWayAreNotASuccess(int chunk) {
        faults.add(Fault.on("PATCH", UPLOADS).corruptRequest(12_345).after(chunk));

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload("a", Content.ofBytes(BYTES), o -> o.chunkSize(CHUNK))
                        .run())
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("the stored object was deleted");
        assertThat(workshop.bucket().exists("a")).isFalse();
    }

    @Test
    void aComparisonThatFailsForNowIsMadeByTheNextRun() {
        ResumableUpload upload = workshop.bucket().resumableUpload("a", Content.ofBytes(BYTES), o -> {});
        faults.add(Fault.on("GET", "/storage/v1/object/info/**").status(503).times(4));

        assertThatThrownBy(upload::run)
                .isInstanceOf(UploadInterruptedException.class)
                .hasMessageContaining("comparing it with the source failed");

        assertThat(upload.run().etag()).isPresent();
    }

    @Test
    void withoutAComparisonTheObjectIsNotAskedFor() {
        faults.add(Fault.on("GET", "/storage/v1/object/info/**").status(403));

        workshop.bucket()
                .resumableUpload("a", Content.ofBytes(BYTES), o -> o.verify(IntegrityCheck.NEVER))
                .run();

        assertThat(faults.pending()).hasSize(1);
    }

    @Test
    void anExistingObjectIsAConflictAfterALostAnswerToo() {
        workshop.bucket().upload("a", Content.ofString("theirs"));
        faults.add(Fault.on("POST", CREATION).dropAfterWork());

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload("a", Content.ofBytes(new byte[0]), o -> {})
                        .run())
                .isInstanceOf(ConflictException.class);
        assertThat(workshop.stored("a")).asString().isEqualTo("theirs");
    }
}
