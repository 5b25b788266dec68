package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A download whose body broke off. */
class ResumeTest {

    private static final String CONTENT = "x".repeat(400_000);

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private Connection connection;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_secret_x"), o -> o.attempts(1));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private static MockResponse.Builder object() {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/plain")
                .addHeader("ETag", "\"v1\"")
                .addHeader("Accept-Ranges", "bytes");
    }

    private static MockResponse broken() {
        return object().body(CONTENT)
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"206, v2, 0", "206, v1, 1", "200, v1, 0"})
    void theRestOfAnotherObjectOrPartIsNotTaken(int status, String etag, int shift) {
        server.setDispatcher(new Dispatcher() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (asked.getAndIncrement() == 0) {
                    return broken();
                }
                String range = String.valueOf(request.getHeaders().get("Range"));
                int from = Integer.parseInt(range.replaceAll("[^0-9]", "")) + shift;
                return object().code(status)
                        .setHeader("ETag", "\"" + etag + "\"")
                        .addHeader(
                                "Content-Range",
                                "bytes " + from + "-" + (CONTENT.length() - 1) + "/" + CONTENT.length())
                        .body(CONTENT.substring(from))
                        .build();
            }
        });

        assertThatThrownBy(() -> StorageClient.of(connection)
                        .bucket("b")
                        .download("a", o -> o.verify(IntegrityCheck.NEVER))
                        .bytes(1_000_000))
                .isInstanceOf(TransportException.class);
    }

    /** As many bytes as are missing come each time; only the head says that they are others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes */400000",
                "bytes FROM-399999/*",
                "bytes FROM-399999/500000",
                "bytes FROM-399998/400000",
                "bytes 0-399999/400000",
                "items FROM-399999/400000"
            })
    void aRestWhoseRangeIsNotTheMissingOneIsNotTaken(String range) {
        server.setDispatcher(new Dispatcher() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (asked.getAndIncrement() == 0) {
                    return broken();
                }
                String from = String.valueOf(request.getHeaders().get("Range")).replaceAll("[^0-9]", "");
                MockResponse.Builder rest = object().code(206).body(CONTENT.substring(Integer.parseInt(from)));
                return range.isEmpty()
                        ? rest.build()
                        : rest.addHeader("Content-Range", range.replace("FROM", from))
                                .build();
            }
        });

        assertThatThrownBy(() -> StorageClient.of(connection)
                        .bucket("b")
                        .download("a", o -> o.verify(IntegrityCheck.NEVER))
                        .bytes(1_000_000))
                .isInstanceOf(TransportException.class);
    }

    private static String md5(String content) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasPutTogetherIsComparedWithItsDigest(boolean toFile) throws Exception {
        String etag = "\"" + md5(CONTENT) + "\"";
        server.setDispatcher(new Dispatcher() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (asked.getAndIncrement() == 0) {
                    return broken().newBuilder().setHeader("ETag", etag).build();
                }
                String from = String.valueOf(request.getHeaders().get("Range")).replaceAll("[^0-9]", "");
                return object().code(206)
                        .setHeader("ETag", etag)
                        .addHeader("Content-Range", "bytes " + from + "-399999/400000")
                        .body("y".repeat(CONTENT.length() - Integer.parseInt(from)))
                        .build();
            }
        });
        Bucket bucket = StorageClient.of(connection).bucket("b");
        Path file = folder.resolve("file");

        assertThatThrownBy(() -> {
                    if (toFile) {
                        bucket.download("a").to(file);
                    } else {
                        bucket.download("a").bytes(1_000_000);
                    }
                })
                .isInstanceOf(IntegrityException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingIsResumedAfterTheDownloadWasClosed() {
        server.enqueue(object().body(CONTENT).build());
        Download download = StorageClient.of(connection).bucket("b").download("a");

        download.close();

        assertThatThrownBy(() -> download.body().readAllBytes()).isInstanceOf(IOException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void closingTheDownloadEndsItsResumption() throws Exception {
        CountDownLatch resuming = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (asked.getAndIncrement() == 0) {
                    return broken();
                }
                resuming.countDown();
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build();
            }
        });
        Download download = StorageClient.of(connection).bucket("b").download("a");
        CompletableFuture<Throwable> reading = CompletableFuture.supplyAsync(() -> {
            try {
                download.body().readAllBytes();
                return null;
            } catch (IOException | RuntimeException e) {
                return e;
            }
        });
        resuming.await();

        download.close();

        assertThat(reading.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
}
