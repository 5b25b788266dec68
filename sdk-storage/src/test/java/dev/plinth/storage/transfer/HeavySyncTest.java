package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Connection;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.StorageClient;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand files of 4 KiB in a hundred folders. */
@Tag("heavy")
class HeavySyncTest {

    private static final int FOLDERS = 100;
    private static final int FILES = 10_000;
    private static final int SIZE = 4096;

    @TempDir
    Path folder;

    /** Counts the uploads of this process. */
    private static final class Uploads implements CallObserver {

        private final AtomicLong count = new AtomicLong();

        @Override
        public void started(CallEvent call) {
            if (call.operation().equals("storage.upload")) {
                count.incrementAndGet();
            }
        }
    }

    private final Uploads uploads = new Uploads();
    private LocalPlatform platform;
    private Connection connection;
    private Bucket bucket;
    private Path tree;

    @BeforeEach
    void start() throws IOException {
        platform = LocalPlatform.start();
        connection =
                Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> o.observer(uploads));
        StorageClient.of(connection).buckets().create("files");
        bucket = StorageClient.of(connection).bucket("files");
        tree = folder.resolve("tree");
        for (int i = 0; i < FILES; i++) {
            Files.createDirectories(file(i).getParent());
            Files.write(file(i), content(i));
        }
    }

    @AfterEach
    void stop() {
        connection.close();
        platform.close();
    }

    private Path file(int i) {
        return tree.resolve("d" + i % FOLDERS + "/f" + i);
    }

    private static byte[] content(int i) {
        byte[] bytes = new byte[SIZE];
        new Random(i).nextBytes(bytes);
        return bytes;
    }

    private DirectoryResult sync(String what) {
        long began = System.nanoTime();
        DirectoryResult result =
                bucket.syncUp(tree, o -> o.deleteExtra(true)).run().throwIfIncomplete();
        report(what, began, result.toString());
        return result;
    }

    private static void report(String what, long began, String said) {
        System.out.printf("%s: %s, %.1f s%n", what, said.strip(), (System.nanoTime() - began) / 1e9);
    }

    @Test
    void aSecondRunSendsNothingAndAThirdExactlyWhatChanged() throws IOException {
        assertThat(sync("first run").count(FileStatus.TRANSFERRED)).isEqualTo(FILES);

        assertThat(uploads.count).hasValue(FILES);
        DirectoryResult second = sync("second run");
        assertThat(second.count(FileStatus.SKIPPED)).isEqualTo(FILES);
        assertThat(second.bytesTransferred()).isZero();
        assertThat(uploads.count).hasValue(FILES);

        Files.write(file(4711), content(-1));
        Files.delete(file(42));
        DirectoryResult third = sync("one changed, one deleted");
        assertThat(third.outcomes(FileStatus.TRANSFERRED))
                .extracting(FileOutcome::path)
                .containsExactly("d11/f4711");
        assertThat(third.outcomes(FileStatus.DELETED))
                .extracting(FileOutcome::path)
                .containsExactly("d42/f42");
        assertThat(third.count(FileStatus.SKIPPED)).isEqualTo(FILES - 2);
        assertThat(bucket.list(o -> o.recursive(true)).stream()).hasSize(FILES - 1);
    }

    @Test
    void aKilledRunIsCompletedByTheNextUpAndDown() throws Exception {
        long stored = killed("up", tree, () -> bucket.exists("d5/f5"));
        assertThat(stored).isBetween(1L, FILES - 1L);
        String up = completed("up", tree);
        assertThat(up).contains(" 0 failed");
        assertThat(bucket.list(o -> o.recursive(true)).stream()).hasSize(FILES);

        Path copy = Files.createDirectories(folder.resolve("copy"));
        long ignored = killed("down", copy, () -> Files.exists(copy.resolve("d50")));
        assertThat(completed("down", copy)).contains(" 0 failed");
        for (int i = 0; i < FILES; i++) {
            assertThat(Files.readAllBytes(copy.resolve(tree.relativize(file(i)))))
                    .isEqualTo(content(i));
        }
    }

    private interface Moment {
        boolean hasCome();
    }

    private long killed(String direction, Path directory, Moment moment) throws Exception {
        Process process = run(direction, directory);
        while (process.isAlive() && !moment.hasCome()) {
            Thread.onSpinWait();
        }
        assertThat(process.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
        long stored = bucket.list(o -> o.recursive(true)).stream().count();
        System.out.printf("%s: killed, %d objects stored%n", direction, stored);
        return stored;
    }

    private String completed(String direction, Path directory) throws Exception {
        long began = System.nanoTime();
        Process process = run(direction, directory);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        report("completed " + direction, began, said);
        return said;
    }

    private Process run(String direction, Path directory) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyncProgram.class.getName(),
                        platform.projectUrl(),
                        platform.serviceKey(),
                        "files",
                        directory.toString(),
                        direction,
                        Integer.toString(6 << 20),
                        folder.resolve("journal").toString()))
                .redirectErrorStream(true)
                .start();
    }
}
