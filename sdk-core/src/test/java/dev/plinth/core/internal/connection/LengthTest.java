package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses whose end nobody knows. Their sockets are closed, for the next response could not be told from them. */
class LengthTest {

    private static final String A = "{\"a\":\"A\"}";

    private final CountDownLatch ended = new CountDownLatch(1);

    @RegisterExtension
    final Opened opened = new Opened();

    /** Connects to a server that answers with these lengths, and sees when its socket ends. */
    private LiveConnection answering(String lengths) throws Exception {
        return answering(lengths, "200 OK");
    }

    private LiveConnection answering(String lengths, String status) throws Exception {
        RawServer server = opened.serve((peer, socket) -> {
            try {
                peer.request();
                peer.send("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + lengths
                        + "\r\n\r\n" + A);
                peer.read();
            } finally {
                ended.countDown();
            }
        });
        return opened.connect(server.url(), new FakeTiming(), o -> o.maxAttempts(1));
    }

    private static Operation<HttpResponse> open() {
        return Operation.safe(WireTest.STORAGE, "things.open", d -> Route.get("/thing").stream(response -> response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "abc", "99999999999999999999999", "5, 7", ""})
    void aMalformedLengthClosesItsSocket(String length) throws Exception {
        LiveConnection connection = answering(length);

        assertThatThrownBy(() -> OperationRunner.run(connection, WireTest.read("things.get")))
                .isInstanceOf(TransportException.class);

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9\r\nContent-Length: 4", "4\r\nContent-Length: 9"})
    void twoLengthsThatDifferCloseTheirSocket(String lengths) throws Exception {
        LiveConnection connection = answering(lengths);

        assertThatThrownBy(() -> OperationRunner.run(connection, open())).isInstanceOf(TransportException.class);

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSwitchOfProtocolsThatNobodyAskedForClosesItsSocket() throws Exception {
        LiveConnection connection = answering("0", "101 Switching Protocols");

        assertThatThrownBy(() -> OperationRunner.run(connection, open())).isInstanceOf(TransportException.class);

        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theSameLengthTwiceIsALength() throws Exception {
        assertThat(OperationRunner.run(answering("9\r\nContent-Length: 9"), WireTest.read("things.get")))
                .containsEntry("a", "A");
    }
}
