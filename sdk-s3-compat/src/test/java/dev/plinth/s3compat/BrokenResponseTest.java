package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.s3compat.RawServer.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Responses that are broken in ways that AWS's clients and their HTTP clients do not look for. */
class BrokenResponseTest {

    private static final String CREATED = "<?xml version=\"1.0\"?><InitiateMultipartUploadResult><UploadId>u</UploadId>"
            + "</InitiateMultipartUploadResult>";

    @TempDir
    Path folder;

    private static S3Compat at(String url) {
        return S3Compat.builder()
                .endpoint(url + "/s3")
                .keys(S3Keys.of("id", "secret"))
                .build();
    }

    private static S3Compat comparing(RawServer server) {
        return S3Compat.builder()
                .endpoint(server.url() + "/s3")
                .keys(S3Keys.of("id", "secret"))
                .alwaysCompareDigests()
                .build();
    }

    private static Response created(int sent) {
        return Response.of(
                "HTTP/1.1 200 OK\nContent-Type: application/xml\nConnection: close\nContent-Length: "
                        + CREATED.length(),
                CREATED.substring(0, sent).getBytes(StandardCharsets.UTF_8));
    }

    private static String create(RawServer server) {
        try (S3Client s3 = Reading.client(at(server.url()))) {
            return s3.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void aDocumentThatBreaksOffIsAskedForAgain(int sent) throws IOException {
        try (RawServer server = new RawServer(created(sent), created(CREATED.length()))) {
            assertThat(create(server)).isEqualTo("u");
        }
        try (RawServer server = new RawServer(created(sent))) {
            assertThatThrownBy(() -> create(server))
                    .isInstanceOf(SdkException.class)
                    .isNotInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("was interrupted");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResponseWithoutLengthAndDigestIsNoObject(Reading reading) throws IOException {
        try (RawServer server = new RawServer(Response.of("HTTP/1.1 200 OK", new byte[0]))) {
            assertThatThrownBy(() -> reading.read(at(server.url()), folder))
                    .hasStackTraceContaining("neither a length nor a digest");
        }
    }

    /** An HTTP client that does not look at lengths, and reads on behind the body. */
    @ParameterizedTest
    @ValueSource(ints = {5, 15})
    void anotherLengthThanAnnouncedIsNoObjectForTheJdksClientEither(int sent) throws IOException {
        Response response =
                Response.of("HTTP/1.1 200 OK\nConnection: close\nETag: \"x\"\nContent-Length: 10", new byte[sent]);
        try (RawServer server = new RawServer(response);
                S3Client s3 = at(server.url())
                        .client(b -> b.httpClientBuilder(UrlConnectionHttpClient.builder())
                                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))))) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("b").key("k")))
                    .isInstanceOf(SdkException.class)
                    .hasStackTraceContaining("10 bytes");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectIsComparedWhereThatIsAskedFor(Reading reading) throws IOException {
        Response other = Response.of(
                "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 3\nETag: \"900150983cd24fb0d6963f7d28e17f72\"",
                "abd".getBytes(StandardCharsets.UTF_8));
        try (RawServer server = new RawServer(other)) {
            assertThatThrownBy(() -> reading.read(comparing(server), folder)).hasStackTraceContaining("MD5");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUploadThatIsStoredOtherwiseIsSentAgain(boolean blocking) throws IOException {
        String head = "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\nETag: ";
        Response other =
                Response.of(head + "\"" + "0".repeat(32) + "\"", new byte[0]).after(3);
        Response same = Response.of(head + "\"900150983cd24fb0d6963f7d28e17f72\"", new byte[0])
                .after(3);
        try (RawServer server = new RawServer(other, same)) {
            put(server, blocking);
            assertThat(server.requests()).hasSize(2);
        }
        try (RawServer server = new RawServer(other)) {
            assertThatThrownBy(() -> put(server, blocking))
                    .isInstanceOf(SdkException.class)
                    .hasStackTraceContaining("MD5");
        }
    }

    private static void put(RawServer server, boolean blocking) throws IOException {
        if (blocking) {
            try (S3Client s3 = Reading.client(comparing(server))) {
                s3.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("abc"));
            }
            return;
        }
        try (var s3 = Reading.asyncClient(comparing(server))) {
            Reading.joined(s3.putObject(r -> r.bucket("b").key("k"), AsyncRequestBody.fromString("abc")));
        }
    }

    @Test
    void bytesThatAreLeftOverDoNotAnswerTheNextRequest() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerTwice(listening), "left-over bytes");
            thread.setDaemon(true);
            thread.start();
            try (S3Client s3 = Reading.client(at("http://127.0.0.1:" + listening.getLocalPort()))) {
                for (String key : new String[] {"k1", "k2", "k3", "k4"}) {
                    assertThat(s3.getObjectAsBytes(r -> r.bucket("b").key(key)).asUtf8String())
                            .isEqualTo("/s3/b/" + key);
                }
            }
        }
    }

    /** Answers each request with its own path, twice, and leaves the connection open. */
    private static void answerTwice(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread thread = new Thread(() -> answerTwice(socket), "left-over connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answerTwice(Socket socket) {
        try (socket;
                Scanner in =
                        new Scanner(socket.getInputStream(), StandardCharsets.ISO_8859_1).useDelimiter("\r\n\r\n");
                OutputStream out = socket.getOutputStream()) {
            while (in.hasNext()) {
                String path = in.next().split(" ", 3)[1];
                String response =
                        "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: " + path.length() + "\r\n\r\n" + path;
                out.write((response + response).getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException e) {
            // The other end is gone.
        }
    }
}
