package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A project that publishes keys, and counts how often it was asked for them. */
final class KeyServer implements AutoCloseable {

    volatile MockResponse keys = SignedTokens.published("rsa-1", SignedTokens.RSA);
    final Connection connection;
    private final MockWebServer server = new MockWebServer();

    KeyServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                assertThat(request.getTarget()).isEqualTo("/auth/v1/.well-known/jwks.json");
                return keys;
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connection =
                Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_x"), o -> o.maxAttempts(1));
    }

    int asked() {
        return server.getRequestCount();
    }

    /** Waits until it was asked so often. */
    void awaitAsked(int times) {
        try {
            for (int i = 0; i < times; i++) {
                assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
