package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many vectors, in little memory: the client runs in a JVM of 256 MiB, the platform in this one. */
@Tag("heavy")
class HeavyVectorsTest {

    private static final int COUNT = 100_000;

    @Test
    void putsQueriesAndListsAHundredThousandVectors() throws Exception {
        try (LocalPlatform platform =
                LocalPlatform.builder().set("VECTOR_ENABLED", "true").start()) {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HeavyVectorsProgram.class.getName(),
                    platform.projectUrl(),
                    platform.serviceKey(),
                    Integer.toString(COUNT));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(said);

            assertThat(process.waitFor()).as(said).isZero();
            String nearest = IntStream.range(0, 10)
                    .mapToObj(i -> "k" + i * (COUNT / 10))
                    .collect(Collectors.joining(", ", "[", "]"));
            assertThat(said).contains(COUNT + " put", "found " + nearest, COUNT + " listed");
        }
    }
}
