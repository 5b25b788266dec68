package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.Progress;
import dev.plinth.core.Secret;
import dev.plinth.storage.StorageClient;
import dev.plinth.storage.StoredObject;
import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal keeps, and what it does with what it does not know. */
class JournalTest {

    private static final int CHUNK = 100_000;
    private static final byte[] BYTES = Workshop.random(350_000);

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop();
    private Path journal;
    private Path source;

    @BeforeEach
    void start() {
        journal = folder.resolve("deep/journal");
        source = Workshop.file(folder, BYTES);
    }

    @AfterEach
    void clear() {
        workshop.close();
    }

    /** Leaves an upload in the journal that has a chunk and a bit, as a process that ended would. */
    private void leaveBehind(Consumer<? super ResumableUploadOptions> options) {
        AtomicReference<Thread> uploading = new AtomicReference<>(Thread.currentThread());
        ResumableUpload upload = workshop.bucket().resumableUpload("film", source, o -> {
            o.journal(journal).chunkSize(CHUNK).onProgress(p -> {
                if (p.transferred() > CHUNK + 10_000) {
                    uploading.get().interrupt();
                }
            });
            options.accept(o);
        });
        assertThatThrownBy(upload::run).isInstanceOf(CallCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> !file.endsWith(".lock")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theSameCallContinuesTheUpload() {
        leaveBehind(o -> {});
        AtomicReference<Progress> first = new AtomicReference<>();

        workshop.bucket()
                .resumableUpload(
                        "film",
                        source,
                        o -> o.journal(journal).chunkSize(CHUNK).onProgress(p -> first.compareAndSet(null, p)))
                .run();

        assertThat(first.get().transferred()).isGreaterThan(CHUNK);
        assertThat(workshop.stored("film")).isEqualTo(BYTES);
        assertThat(files()).isEmpty();
    }

    @Test
    void resumeAllContinuesAndLeavesTheJournalEmpty() {
        leaveBehind(o -> {});

        ResumeResult result = ResumableUploads.of(journal).resumeAll(workshop.storage());

        assertThat(result.completed()).extracting(StoredObject::key).containsExactly("film");
        assertThat(result.failed()).isEmpty();
        assertThat(workshop.stored("film")).isEqualTo(BYTES);
        assertThat(files()).isEmpty();
    }

    @Test
    void aJournalHoldsNoCredential() throws IOException {
        Secret token = workshop.bucket().createSignedUploadUrl("film", false).token();
        leaveBehind(o -> o.signedUploadToken(token));

        String text = Files.readString(files().get(0));

        assertThat(text).contains("film").doesNotContain(token.reveal()).doesNotContain("eyJ");
        assertThat(text).doesNotContain(Stack.get().serviceKey().value().reveal());
    }

    @Test
    void aJournalIsReadableByItsOwnerOnly() throws IOException {
        leaveBehind(o -> {});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void anUploadByASignedTokenIsContinuedWithTheTokenOnly() {
        Secret token = workshop.bucket().createSignedUploadUrl("film", false).token();
        leaveBehind(o -> o.signedUploadToken(token));

        ResumeResult result = ResumableUploads.of(journal).resumeAll(workshop.storage());
        assertThat(result.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).hasMessageContaining("token"));
        workshop.bucket()
                .resumableUpload(
                        "film", source, o -> o.journal(journal).chunkSize(CHUNK).signedUploadToken(token))
                .run();

        assertThat(workshop.stored("film")).isEqualTo(BYTES);
        assertThat(files()).isEmpty();
    }

    @Test
    void foreignAndHalfWrittenFilesAreReportedAndDoNotDisturb() throws IOException {
        leaveBehind(o -> {});
        Path ours = files().get(0);
        String text = Files.readString(ours);
        String name = "0".repeat(40);
        Files.writeString(journal.resolve(name + ".upload"), text.substring(0, text.length() / 2));
        Files.writeString(journal.resolve("1".repeat(40) + ".upload"), "{\"format\":\"plinth-resumable-upload-1\"}");
        Files.writeString(journal.resolve("2".repeat(40) + ".upload"), "");
        Files.writeString(journal.resolve("notes.txt"), "buy milk");
        Files.createDirectory(journal.resolve("3".repeat(40) + ".upload"));

        assertThat(ResumableUploads.of(journal).list()).hasSize(1);
        ResumeResult result = ResumableUploads.of(journal).resumeAll(workshop.storage());

        assertThat(result.completed()).hasSize(1);
        assertThat(result.failed()).hasSize(5).allSatisfy(failed -> {
            assertThat(failed.upload()).isEmpty();
            assertThat(failed.reason()).isInstanceOf(LocalIOException.class);
        });
        assertThat(files()).hasSize(5);
    }

    @Test
    void aChangedFileIsNotContinuedByResumeAll() throws IOException {
        leaveBehind(o -> {});
        byte[] other = BYTES.clone();
        other[0]++;
        FileTime modified = Files.getLastModifiedTime(source);
        Files.write(source, other);
        Files.setLastModifiedTime(source, modified);

        ResumeResult result = ResumableUploads.of(journal).resumeAll(workshop.storage());

        assertThat(result.completed()).isEmpty();
        assertThat(result.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).isInstanceOf(SourceChangedException.class));
        assertThat(workshop.bucket().exists("film")).isFalse();
    }

    @Test
    void theSameCallUploadsAChangedFileFromItsBeginning() throws IOException {
        leaveBehind(o -> {});
        byte[] other = Workshop.random(340_000);
        Files.write(source, other);

        workshop.bucket()
                .resumableUpload("film", source, o -> o.journal(journal).chunkSize(CHUNK))
                .run();

        assertThat(workshop.stored("film")).isEqualTo(other);
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsReported() throws IOException {
        leaveBehind(o -> {});
        Files.delete(source);

        ResumeResult result = ResumableUploads.of(journal).resumeAll(workshop.storage());

        assertThat(result.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason())
                        .isInstanceOf(LocalIOException.class)
                        .hasMessageContaining("does not exist"));
        assertThat(files()).hasSize(1);
    }

    @Test
    void aWholeFingerprintSeesEveryByte() throws IOException {
        byte[] large = Workshop.random(3_000_000);
        source = Workshop.file(folder, large);
        leaveBehind(o -> o.fingerprint(Fingerprint.WHOLE));
        byte[] other = large.clone();
        other[100_000]++;
        FileTime modified = Files.getLastModifiedTime(source);
        Files.write(source, other);
        Files.setLastModifiedTime(source, modified);

        ResumeResult result = ResumableUploads.of(journal).resumeAll(workshop.storage());

        assertThat(result.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).isInstanceOf(SourceChangedException.class));
    }

    @Test
    void abortDeletesTheUploadAndItsFile() {
        leaveBehind(o -> {});

        assertThat(workshop.bucket()
                        .resumableUpload("film", source, o -> o.journal(journal).chunkSize(CHUNK))
                        .abort())
                .isTrue();

        assertThat(files()).isEmpty();
        assertThat(workshop.bucket().exists("film")).isFalse();
    }

    @Test
    void oneUploadIsInOnePairOfHandsOnly() {
        AtomicReference<Throwable> second = new AtomicReference<>();
        AtomicReference<ResumeResult> all = new AtomicReference<>();
        workshop.bucket()
                .resumableUpload(
                        "film",
                        source,
                        o -> o.journal(journal).chunkSize(CHUNK).onProgress(p -> {
                            if (p.transferred() > CHUNK && second.get() == null) {
                                second.set(org.assertj.core.api.Assertions.catchThrowable(() -> workshop.bucket()
                                        .resumableUpload("film", source, other -> other.journal(journal))
                                        .run()));
                                all.set(ResumableUploads.of(journal).resumeAll(workshop.storage()));
                            }
                        }))
                .run();

        assertThat(second.get()).isInstanceOf(UploadInUseException.class).hasMessageContaining("film");
        assertThat(all.get().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).isInstanceOf(UploadInUseException.class));
        assertThat(workshop.stored("film")).isEqualTo(BYTES);
    }

    @Test
    void anUploadToAnotherProjectIsLeftToIt() {
        leaveBehind(o -> {});
        try (var other = dev.plinth.core.Connection.toProject(
                "http://127.0.0.1:9", Stack.get().serviceKey(), o -> {})) {
            ResumeResult result = ResumableUploads.of(journal).resumeAll(StorageClient.of(other));

            assertThat(result.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.reason()).hasMessageContaining("another project"));
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void aJournalThatDoesNotExistIsEmpty() {
        assertThat(ResumableUploads.of(journal).list()).isEmpty();
        assertThat(ResumableUploads.of(journal).resumeAll(workshop.storage()).completed())
                .isEmpty();
        assertThat(journal).doesNotExist();
    }
}
