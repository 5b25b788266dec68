package dev.plinth.auth;

import static dev.plinth.auth.SessionServer.EXPIRED;
import static dev.plinth.auth.SessionServer.FRESH;
import static dev.plinth.auth.SessionServer.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Connection;
import dev.plinth.core.PlinthException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a session is refreshed, what it survives, and what ends it: against a server that misbehaves. */
class SessionRulesTest {

    private final SessionServer server = new SessionServer();
    private final AuthClient auth = server.auth;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tenThousandCallsAtExpiryRefreshOnce() throws Exception {
        AuthClient asAda = auth.actingAs(server.signIn(EXPIRED));
        ExecutorService pool = Executors.newFixedThreadPool(200);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<String>> calls = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                calls.add(pool.submit(() -> {
                    go.await();
                    return asAda.account().getUser().id();
                }));
            }
            go.countDown();
            for (Future<String> call : calls) {
                assertThat(call.get(300, TimeUnit.SECONDS)).isEqualTo(Answers.USER_ID);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(server.refreshes).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh_token_not_found",
                "refresh_token_already_used",
                "session_not_found",
                "session_expired",
                "user_banned",
                "user_not_found"
            })
    void aDefiniteCodeEndsItOnceWithAnEvent(String code) {
        SessionStore store = SessionStore.inMemory();
        server.firstLife = EXPIRED;
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        Heard heard = Heard.of(session);
        server.refreshed = Answers.error(400, code);

        assertThatThrownBy(() -> auth.actingAs(session).account().getUser())
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        e -> assertThat(e.code().value()).isEqualTo(code));
        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        heard.next(Kind.ENDED);
        assertThat(server.refreshes).hasValue(1);
        assertThat(store.load()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 520})
    void aPassingFailureKeepsItAndItsTokenIsUsedOn(int status) {
        Session session = server.signIn(90);
        Heard heard = Heard.of(session);
        server.refreshed = Answers.error(status, status == 409 ? "conflict" : "unexpected_failure");

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);
        String id = auth.actingAs(session).account().getUser().id();

        assertThat(id).isEqualTo(Answers.USER_ID);
        assertThat(session.ended()).isFalse();
        heard.next(Kind.REFRESH_FAILED);
    }

    @Test
    void anAnswerThatIsCutOffKeepsIt() {
        Session session = server.signIn(90);
        server.refreshed = new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build();

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);
        server.refreshed = Answers.session(2, FRESH);

        assertThat(session.refresh().accessToken().reveal()).isEqualTo(Answers.accessToken(2, "aal1"));
    }

    @Test
    void anAnswerThatNeverComesKeepsIt() {
        SessionStore store = SessionStore.inMemory();
        server.firstLife = 90;
        Session patient = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        server.refreshed = new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
        try (Connection hasty = server.connect(Duration.ofMillis(500))) {
            Session session =
                    AuthClient.of(hasty).withSessionStore(store).session().orElseThrow();

            assertThatThrownBy(session::refresh).isInstanceOf(CallTimeoutException.class);
            assertThat(session.ended()).isFalse();
        }
        server.refreshed = Answers.session(2, FRESH);

        assertThat(patient.refresh().accessToken().reveal()).isEqualTo(Answers.accessToken(2, "aal1"));
    }

    @Test
    void aWebPageOfAProxyKeepsIt() {
        Session session = server.signIn(90);
        server.refreshed = new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "text/html")
                .body("<html>")
                .build();

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);

        assertThat(session.ended()).isFalse();
    }

    @Test
    void anExpiredTokenIsNeverSent() throws Exception {
        Session session = server.signIn(EXPIRED);
        server.refreshed = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(() -> auth.actingAs(session).account().getUser())
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.retryable()).isTrue());

        assertThat(server.asked()).contains("grant_type=password");
        assertThat(server.asked()).contains("grant_type=refresh_token");
        assertThat(server.asked()).isNull();
    }

    @Test
    void aShortTokenIsNotRefreshedForEver() {
        AuthClient asAda = auth.actingAs(server.signIn(SHORT));

        assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);

        assertThat(server.refreshes).hasValue(0);
    }

    @Test
    void theSecondFactorRaisesTheSessionInPlace() {
        Session session = server.signIn(FRESH);
        AuthClient asAda = auth.actingAs(session);
        Heard heard = Heard.of(session);
        FactorChallenge challenge = new dev.plinth.auth.internal.account.MfaOperations.Challenge(
                Answers.USER_ID, Answers.USER_ID, java.time.Instant.MAX, Optional.empty());

        Session raised = asAda.account().mfa().verify(challenge, "123456");

        assertThat(raised).isSameAs(session);
        assertThat(session.assuranceLevel()).isEqualTo("aal2");
        heard.next(Kind.MFA_CHALLENGE_VERIFIED);
    }

    @Test
    void printsNoToken() {
        Session session = server.signIn(FRESH);

        assertThat(session + " " + session.tokens())
                .doesNotContain("refresh-1")
                .doesNotContain(Answers.accessToken(1, "aal1"));
    }
}
