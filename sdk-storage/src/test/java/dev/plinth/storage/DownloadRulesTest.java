package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Connection;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response must be to count as the object, and what becomes of the file that it is written to. */
class DownloadRulesTest {

    private static final String CONTENT = "0123456789";

    private final MockWebServer server = new MockWebServer();
    private final List<CallEvent> finished = new ArrayList<>();
    private Connection connection;
    private Bucket bucket;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(
                server.url("/").toString(),
                ApiKey.of("sb_secret_x"),
                o -> o.attempts(1).keepRecent(5).observer(new CallObserver() {
                    @Override
                    public void finished(CallEvent call) {
                        finished.add(call);
                    }
                }));
        bucket = StorageClient.of(connection).bucket("b");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private static MockResponse.Builder object(String content) {
        return new MockResponse.Builder()
                .body(content)
                .addHeader("Content-Type", "text/plain")
                .addHeader("ETag", "\"781e5e245d69b566979b86e28d23f2c7\"")
                .addHeader("Accept-Ranges", "bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 0-4/10, 01234",
        "bytes 5-9/10, 56789",
        "bytes 2-5/10, 2345",
        "bytes 2-7/10, 234567",
        "items 2-6/10, 23456",
        "'', 23456",
    })
    void aPartThatIsNotTheOneAskedForIsRefused(String range, String body) {
        server.enqueue(object(body).code(206).addHeader("Content-Range", range).build());

        assertThatThrownBy(() -> bucket.download("a", o -> o.range(2, 5)).bytes(100))
                .isInstanceOf(ResponseFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"2, 5, bytes 2-6/10, 23456", "8, 5, bytes 8-9/10, 89", "2, 5, bytes 2-6/*, 23456"})
    void thePartThatWasAskedForIsTaken(long from, long length, String range, String body) {
        server.enqueue(object(body).code(206).addHeader("Content-Range", range).build());

        assertThat(bucket.download("a", o -> o.range(from, length)).bytes(100))
                .asString()
                .isEqualTo(body);
    }

    @Test
    void whatWasCompressedOnTheWayIsDecompressed() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(CONTENT.getBytes(StandardCharsets.UTF_8));
        }
        server.enqueue(object("")
                .body(new Buffer().write(zipped.toByteArray()))
                .addHeader("Content-Encoding", "gzip")
                .build());

        assertThat(bucket.download("a", o -> o.verify(IntegrityCheck.ALWAYS)).bytes(100))
                .asString()
                .isEqualTo(CONTENT);
    }

    @Test
    void anEncodingThatCannotBeDecodedIsRefused() {
        server.enqueue(object("xyz").addHeader("Content-Encoding", "br").build());

        assertThatThrownBy(() -> bucket.download("a")).isInstanceOf(ResponseFormatException.class);
    }

    @Test
    void aPageOfACaptivePortalLeavesTheFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        server.enqueue(new MockResponse.Builder()
                .body("<html>Sign in</html>")
                .addHeader("Content-Type", "text/html")
                .build());

        assertThatThrownBy(() -> bucket.download("a").to(file))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("captive portal");
        assertThat(file).hasContent("old");
    }

    @Test
    void anObjectThatIsAPageIsTaken() {
        server.enqueue(new MockResponse.Builder()
                .body("<html></html>")
                .addHeader("Content-Type", "text/html")
                .addHeader("x-robots-tag", "none")
                .build());

        assertThat(bucket.download("a").bytes(100)).hasSize(13);
    }

    @Test
    void aSecondReadingIsRefused() {
        server.enqueue(object(CONTENT).build());
        Download download = bucket.download("a");

        assertThat(download.bytes(100)).hasSize(10);
        assertThatThrownBy(() -> download.bytes(100))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already read");
    }

    @Test
    void observersHearOfADownloadThatEnded() {
        server.enqueue(object(CONTENT).build());

        bucket.download("a").bytes(100);

        assertThat(finished).extracting(CallEvent::operation).containsExactly("storage.download");
        assertThat(connection.recent()).hasSize(1);
    }

    @Test
    void closingTheConnectionStopsADownloadThatAFutureReturned() throws Exception {
        server.enqueue(object("x".repeat(1_000_000))
                .throttleBody(1000, 1, TimeUnit.SECONDS)
                .build());
        CompletableFuture<Download> future = bucket.async(b -> b.download("a"));
        Download download = future.get(30, TimeUnit.SECONDS);
        assertThat(download.body().read()).isEqualTo('x');

        connection.close();

        assertThatThrownBy(() -> download.to(OutputStream.nullOutputStream()))
                .isInstanceOf(CallInterruptedException.class);
    }

    @Test
    void aFolderThatDoesNotExistIsTheCallers() {
        server.enqueue(object(CONTENT).build());

        assertThatThrownBy(() -> bucket.download("a").to(folder.resolve("none/a.txt")))
                .isInstanceOfSatisfying(
                        LocalIOException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("none");
    }

    @Test
    void aStreamThatCannotBeWrittenIsTheCallers() {
        server.enqueue(object(CONTENT).build());
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThatThrownBy(() -> bucket.download("a").to(full))
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("no space left");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFileHasTheModeOfAnyNewFile() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        server.enqueue(object(CONTENT).build());
        Path file = folder.resolve("a.txt");

        bucket.download("a").to(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anExistingFileKeepsItsMode() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r----x"));
        server.enqueue(object(CONTENT).build());

        bucket.download("a").to(file);

        assertThat(file).hasContent(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r----x");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSymbolicLinkStaysOne() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a.txt"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("new.txt"));
        server.enqueue(object(CONTENT).build());
        server.enqueue(object(CONTENT).build());

        bucket.download("a").to(link);
        bucket.download("a").to(dangling);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent(CONTENT);
        assertThat(folder.resolve("new.txt")).hasContent(CONTENT);
    }

    /** A transport of the program's own need not look at lengths. */
    @ParameterizedTest
    @ValueSource(ints = {0, 9, 11, 20})
    void anotherLengthThanAnnouncedIsNoObject(int sent) {
        HttpTransport careless = (request, context) -> HttpResponse.of(
                200,
                HttpHeaders.of("Content-Type", "text/plain", "ETag", "\"x\"", "Content-Length", "10"),
                new ByteArrayInputStream(new byte[sent]));
        try (Connection own =
                Connection.toProject("http://127.0.0.1", ApiKey.of("sb_secret_x"), o -> o.transport(careless))) {
            Bucket there = StorageClient.of(own).bucket("b");

            assertThatThrownBy(() -> there.download("a", o -> o.verify(IntegrityCheck.NEVER))
                            .bytes(100))
                    .isInstanceOf(TransportException.class);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksThatLeadNowhereAreLeftAlone() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), folder.resolve("two"));
        Path two = Files.createSymbolicLink(folder.resolve("two"), folder.resolve("one"));
        server.enqueue(object(CONTENT).build());

        assertThatThrownBy(() -> bucket.download("a").to(one))
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("one");
        assertThat(one).isSymbolicLink();
        assertThat(two).isSymbolicLink();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNamedPipeIsWrittenTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        server.enqueue(object(CONTENT).build());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        bucket.download("a").to(pipe);

        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(CONTENT);
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }
}
