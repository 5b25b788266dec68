package dev.plinth.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory belongs to one running platform. */
class DataLockTest {
    @TempDir
    private Path data;

    @Test
    void secondProcessOnADataFolderEndsWithOneLineAndCodeTwo() throws Exception {
        try (Program first = Program.start("|", "--json", "--data", data.toString())) {
            first.ready();
            try (Program second = Program.start("|", "--json", "--data", data.toString())) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.errors())
                        .startsWith("plinth-local-platform: the data directory " + data + " is in use by")
                        .contains("process " + first.process().pid())
                        .endsWith("\n")
                        .containsOnlyOnce("\n");
                assertThat(second.output()).isEmpty();
            }
            assertThat(first.process().isAlive()).isTrue();
        }
    }

    @Test
    void killedProcessLeavesNoLock() throws Exception {
        try (Program first = Program.start("|", "--json", "--data", data.toString())) {
            first.ready();
            first.kill();
        }
        try (Program second = Program.start("|", "--json", "--data", data.toString())) {
            assertThat(second.ready().path("projectUrl").asText()).isNotEmpty();
        }
    }

    @Test
    void secondPlatformInTheSameJvmIsRefusedUntilTheFirstIsClosed() {
        try (LocalPlatform first = LocalPlatform.builder().data(data).start()) {
            assertThatThrownBy(() -> LocalPlatform.builder().data(data).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("the data directory " + data + " is in use by");
            assertThat(first.projectUrl()).isNotEmpty();
        }
        LocalPlatform.builder().data(data).start().close();
    }

    @Test
    void lockHoldsAfterASecondStartInTheSameJvmWasRefused() throws Exception {
        try (LocalPlatform first = LocalPlatform.builder().data(data).start()) {
            assertThatThrownBy(() -> LocalPlatform.builder().data(data).start())
                    .isInstanceOf(UncheckedIOException.class);

            try (Program second = Program.start("|", "--json", "--data", data.toString())) {
                assertThat(second.exitCode()).isEqualTo(2);
            }
            assertThat(first.projectUrl()).isNotEmpty();
        }
    }

    @Test
    void dataInTheFormatOfAnEarlierVersionIsRefused() throws IOException {
        Path journal = Files.createDirectories(data.resolve("localplatformproject/storage"))
                .resolve("journal.jsonl");
        Files.writeString(journal, "{}\n");

        assertThatThrownBy(() -> LocalPlatform.builder().data(data).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("written by an earlier version");
        assertThat(journal).exists();
    }
}
