package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much, in little memory: the client runs in a JVM of 64 MiB, the platform in this one. */
@Tag("heavy")
class HeavyUploadTest {

    private static final long TWO_GIB = 2L << 30;
    private static final int CHUNKS = (int) (TWO_GIB / (6 << 20)) + 1;

    @TempDir
    Path folder;

    @Test
    void aStreamOf2GiBOfUnknownLengthIsStoredAlthoughEveryThirdChunkFails() throws Exception {
        try (LocalPlatform platform =
                LocalPlatform.builder().data(folder).fileSizeLimit(2 * TWO_GIB).start()) {
            platform.seedObjects("large", 1);
            // Of the requests that no earlier fault took, two go well before the next one fails.
            for (int i = 1; i <= CHUNKS / 2; i++) {
                platform.faults()
                        .add(Fault.on("PATCH", "/storage/v1/upload/resumable/**")
                                .status(503)
                                .after(2 * i));
            }
            long began = System.nanoTime();

            String said = run(platform.projectUrl(), platform.serviceKey());

            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(said).contains("key=stream").contains("heap of 64 MiB");
            long failed =
                    platform.requests().stream().filter(r -> r.status() == 503).count();
            System.out.printf("2 GiB in %d chunks, %d of them refused, %.1f s%n", CHUNKS, failed, seconds);
            assertThat(failed).isEqualTo((CHUNKS - 1) / 2);
            assertSame(platform.projectUrl(), platform.serviceKey());
        }
    }

    private static void assertSame(String url, String key) throws IOException {
        URLConnection connection = URI.create(url + "/storage/v1/object/authenticated/large/stream")
                .toURL()
                .openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + key);
        connection.setRequestProperty("apikey", key);
        byte[] theirs = new byte[1 << 20];
        byte[] ours = new byte[1 << 20];
        long length = 0;
        try (InputStream stored = new BufferedInputStream(connection.getInputStream(), 1 << 20);
                InputStream source = new Numbers(TWO_GIB)) {
            int read = stored.readNBytes(theirs, 0, theirs.length);
            while (read > 0) {
                assertThat(source.readNBytes(ours, 0, read)).isEqualTo(read);
                assertThat(Arrays.equals(theirs, 0, read, ours, 0, read)).isTrue();
                length += read;
                read = stored.readNBytes(theirs, 0, theirs.length);
            }
        }
        assertThat(length).isEqualTo(TWO_GIB);
    }

    private static String run(String url, String key) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadProgram.class.getName(),
                        "stream",
                        url,
                        key,
                        "large",
                        Long.toString(TWO_GIB)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
