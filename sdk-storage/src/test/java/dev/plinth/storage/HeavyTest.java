package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much, in little memory: the client runs in a JVM of 64 MiB, the platform in this one. */
@Tag("heavy")
class HeavyTest {

    private static final long FOUR_GIB = 4L << 30;

    @TempDir
    Path folder;

    @Test
    void listsAMillionObjectsAndDeletesThousands() throws Exception {
        try (LocalPlatform platform = LocalPlatform.builder().data(folder).start()) {
            platform.seedObjects("many", 1_000_000);

            assertThat(run(platform, "list", "many")).contains("1000000 objects");
            assertThat(run(platform, "delete", "many", "10500")).contains("10500 deleted, 0 not");
        }
    }

    @Test
    void moves4GiBFromAFileAndBack() throws Exception {
        try (LocalPlatform platform =
                LocalPlatform.builder().data(folder).fileSizeLimit(2 * FOUR_GIB).start()) {
            platform.seedObjects("large", 1);
            Path source = folder.resolve("source");
            fill(source);
            Path target = folder.resolve("target");

            assertThat(run(platform, "file", "large", source.toString(), target.toString()))
                    .contains(FOUR_GIB + " down");
        }
    }

    @Test
    void moves4GiBFromAStreamOfUnknownLengthAndBack() throws Exception {
        try (LocalPlatform platform =
                LocalPlatform.builder().data(folder).fileSizeLimit(2 * FOUR_GIB).start()) {
            platform.seedObjects("large", 1);

            assertThat(run(platform, "stream", "large", Long.toString(FOUR_GIB)))
                    .contains(FOUR_GIB + " down");
        }
    }

    /** Random at some places, holes between: the download must bring the very same, holes too. */
    private static void fill(Path file) throws IOException {
        Random random = new Random(4);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(FOUR_GIB);
            byte[] some = new byte[64 * 1024];
            for (int i = 0; i < 100; i++) {
                random.nextBytes(some);
                out.seek((long) (random.nextDouble() * (FOUR_GIB - some.length)));
                out.write(some);
            }
        }
    }

    private static String run(LocalPlatform platform, String job, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                HeavyProgram.class.getName(),
                job,
                platform.projectUrl(),
                platform.serviceKey()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
