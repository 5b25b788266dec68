package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Content;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Faults;
import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a directory transfer does where something goes wrong. */
@Tag("local")
class DirectoryFaultsTest {

    private static final int PART = 100_000;

    @TempDir
    Path folder;

    private final Workshop workshop = Workshop.impatient();
    private final Faults faults = Stack.get().local().faults();
    private Tree tree;

    @BeforeEach
    void create() {
        tree = new Tree(folder.resolve("tree"));
    }

    @AfterEach
    void clear() {
        faults.clear();
        workshop.close();
    }

    @Test
    void oneFileThatFailsDoesNotStopTheOthersAndNothingIsDeletedThen() {
        tree.file("a", "a").file("b", "b").file("c", "c");
        workshop.store("extra", "x");
        faults.add(Fault.on("POST", "/storage/v1/object/*/b")
                .status(400, "{\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"no\"}"));

        DirectoryResult result =
                workshop.bucket().syncUp(tree.root(), o -> o.deleteExtra(true)).run();

        assertThat(workshop.objects()).containsOnlyKeys("a", "c", "extra");
        assertThat(result.outcomes(FileStatus.FAILED)).singleElement().satisfies(outcome -> {
            assertThat(outcome.path()).isEqualTo("b");
            assertThat(outcome.error()).containsInstanceOf(PermissionDeniedException.class);
        });
        assertThat(result.outcomes(FileStatus.SKIPPED)).singleElement().satisfies(outcome -> {
            assertThat(outcome.path()).isEqualTo("extra");
            assertThat(outcome.reason())
                    .hasValueSatisfying(why -> assertThat(why).contains("1 files or folders failed"));
        });

        workshop.bucket().syncUp(tree.root(), o -> o.deleteExtra(true)).run().throwIfFailed();
        assertThat(workshop.objects()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void anOverloadedServerGetsAllFilesInTheEnd() {
        for (int i = 0; i < 40; i++) {
            tree.file("f" + i, "content " + i);
        }
        faults.add(Fault.on("POST", "/storage/v1/object/*/f*")
                .tooManyRequests(Duration.ZERO)
                .times(25));
        faults.add(Fault.on("POST", "/storage/v1/object/*/f*").status(503).times(25));

        workshop.bucket().syncUp(tree.root(), o -> o.maxAttempts(20)).run().throwIfFailed();

        assertThat(workshop.objects()).isEqualTo(tree.files());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, PART})
    void aFileThatChangesWhileItIsUploadedIsNotStored(int partSize) throws IOException {
        Files.createDirectories(tree.root());
        Path file = Files.write(tree.root().resolve("a"), Workshop.random(350_000));
        AtomicReference<Runnable> once = new AtomicReference<>(() -> append(file));

        DirectoryResult result = workshop.bucket()
                .syncUp(
                        tree.root(),
                        o -> o.partSize(partSize).onProgress(p -> {
                            Runnable change = p.transferred() > 0 ? once.getAndSet(null) : null;
                            if (change != null) {
                                change.run();
                            }
                        }))
                .run();

        assertThat(result.outcomes(FileStatus.FAILED))
                .singleElement()
                .satisfies(o -> assertThat(o.error()).containsInstanceOf(SourceChangedException.class));
        assertThat(workshop.bucket().exists("a")).isFalse();

        workshop.bucket().syncUp(tree.root(), o -> o.partSize(partSize)).run().throwIfFailed();
        assertThat(workshop.stored("a")).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, PART})
    void anObjectThatIsReplacedWhileItIsDownloadedIsNotMixed(int partSize) throws IOException {
        byte[] before = Workshop.random(350_000);
        byte[] after = Workshop.random(350_001);
        workshop.bucket().upload("a", Content.ofBytes(before));
        faults.add(Fault.on("GET", "/storage/v1/object/authenticated/**")
                .dropResponseAfter(150_000)
                .times(2));
        AtomicReference<Runnable> once =
                new AtomicReference<>(() -> workshop.bucket().upload("a", Content.ofBytes(after), o -> o.upsert(true)));

        workshop.bucket()
                .syncDown(
                        tree.root(),
                        o -> o.partSize(partSize).onProgress(p -> {
                            Runnable change = p.transferred() > 0 ? once.getAndSet(null) : null;
                            if (change != null) {
                                change.run();
                            }
                        }))
                .run()
                .throwIfFailed();

        byte[] written = Files.readAllBytes(tree.root().resolve("a"));
        assertThat(written).isIn(before, after);
        workshop.bucket().syncDown(tree.root(), o -> {}).run().throwIfFailed();
        assertThat(tree.root().resolve("a")).hasBinaryContent(after);
        assertThat(tree.files()).hasSize(1);
    }

    @Test
    void aListenerMayAbort() throws Exception {
        for (int i = 0; i < 50; i++) {
            tree.file("f" + i, "content " + i);
        }
        AtomicReference<DirectoryTransfer> transfer = new AtomicReference<>();
        transfer.set(workshop.bucket()
                .syncUp(
                        tree.root(),
                        o -> o.parallelism(2).onFile(f -> transfer.get().abort())));

        CompletableFuture<DirectoryResult> running = transfer.get().start();

        assertThat(running)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(CallCancelledException.class);
        assertThat(workshop.objects().size()).isBetween(1, 49);
        assertThatThrownBy(() -> transfer.get().run()).isInstanceOf(CallCancelledException.class);
    }

    @Test
    void aCancelledDownloadLeavesNoHalfFile() throws Exception {
        for (int i = 0; i < 6; i++) {
            workshop.bucket().upload("f" + i, Content.ofBytes(Workshop.random(200_000)));
        }
        faults.add(Fault.on("GET", "/storage/v1/object/authenticated/**")
                .slow(100_000)
                .times(6));
        CountDownLatch began = new CountDownLatch(1);
        DirectoryTransfer transfer =
                workshop.bucket().downloadDirectory(tree.root(), o -> o.onProgress(p -> began.countDown()));
        CompletableFuture<DirectoryResult> running = transfer.start();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(running.cancel(true)).isTrue();

        Workshop.until(() -> Stream.of(tree.root().toFile().list()).noneMatch(name -> name.endsWith(".part")));
        assertThat(tree.files().values()).allMatch(content -> !content.isEmpty());
        faults.clear();
        workshop.bucket().downloadDirectory(tree.root(), o -> {}).run().throwIfFailed();
        assertThat(tree.files()).hasSize(6);
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
