package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.storage.StorageClient;
import dev.plinth.tests.stack.Stack;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What parts at the same time bring on a link of 40 ms that limits each connection to 1 MiB a second. */
@Tag("heavy")
class ParallelSpeedTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void nPartsAreNearlyNTimesAsFast() throws Exception {
        byte[] bytes = Workshop.random(16 * MIB);
        try (Workshop workshop = new Workshop();
                ThrottlingProxy link = new ThrottlingProxy(Stack.get().projectUrl(), 40, MIB);
                Connection connection =
                        Connection.toProject(link.url(), Stack.get().serviceKey(), o -> {})) {
            workshop.bucket().upload("a", Content.ofBytes(bytes));
            double single = single(connection, workshop);
            System.out.printf("one request: %.2f s%n", single);
            for (int n : new int[] {2, 4, 8}) {
                double parallel = seconds(connection, workshop, n, bytes);
                System.out.printf("%d parts: %.2f s, %.2f times as fast%n", n, parallel, single / parallel);

                assertThat(single / parallel).isGreaterThan(0.8 * n);
            }
        }
    }

    private double single(Connection connection, Workshop workshop) {
        long began = System.nanoTime();
        StorageClient.of(connection)
                .bucket(workshop.bucket().id())
                .download("a")
                .saveTo(folder.resolve("single"));
        return (System.nanoTime() - began) / 1e9;
    }

    private double seconds(Connection connection, Workshop workshop, int parallelism, byte[] bytes) {
        Path file = folder.resolve("target" + parallelism);
        long began = System.nanoTime();
        StorageClient.of(connection)
                .bucket(workshop.bucket().id())
                .parallelDownload("a", file, o -> o.parallelism(parallelism).partSize(2 * MIB))
                .run();
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(file).hasBinaryContent(bytes);
        return seconds;
    }
}
