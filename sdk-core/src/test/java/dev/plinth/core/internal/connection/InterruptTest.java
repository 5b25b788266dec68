package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads that are interrupted inside of a call. */
class InterruptTest {

    @RegisterExtension
    final Opened opened = new Opened();

    @AfterEach
    void clear() {
        boolean ignored = Thread.interrupted();
    }

    private void assertInterrupted(HttpTransport transport, String url) {
        LiveConnection connection = opened.connect(
                url, new FakeTiming(), o -> o.transport(transport).maxAttempts(1));

        assertThatThrownBy(() -> OperationRunner.run(connection, WireTest.read("things.get")))
                .isInstanceOf(CallInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptWhileASocketIsOpenedIsATypedError() throws IOException {
        RawServer server = opened.serve((peer, socket) -> peer.read());
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> {
                    Thread.currentThread().interrupt();
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .build();

        assertInterrupted(OkHttpTransport.of(client), "http://localhost:" + server.port());
    }

    @Test
    void aFailureOfAnyKindOnAnInterruptedThreadIsAnInterrupt() {
        assertInterrupted(
                (request, context) -> {
                    Thread.currentThread().interrupt();
                    throw new RequestNotSentException(new SocketTimeoutException("Read timed out"));
                },
                "http://localhost:1");
    }

    @Test
    void whatATransportMustNotThrowIsATypedErrorTooIfItIsAnInterrupt() {
        assertInterrupted(
                (request, context) -> {
                    InterruptTest.<RuntimeException>raise(new InterruptedException());
                    throw new IllegalStateException("not reached");
                },
                "http://localhost:1");
    }

    @SuppressWarnings("unchecked") // Kotlin, in which transports may be written, checks no exceptions
    private static <E extends Exception> void raise(Exception failure) throws E {
        throw (E) failure;
    }
}
