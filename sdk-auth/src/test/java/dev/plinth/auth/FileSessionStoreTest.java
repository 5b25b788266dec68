package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.LocalIOException;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session's file: which paths are one file, what is left behind, and what else may be in its place. */
class FileSessionStoreTest {

    @TempDir
    Path folder;

    /** A process that writes the file again and again, until it is killed. */
    public static final class Writer {

        private Writer() {}

        /** Never ends by itself. */
        public static void main(String[] arguments) {
            SessionStore store = SessionStore.inFile(Path.of(arguments[0]));
            for (int i = 0; ; i++) {
                store.save(Secret.of("x".repeat(100_000)));
                if (i == 0) {
                    System.out.println("ready");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"link.json", "linked/session.json", "linked/../real/session.json", "dangling.json"})
    void allPathsToOneFileShareItsLock(String other) throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path file = real.resolve("session.json");
        if (!other.equals("dangling.json")) {
            Files.createFile(file);
        }
        Files.createSymbolicLink(folder.resolve("link.json"), file);
        Files.createSymbolicLink(folder.resolve("dangling.json"), file);
        Files.createSymbolicLink(folder.resolve("linked"), real);
        SessionStore first = SessionStore.inFile(file);
        SessionStore second = SessionStore.inFile(folder.resolve(other));

        assertThat(overlap(first, second)).isFalse();
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
    }

    /** Tells whether the second store's work begins while the first one's is under way. */
    private static boolean overlap(SessionStore first, SessionStore second) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> first.withLock(() -> {
            inside.countDown();
            return awaited(leave);
        }));
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Boolean> two =
                CompletableFuture.supplyAsync(() -> second.withLock(() -> leave.getCount() > 0));
        // Either the second one begins now, or it waits until the first one leaves.
        Thread waiting = null;
        while (!two.isDone() && waiting == null) {
            waiting = Thread.getAllStackTraces().entrySet().stream()
                    .filter(t -> Stream.of(t.getValue())
                            .anyMatch(f -> f.getMethodName().equals("withLock")))
                    .filter(t -> Stream.of(t.getValue())
                            .noneMatch(f -> f.getMethodName().equals("awaited")))
                    .filter(t -> t.getKey().getState() == Thread.State.TIMED_WAITING)
                    .map(java.util.Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
        leave.countDown();
        assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
        return two.get(20, TimeUnit.SECONDS);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void savingThroughALinkKeepsTheLink() throws IOException {
        Path file = folder.resolve("session.json");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        SessionStore.inFile(link).save(Secret.of("text"));

        assertThat(link).isSymbolicLink();
        assertThat(SessionStore.inFile(file).load()).contains(Secret.of("text"));
    }

    @Test
    void removesWhatKilledProcessesLeftBehind() throws Exception {
        Path file = folder.resolve("session.json");
        for (int i = 0; leftovers().isEmpty() && i < 50; i++) {
            Process process = start(Writer.class, file);
            try (var output = process.inputReader()) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(leftovers()).isNotEmpty();

        SessionStore.inFile(file).save(Secret.of("text"));

        assertThat(leftovers()).isEmpty();
    }

    /** A process that writes a file, and does not come to an end with it. */
    public static final class SlowWriter {

        private SlowWriter() {}

        /** Ends with its input. */
        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                System.out.println(held.isValid() ? "ready" : "no lock");
                System.exit(System.in.read());
            }
        }
    }

    @Test
    void leavesTheFileThatAnotherProcessIsWriting() throws Exception {
        Path file = folder.resolve("session.json");
        Path written = Files.createFile(folder.resolve("session.json.0af3.tmp"));
        Process process = start(SlowWriter.class, written);
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("ready");
            SessionStore.inFile(file).save(Secret.of("text"));

            assertThat(written).exists();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void anInterruptedThreadReadsAndWritesIt() {
        SessionStore store = SessionStore.inFile(folder.resolve("session.json"));
        Thread.currentThread().interrupt();
        store.save(Secret.of("text"));
        var loaded = store.load();
        boolean interrupted = Thread.interrupted();

        assertThat(loaded).contains(Secret.of("text"));
        assertThat(interrupted).isTrue();
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        Path file = folder.resolve("session.json");
        Path notes = Files.createFile(folder.resolve("notes.tmp"));
        Path backup = Files.createFile(folder.resolve("session.json.bak"));

        SessionStore.inFile(file).save(Secret.of("text"));

        assertThat(notes).exists();
        assertThat(backup).exists();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".tmp")).toList();
        }
    }

    private static Process start(Class<?> program, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aFolderInItsPlaceIsALocalFailure() throws IOException {
        SessionStore store = SessionStore.inFile(Files.createDirectory(folder.resolve("session.json")));
        Files.createFile(folder.resolve("session.json").resolve("full"));

        assertThatThrownBy(store::load).isInstanceOf(LocalIOException.class).hasMessageContaining("session.json");
        assertThatThrownBy(() -> store.save(Secret.of("text"))).isInstanceOf(LocalIOException.class);
        assertThatThrownBy(store::clear).isInstanceOf(LocalIOException.class);
    }

    @Test
    void aFileInThePlaceOfItsFolderIsALocalFailure() throws IOException {
        SessionStore store =
                SessionStore.inFile(Files.createFile(folder.resolve("file")).resolve("session.json"));

        assertThatThrownBy(() -> store.save(Secret.of("text"))).isInstanceOf(LocalIOException.class);
        assertThatThrownBy(() -> store.withLock(() -> 1)).isInstanceOf(LocalIOException.class);
    }

    @Test
    void bytesThatAreNoTextAreNoSession() throws IOException {
        Path file = Files.write(folder.resolve("session.json"), new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});
        try (SessionServer server = new SessionServer()) {
            assertThat(server.auth.withSessionStore(SessionStore.inFile(file)).session())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expires_in\":9223372036854775807",
                "\"expires_in\":-9223372036854775808",
                "\"expires_in\":1e400",
                "\"expires_in\":\"soon\"",
                "\"received_at\":\"+1000000000-12-31T23:59:59.999999999Z\"",
                "\"received_at\":\"-1000000000-01-01T00:00:00Z\"",
                "\"received_at\":7",
                "\"user\":[]",
                "\"user\":{\"id\":{},\"identities\":7}",
                "\"access_token\":\"\"",
                "\"refresh_token\":null"
            })
    void oddValuesInTheFileNeitherThrowNorStopARefresh(String field) throws IOException {
        String name = field.substring(0, field.indexOf(':') + 1);
        StringBuilder text = new StringBuilder("{\"version\":1");
        for (String usual : List.of(
                "\"access_token\":\"" + Answers.accessToken(1, "aal1") + "\"",
                "\"refresh_token\":\"refresh-1\"",
                "\"received_at\":\"2026-11-22T00:00:00Z\"",
                "\"expires_in\":3600",
                "\"user\":{}")) {
            text.append(',').append(usual.startsWith(name) ? field : usual);
        }
        Path file = Files.writeString(folder.resolve("session.json"), text.append('}'));
        try (SessionServer server = new SessionServer()) {
            AuthClient auth = server.auth.withSessionStore(SessionStore.inFile(file));

            auth.session().ifPresent(session -> {
                assertThat(session.tokens().expiresAt()).isNotNull();
                assertThat(auth.actingAs(session).account().getUser().id()).isEqualTo(Answers.USER_ID);
                assertThat(session.refresh().toString()).contains(Answers.SESSION_ID);
            });
        }
    }

    @Test
    void aFileLargerThanAnySessionIsALocalFailure() throws IOException {
        Path file = folder.resolve("session.json");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[1]), 3L << 30);
        }

        assertThatThrownBy(() -> SessionStore.inFile(file).load())
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("larger");
    }
}
