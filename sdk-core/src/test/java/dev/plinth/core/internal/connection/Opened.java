package dev.plinth.core.internal.connection;

import dev.plinth.core.ApiKey;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.gateway.ProjectGateway;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Servers and connections of one test. When the test is over, all of them are closed, the last one first. */
final class Opened implements AfterEachCallback {

    private final Deque<AutoCloseable> lastFirst = new ArrayDeque<>();

    /** Closes something else, too. */
    <T extends AutoCloseable> T closing(T closeable) {
        lastFirst.push(closeable);
        return closeable;
    }

    RawServer serve(RawServer.Script script) throws IOException {
        return closing(new RawServer(script));
    }

    /** Connects to a project by its service key. */
    LiveConnection connect(String url, Timing timing, Consumer<? super ConnectionOptionsImpl> options) {
        ApiKey key = ApiKey.of(WireTest.SERVICE_JWT);
        ConnectionOptionsImpl read = Connector.read(options);
        ProjectGateway gateway = ProjectGateway.of(
                url, key, "/auth/v1", "/storage/v1", read.allowHttp, ProjectGateway.Configured.NOTHING);
        return closing(Connector.open(gateway, key, read, timing));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!lastFirst.isEmpty()) {
            lastFirst.pop().close();
        }
    }
}
