package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload whose process is killed, at places of a seeded random, and continued by another. */
class KilledUploadTest {

    private static final int SIZE = 3_000_000;
    private static final int CHUNK = 300_000;

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop();
    private final byte[] bytes = Workshop.random(SIZE);
    private RecordingProxy proxy;
    private int kills;

    @BeforeEach
    void start() throws IOException {
        proxy = new RecordingProxy(Stack.get().projectUrl());
    }

    @AfterEach
    void stop() {
        proxy.close();
        workshop.close();
    }

    @Test
    void goesOnWhereItWas() throws Exception {
        killAndResume(new Random(1), 4);
    }

    @Test
    @Tag("heavy")
    void goesOnWhereItWasAfterFiftyKills() throws Exception {
        Random random = new Random(50);
        while (kills < 50) {
            killAndResume(random, Math.min(5, 50 - kills));
        }
        System.out.println(kills + " kills, " + proxy.bytes() + " bytes sent");
    }

    @Test
    void aNewProcessContinuesAllThatTheJournalHas() throws Exception {
        Path file = Workshop.file(folder, bytes);
        Path journal = folder.resolve("journal");
        String chunk = Integer.toString(CHUNK);
        assertThat(kill(run("file", file.toString(), journal.toString(), chunk), SIZE / 2))
                .isTrue();
        assertThat(ResumableUploads.of(journal).list()).singleElement().satisfies(pending -> {
            assertThat(pending.key()).isEqualTo("film");
            assertThat(pending.source()).isEqualTo(file.toAbsolutePath());
            assertThat(pending.size()).isEqualTo(SIZE);
            assertThat(pending.offset()).isBetween(0L, (long) SIZE / 2);
        });

        assertThat(end(run("resume", journal.toString()))).contains("1 completed, [] failed");

        assertThat(workshop.stored("film")).isEqualTo(bytes);
        assertThat(ResumableUploads.of(journal).list()).isEmpty();
        assertThat(proxy.sentTwice()).isEmpty();
    }

    /** Kills the process a few times, each time further on, and lets the last one end. */
    private void killAndResume(Random random, int times) throws Exception {
        int before = proxy.creations();
        Path file = Workshop.file(folder, bytes);
        String[] upload = {file.toString(), folder.resolve("journal").toString(), Integer.toString(CHUNK)};
        boolean ended = false;
        for (int i = 0; i < times && !ended; i++) {
            ended = !kill(run("file", upload), random.nextInt(SIZE / times));
            kills += ended ? 0 : 1;
        }
        if (!ended) {
            assertThat(end(run("file", upload))).contains("film");
        }

        assertThat(workshop.stored("film")).isEqualTo(bytes);
        assertThat(proxy.sentTwice()).isEmpty();
        assertThat(proxy.creations() - before).as("uploads begun").isEqualTo(1);
        assertThat(ResumableUploads.of(folder.resolve("journal")).list()).isEmpty();
        workshop.bucket().delete("film");
    }

    /** Kills a process when so many bytes have gone by; false if it ended well before. */
    private boolean kill(Process process, long after) throws Exception {
        CompletableFuture<Void> killed = new CompletableFuture<>();
        proxy.after(after, () -> {
            process.destroyForcibly();
            killed.complete(null);
        });
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(killed.isDone() || process.exitValue() == 0).isTrue();
        return killed.isDone();
    }

    private static String end(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Process run(String job, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UploadProgram.class.getName(),
                job,
                proxy.url(),
                Stack.get().serviceKey().value().reveal(),
                workshop.bucket().id()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
