package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The set-up of tests that check the requests of a direct connection: a server that sends prepared responses. */
abstract class DirectWireTestCase {

    Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = Wire.direct();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    /** Enqueues a response with status 200. The body's single quotes are replaced by double quotes. */
    final void answers(String body) {
        answers(200, body);
    }

    /** Enqueues a response. The body's single quotes are replaced by double quotes. */
    final void answers(int status, String body) {
        wire.answers(status, body.replace('\'', '"'));
    }

    /** Returns the next request, which must have the given method and target. */
    final RecordedRequest sent(String method, String target) {
        RecordedRequest request = wire.sent();
        assertThat(request.getMethod()).isEqualTo(method);
        assertThat(request.getTarget()).isEqualTo(target);
        return request;
    }
}
