package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read and shown of error bodies. */
class ErrorBodyTest extends WireTest {

    @RegisterExtension
    final Opened opened = new Opened();

    @Test
    void noMoreThan64KiBOfAnErrorBodyAreRead() {
        AtomicLong read = new AtomicLong();
        InputStream large = new FilterInputStream(new ByteArrayInputStream(new byte[10_000_000])) {
            @Override
            public int read(byte[] buffer, int from, int count) throws IOException {
                int came = in.read(buffer, from, count);
                read.addAndGet(came);
                return came;
            }
        };
        LiveConnection connection = project(
                ApiKey.of(SERVICE_JWT),
                timing,
                o -> o.transport((request, context) -> HttpResponse.of(403, HttpHeaders.empty(), large)));

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x"))).isInstanceOf(ApiException.class);

        assertThat(read.get()).isLessThan(100_000);
    }

    @Test
    void whatAServerQuotesIsMaskedBoundedAndOnOneLine() {
        String quoted = SERVICE_JWT + " hunter2hunter2 sb_secret_abc\\r\\nforged line " + "y".repeat(60_000);
        answer(400, "{\"code\":\"" + quoted + "\",\"message\":\"" + quoted + "\"}", "sb-request-id", "hunter2hunter2");
        Operation<Map<String, Object>> operation = Operation.unsafe(
                AUTH,
                "things.write",
                d -> Route.post("/thing")
                        .json(Map.of("password", dev.plinth.core.Secret.of("hunter2hunter2")))
                        .decode(Decoder.json(MAP)));

        assertThatThrownBy(() -> OperationRunner.run(project(), operation))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    String all = e.getMessage() + e.code() + e.requestId();
                    assertThat(all)
                            .doesNotContain("hunter2", SERVICE_JWT, "sb_secret_abc", "\r", "\n")
                            .hasSizeLessThan(3_000);
                });
    }

    @Test
    void aStatusLineThatIsNoneIsNotQuoted() throws Exception {
        RawServer raw = opened.serve((peer, socket) -> {
            peer.request();
            peer.send("{\"refresh_token\":\"very-secret\"}\r\n\r\n");
        });
        LiveConnection connection = opened.connect(raw.url(), timing, o -> {});

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x"))).satisfies(e -> {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("very-secret");
            }
        });
    }
}
