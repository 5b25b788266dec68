package dev.plinth.auth;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A server that begins sessions, and answers refreshes as a test wants it to. */
final class SessionServer implements AutoCloseable {

    static final long EXPIRED = 0;
    static final long DUE = 2;

    /** So short that a refresh ahead of its end, as of longer ones, would come at once. */
    static final long SHORT = 80;

    static final long FRESH = 3600;

    final AtomicInteger refreshes = new AtomicInteger();
    volatile MockResponse refreshed = Answers.session(2, FRESH);
    volatile long firstLife = FRESH;
    volatile Runnable duringRefresh = () -> {};
    final Connection connection;
    final AuthClient auth;
    private final MockWebServer server = new MockWebServer();

    SessionServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request.getTarget());
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connection = connect(Duration.ofMinutes(2));
        auth = AuthClient.of(connection);
    }

    private MockResponse answer(String target) {
        if (target.contains("grant_type=password")) {
            return Answers.session(1, firstLife);
        }
        if (target.contains("grant_type=refresh_token")) {
            refreshes.incrementAndGet();
            duringRefresh.run();
            return refreshed;
        }
        if (target.contains("/factors/")) {
            return Answers.session(9, FRESH, "aal2");
        }
        return Answers.json(200, Answers.user());
    }

    /** Returns a further connection, as another process would have. */
    Connection connect(Duration timeout) {
        return Connection.toProject(
                server.url("/").toString(),
                ApiKey.of("sb_publishable_x"),
                o -> o.attempts(1).timeout(timeout));
    }

    Session signIn(long life) {
        return signIn(auth, life);
    }

    Session signIn(AuthClient client, long life) {
        firstLife = life;
        return client.signInWithPassword("a@b.co", "secret");
    }

    /** Returns the next request of the calls that are over; null if there was none. */
    @Nullable
    String asked() throws InterruptedException {
        RecordedRequest request = server.takeRequest(0, TimeUnit.MILLISECONDS);
        return request == null ? null : request.getTarget();
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
