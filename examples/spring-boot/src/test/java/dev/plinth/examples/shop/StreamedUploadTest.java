package dev.plinth.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.storage.Download;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large upload in little memory: the shop runs in a JVM of 96 MiB, the platform in this one. */
@Tag("heavy")
class StreamedUploadTest {
    private static final long SIZE = 200L << 20;
    /** Nothing but small files of the servlet container: it does not store the upload. */
    private static final long MOST_IN_FILES = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void anUploadOf200MiBPassesThroughAShopOf96MiB() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (LocalPlatform platform = LocalPlatform.builder()
                .data(folder.resolve("data"))
                .fileSizeLimit(2 * SIZE)
                .policy(Policy.all("avatars", "authenticated", "{uid}/**"))
                .start()) {
            int port = freePort();
            Process process = start(platform, port, temporary);
            try {
                assertStreamed(platform, new ShopClient(port), temporary);
            } finally {
                process.destroy();
                process.waitFor(1, TimeUnit.MINUTES);
            }
        }
    }

    private static void assertStreamed(LocalPlatform platform, ShopClient shop, Path temporary) throws Exception {
        String token = shop.signUp("ada@example.com");
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        long[] mostInFiles = {0};
        long began = System.nanoTime();

        HttpResponse<String> stored = shop.upload(
                token,
                () -> new DigestInputStream(
                        new Bytes(SIZE, () -> mostInFiles[0] = Math.max(mostInFiles[0], size(temporary))), sent));

        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        assertThat(mostInFiles[0]).isLessThan(MOST_IN_FILES);
        assertSame(platform, ShopClient.fields(stored).get("key").toString(), sent);
        System.out.printf(
                "200 MiB through the controller at -Xmx96m: %.1f s, %d bytes in temporary files, heap %s of %s bytes%n",
                seconds, mostInFiles[0], heap(shop, "used", token), heap(shop, "max", token));
    }

    private static String heap(ShopClient shop, String what, String token) throws Exception {
        String metric = shop.get("/actuator/metrics/jvm.memory." + what + "?tag=area:heap", token)
                .body();
        return metric.replaceAll(".*\"value\":([0-9.E]+).*", "$1");
    }

    private static void assertSame(LocalPlatform platform, String key, MessageDigest sent) throws Exception {
        MessageDigest received = MessageDigest.getInstance("SHA-256");
        try (Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
                Download download = project.bucket("avatars").download(key);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), received)) {
            assertThat(download.transferTo(out)).isEqualTo(SIZE);
        }
        assertThat(received.digest()).isEqualTo(sent.digest());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process start(LocalPlatform platform, int port, Path temporary) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ShopApplication.class.getName(),
                "--logging.level.root=INFO",
                "--server.port=" + port));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PROJECT_URL", platform.projectUrl());
        builder.environment().put("PROJECT_KEY", platform.serviceKey());
        builder.environment().put("PLINTH_JWT_SECRET", platform.jwtSecret());
        Process process = builder.start();
        awaitStart(process);
        return process;
    }

    /** Reads what the shop prints, up to the line that says that it serves requests, and the rest in the background. */
    private static void awaitStart(Process process) throws IOException {
        var printed = process.inputReader();
        StringBuilder seen = new StringBuilder();
        String line;
        while ((line = printed.readLine()) != null) {
            seen.append(line).append('\n');
            if (line.contains("Started ShopApplication")) {
                CompletableFuture<Long> rest = CompletableFuture.supplyAsync(() -> skip(printed));
                assertThat(rest).isNotNull();
                return;
            }
        }
        throw new AssertionError("the shop did not start:\n" + seen);
    }

    private static long skip(Reader printed) {
        try {
            return printed.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The process has ended.
            return 0;
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(StreamedUploadTest::length).sum();
        } catch (IOException | UncheckedIOException e) {
            // A file was deleted meanwhile.
            return 0;
        }
    }

    private static long length(Path file) {
        return Files.isRegularFile(file) ? file.toFile().length() : 0;
    }

    /** Random bytes, and an action after each MiB. */
    private static final class Bytes extends InputStream {
        private final Random random = new Random(1);
        private final Runnable action;
        private long left;
        private long untilAction = 1 << 20;

        Bytes(long size, Runnable action) {
            this.left = size;
            this.action = action;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int count) {
            if (left == 0) {
                return -1;
            }
            byte[] bytes = new byte[(int) Math.min(count, left)];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, buffer, from, bytes.length);
            left -= bytes.length;
            untilAction -= bytes.length;
            if (untilAction <= 0) {
                untilAction = 1 << 20;
                action.run();
            }
            return bytes.length;
        }
    }
}
