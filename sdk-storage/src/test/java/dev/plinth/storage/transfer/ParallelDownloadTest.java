package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Progress;
import dev.plinth.storage.ObjectInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a parallel download does where nothing goes wrong, or the object changes; also on the real server. */
class ParallelDownloadTest {

    private static final long PART = 100_000;

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop();

    @AfterEach
    void clear() {
        workshop.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99_999, 100_000, 100_001, 950_001})
    void aFileIsWhatTheObjectIs(int length) throws IOException {
        byte[] bytes = Workshop.random(length);
        workshop.bucket().upload("a", Content.ofBytes(bytes));
        Path file = folder.resolve("target");

        ObjectInfo info = workshop.bucket()
                .parallelDownload("a", file, o -> o.partSize(PART))
                .run();

        assertThat(info.size()).hasValue(length);
        assertThat(file).hasBinaryContent(bytes);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void theFileIsAsItWasUntilTheObjectIsComplete() throws IOException {
        byte[] bytes = Workshop.random(950_001);
        workshop.bucket().upload("a", Content.ofBytes(bytes));
        Path file = Files.writeString(folder.resolve("target"), "before");
        List<String> meanwhile = new CopyOnWriteArrayList<>();

        workshop.bucket()
                .parallelDownload(
                        "a",
                        file,
                        o -> o.partSize(PART).onProgress(p -> {
                            if (p.transferred() < 950_001) {
                                meanwhile.add(read(file));
                            }
                        }))
                .run();

        assertThat(meanwhile).isNotEmpty().containsOnly("before");
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void nothingIsLeftOfADownloadThatFails() throws IOException {
        Path file = Files.writeString(folder.resolve("target"), "before");

        assertThatThrownBy(() -> workshop.bucket()
                        .parallelDownload("none", file, o -> {})
                        .run())
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> workshop.bucket()
                        .parallelDownload("none", folder.resolve("no/such/folder"), o -> {})
                        .run())
                .isInstanceOf(NotFoundException.class);

        assertThat(file).hasContent("before");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFolderThatDoesNotExistIsALocalFailure() {
        workshop.bucket().upload("a", Content.ofBytes(Workshop.random(250_000)));

        assertThatThrownBy(() -> workshop.bucket()
                        .parallelDownload("a", folder.resolve("no/such/folder"), o -> o.partSize(PART))
                        .run())
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("no such directory");
    }

    @Test
    void anObjectThatIsReplacedMeanwhileIsDownloadedAnew() {
        workshop.bucket().upload("a", Content.ofBytes(Workshop.random(950_001)));
        byte[] other = Workshop.random(950_002);
        Path file = folder.resolve("target");

        workshop.bucket()
                .parallelDownload(
                        "a",
                        file,
                        o -> o.partSize(PART)
                                .parallelism(1)
                                .onProgress(Workshop.once(
                                        PART + 1,
                                        () -> workshop.bucket()
                                                .upload("a", Content.ofBytes(other), u -> u.upsert(true)))))
                .run();

        assertThat(file).hasBinaryContent(other);
    }

    @Test
    void anObjectThatIsReplacedAgainAndAgainIsAnError() throws IOException {
        workshop.bucket().upload("a", Content.ofBytes(Workshop.random(950_001)));
        AtomicInteger replaced = new AtomicInteger();
        Path file = folder.resolve("target");

        assertThatThrownBy(() -> workshop.bucket()
                        .parallelDownload(
                                "a",
                                file,
                                o -> o.partSize(PART).parallelism(1).onProgress(p -> {
                                    if (p.transferred() <= 70_000) {
                                        byte[] next = Workshop.random(950_002 + replaced.incrementAndGet());
                                        workshop.bucket().upload("a", Content.ofBytes(next), u -> u.upsert(true));
                                    }
                                }))
                        .run())
                .isInstanceOf(SourceChangedException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aPausedDownloadGoesOn() throws Exception {
        byte[] bytes = Workshop.random(950_001);
        workshop.bucket().upload("a", Content.ofBytes(bytes));
        Path file = folder.resolve("target");
        CountDownLatch paused = new CountDownLatch(1);
        AtomicReference<ParallelDownload> download = new AtomicReference<>();
        download.set(workshop.bucket()
                .parallelDownload(
                        "a",
                        file,
                        o -> o.partSize(PART).onProgress(Workshop.once(1, () -> {
                            download.get().pause();
                            paused.countDown();
                        }))));
        CompletableFuture<ObjectInfo> running = download.get().start();
        assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(running).isNotDone();
        assertThat(file).doesNotExist();
        download.get().resume();
        running.get(60, TimeUnit.SECONDS);

        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void anAbortedDownloadLeavesNothing() throws IOException {
        workshop.bucket().upload("a", Content.ofBytes(Workshop.random(950_001)));
        AtomicReference<ParallelDownload> download = new AtomicReference<>();
        CountDownLatch paused = new CountDownLatch(1);
        download.set(workshop.bucket()
                .parallelDownload(
                        "a",
                        folder.resolve("target"),
                        o -> o.partSize(PART).onProgress(Workshop.once(1, () -> {
                            download.get().pause();
                            paused.countDown();
                        }))));
        CompletableFuture<ObjectInfo> running = download.get().start();
        await(paused);

        download.get().abort();

        assertThat(running)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(CallCancelledException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aListenerMayAbort() {
        workshop.bucket().upload("a", Content.ofBytes(Workshop.random(950_001)));
        AtomicReference<ParallelDownload> download = new AtomicReference<>();
        download.set(workshop.bucket()
                .parallelDownload(
                        "a",
                        folder.resolve("target"),
                        o -> o.partSize(PART).onProgress(p -> {
                            // The thread that runs the download is one of those that fetch parts.
                            if (Thread.currentThread().getName().equals("plinth-transfer")) {
                                download.get().abort();
                            }
                        })));

        assertThat(download.get().start())
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(CallCancelledException.class);
    }

    @Test
    void progressGrowsToTheWhole() {
        workshop.bucket().upload("a", Content.ofBytes(Workshop.random(950_001)));
        List<Progress> told = new CopyOnWriteArrayList<>();

        ParallelDownload download = workshop.bucket()
                .parallelDownload(
                        "a", folder.resolve("target"), o -> o.partSize(PART).onProgress(told::add));
        download.run();

        assertThat(told).extracting(Progress::transferred).isSorted().last().isEqualTo(950_001L);
        assertThat(download.progress().fraction()).hasValue(1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
