package dev.plinth.auth;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.internal.connection.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
    volatile String sessionId = Answers.SESSION_ID;
    volatile Runnable duringRefresh = () -> {};
    volatile MockResponse signedOut = Answers.json(204, "");
    volatile MockResponse user = Answers.json(200, Answers.user());
    final List<RecordedRequest> refreshRequests = new CopyOnWriteArrayList<>();
    final MovingTiming timing = new MovingTiming();
    final Connection connection;
    final AuthClient auth;
    private final MockWebServer server = new MockWebServer();

    SessionServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
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

    private MockResponse answer(RecordedRequest request) {
        String target = request.getTarget();
        if (target.contains("grant_type=password")) {
            return Answers.session(1, firstLife, "aal1", sessionId);
        }
        if (target.contains("grant_type=refresh_token")) {
            refreshes.incrementAndGet();
            refreshRequests.add(request);
            duringRefresh.run();
            return refreshed;
        }
        if (target.contains("/factors/")) {
            return Answers.session(9, FRESH, "aal2");
        }
        return target.contains("/logout") ? signedOut : user;
    }

    /** Returns a further connection, as another process would have. */
    Connection connect(Duration timeout) {
        return connect(o -> o.timeout(timeout));
    }

    Connection connect(Consumer<ConnectionOptions> options) {
        return Connector.toProject(
                server.url("/").toString(),
                ApiKey.of("sb_publishable_x"),
                o -> options.accept(o.maxAttempts(1)),
                timing);
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

    /** Stops listening: from now on the server cannot be reached. */
    void die() {
        server.close();
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
