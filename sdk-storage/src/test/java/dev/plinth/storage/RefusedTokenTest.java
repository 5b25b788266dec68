package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.Connection;
import dev.plinth.core.PermissionDeniedException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage responds to a token that it does not accept with 403, like to a missing permission. */
class RefusedTokenTest {

    private final MockWebServer server = new MockWebServer();
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_abc"), o -> {});
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid Compact JWS",
                "JWS Protected Header is invalid",
                "signature verification failed",
                "\\\"exp\\\" claim timestamp check failed",
                "\\\"nbf\\\" claim timestamp check failed",
                "\\\"alg\\\" (Algorithm) Header Parameter value not allowed",
                "jwt expired",
                "invalid signature"
            })
    void aTokenThatIsNotAcceptedIsAnAuthenticationException(String message) {
        refuse(message);

        assertThatThrownBy(() -> StorageClient.of(connection).bucket("b").getInfo("k"))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.status()).isEqualTo(401));
    }

    @Test
    void aNewTokenIsRequestedForOneThatIsNotAccepted() {
        refuse("jwt expired");
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), "{\"id\":\"b\",\"name\":\"b\",\"public\":false}"));
        int[] given = {0};
        AccessToken tokens = AccessToken.of(() -> "header.payload.signature" + given[0]++);

        StorageClient.of(connection).actingAs(tokens).buckets().get("b");

        assertThat(given[0]).isEqualTo(2);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aMissingPermissionIsNot() {
        refuse("new row violates row-level security policy");

        assertThatThrownBy(() -> StorageClient.of(connection).buckets().get("b"))
                .isInstanceOf(PermissionDeniedException.class);
    }

    private void refuse(String message) {
        server.enqueue(new MockResponse(
                400,
                okhttp3.Headers.of("Content-Type", "application/json"),
                "{\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"" + message + "\"}"));
    }
}
