package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.PlinthException;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SlowUploadTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void aBodyMayTakeLongerThanTheCallsTimeAsLongAsItMoves() throws IOException {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();

            bucket.withOptions(o -> o.timeout(LIMIT))
                    .upload("a", new SlowContent(), o -> o.verify(IntegrityCheck.NEVER));

            assertThat(bucket.getInfo("a").size()).hasValue(2);
        }
    }

    /** Between its two bytes another call, begun later and with the same limit, runs out of time. */
    private static final class SlowContent implements Content {

        @Override
        public OptionalLong length() {
            return OptionalLong.of(2);
        }

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write('a');
            out.flush();
            Class<? extends PlinthException> other = timedOut();
            assertThat(other).isEqualTo(CallTimeoutException.class);
            out.write('b');
        }

        private static Class<? extends PlinthException> timedOut() throws IOException {
            try (ServerSocket silent = new ServerSocket(0);
                    Connection connection = Connection.toProject(
                            "http://127.0.0.1:" + silent.getLocalPort(),
                            Stack.get().serviceKey(),
                            o -> o.timeout(LIMIT))) {
                StorageClient.of(connection).bucket("b").getInfo("a");
                throw new IllegalStateException("a silent server cannot answer");
            } catch (PlinthException e) {
                return e.getClass();
            }
        }
    }
}
