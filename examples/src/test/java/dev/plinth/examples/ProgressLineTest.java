package dev.plinth.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Progress;
import dev.plinth.storage.transfer.DirectoryProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is shown of a transfer's progress. */
class ProgressLineTest {

    private static final long MIB = 1024 * 1024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong(-1);

    private record Snapshot(long transferred, OptionalLong total, int attempt, Duration elapsed) implements Progress {}

    private record Files(
            long transferred, OptionalLong total, int attempt, Duration elapsed, long files, OptionalLong totalFiles)
            implements DirectoryProgress {}

    private ProgressLine line(boolean terminal) {
        return new ProgressLine("film.mp4", new PrintStream(out, true, StandardCharsets.UTF_8), terminal, now::get);
    }

    private static Progress at(long mib, long seconds) {
        return new Snapshot(mib * MIB, OptionalLong.of(100 * MIB), 1, Duration.ofSeconds(seconds));
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasOneLineThatIsRewritten() {
        try (ProgressLine line = line(true)) {
            line.accept(at(10, 5));
            now.addAndGet(Duration.ofMillis(99).toNanos());
            line.accept(at(11, 6));
            now.addAndGet(Duration.ofMillis(1).toNanos());
            line.accept(at(25, 10));
        }

        assertThat(shown().split("\r"))
                .extracting(String::strip)
                .containsExactly(
                        "",
                        "film.mp4   10 %  10.0 MiB of 100.0 MiB  2.0 MiB/s  0:45 left",
                        "film.mp4   25 %  25.0 MiB of 100.0 MiB  2.5 MiB/s  0:30 left");
        assertThat(shown()).endsWith(System.lineSeparator());
    }

    @Test
    void elsewhereALineIsPrintedEveryFewSecondsAndAtTheEnd() {
        try (ProgressLine line = line(false)) {
            for (int i = 0; i < 100; i++) {
                line.accept(at(i, i + 1));
                now.addAndGet(Duration.ofMillis(100).toNanos());
            }
        }

        assertThat(shown().lines()).hasSize(3).last().asString().contains("99 %");
        assertThat(shown()).doesNotContain("\r");
    }

    @Test
    void anUnknownLengthHasNoFraction() {
        try (ProgressLine line = line(false)) {
            line.accept(new Snapshot(512, OptionalLong.empty(), 1, Duration.ofSeconds(1)));
        }

        assertThat(shown().strip()).isEqualTo("film.mp4  512 B  512 B/s");
    }

    @Test
    void aDirectoryHasItsFiles() {
        try (ProgressLine line = line(false)) {
            line.accept(new Files(MIB, OptionalLong.of(2 * MIB), 1, Duration.ofSeconds(1), 3, OptionalLong.of(7)));
        }

        assertThat(shown().strip())
                .isEqualTo("film.mp4   50 %  1.0 MiB of 2.0 MiB  3 of 7 files  1.0 MiB/s  0:01 left");
    }

    @Test
    void hoursAreShown() {
        try (ProgressLine line = line(false)) {
            line.accept(at(1, 100));
        }

        assertThat(shown()).contains("2:45:00 left");
    }

    @Test
    void nothingIsPrintedOfATransferThatDidNotStart() {
        line(true).close();
        line(false).close();

        assertThat(shown()).isEmpty();
    }
}
