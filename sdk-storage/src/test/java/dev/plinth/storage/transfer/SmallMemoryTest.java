package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.tests.stack.Stack;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream of unknown length from a JVM of 64 MiB, over a line that refuses every third chunk; also to the real server. */
@Tag("heavy")
class SmallMemoryTest {

    private static final long LENGTH = 48_000_001;

    @Test
    void aStreamIsStoredAlthoughEveryThirdChunkFails() throws Exception {
        try (Workshop workshop = new Workshop();
                RecordingProxy proxy = new RecordingProxy(Stack.get().projectUrl()).refusesEveryThirdChunk()) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            UploadProgram.class.getName(),
                            "stream",
                            proxy.url(),
                            Stack.get().serviceKey().value().reveal(),
                            workshop.bucket().id(),
                            Long.toString(LENGTH)))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(said);
            assertThat(process.waitFor()).as(said).isZero();

            System.out.println(proxy.refused() + " chunks refused, " + proxy.bytes() + " bytes passed on");
            assertThat(proxy.refused()).isPositive();
            assertThat(proxy.bytes()).isEqualTo(LENGTH);
            assertThat(proxy.sentTwice()).isEmpty();
            try (InputStream stored = workshop.bucket().download("stream").body();
                    InputStream source = new Numbers(LENGTH)) {
                assertThat(stored).hasSameContentAs(source);
            }
        }
    }
}
