package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Content;
import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A synchronization whose process is killed, and that a new process completes. */
class KilledSyncTest {

    private static final int FILES = 200;
    private static final int SMALL = 10_000;
    private static final int LARGE = 3_000_000;
    private static final int PART = 300_000;
    private static final int TOTAL = LARGE + FILES * SMALL + FILES * (FILES - 1) / 2;

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop();
    private RecordingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new RecordingProxy(Stack.get().projectUrl());
    }

    @AfterEach
    void stop() {
        proxy.close();
        workshop.close();
    }

    private static byte[] content(int i) {
        return Workshop.random(SMALL + i);
    }

    @Test
    void anUploadIsCompletedAndSendsOnlyWhatIsMissing() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("tree/d"));
        for (int i = 0; i < FILES; i++) {
            Files.write(directory.resolve("f" + i), content(i));
        }
        byte[] large = Workshop.random(LARGE);
        Files.write(folder.resolve("tree/large"), large);

        assertThat(kill(run("up"), TOTAL / 2)).isTrue();
        long stored = workshop.bucket().list(o -> o.recursive(true)).stream().count();
        String said = end(run("up"));

        assertThat(stored).isBetween(1L, (long) FILES);
        // The server may complete what it had received when the process was killed.
        assertThat(skipped(said)).isBetween(stored, stored + 8);
        assertThat(said).contains(" 0 failed");
        assertThat(proxy.sentTwice()).isEmpty();
        // What was on its way when the process was killed is sent again, and no more.
        assertThat(proxy.bytes()).isBetween((long) TOTAL, TOTAL + PART + 8L * (SMALL + FILES));
        assertThat(workshop.stored("large")).isEqualTo(large);
        for (int i = 0; i < FILES; i++) {
            assertThat(workshop.stored("d/f" + i)).isEqualTo(content(i));
        }
        assertThat(end(run("up"))).contains("0 transferred, " + (FILES + 1) + " skipped");
    }

    @Test
    void aDownloadIsCompletedAndLeavesNoHalfFiles() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("tree"));
        for (int i = 0; i < FILES; i++) {
            workshop.bucket().upload("d/f" + i, Content.ofBytes(content(i)));
        }
        Process process = run("down");
        while (process.isAlive() && files(directory.resolve("d")).isEmpty()) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        List<String> half = files(directory.resolve("d"));

        assertThat(end(run("down"))).contains("0 failed");

        assertThat(half.stream().filter(name -> !name.endsWith(".part")).count())
                .isLessThan(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(directory.resolve("d/f" + i)).hasBinaryContent(content(i));
        }
    }

    private static long skipped(String said) {
        return Long.parseLong(said.replaceAll("(?s).* ([0-9]+) skipped.*", "$1"));
    }

    private static List<String> files(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private boolean kill(Process process, long after) throws Exception {
        CompletableFuture<Void> killed = new CompletableFuture<>();
        proxy.after(after, () -> {
            process.destroyForcibly();
            killed.complete(null);
        });
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return killed.isDone();
    }

    private static String end(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Process run(String direction) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyncProgram.class.getName(),
                        proxy.url(),
                        Stack.get().serviceKey().value().reveal(),
                        workshop.bucket().id(),
                        folder.resolve("tree").toString(),
                        direction,
                        Integer.toString(PART),
                        folder.resolve("journal").toString()))
                .redirectErrorStream(true)
                .start();
    }
}
