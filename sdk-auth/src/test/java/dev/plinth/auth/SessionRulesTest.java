package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.core.ApiKey;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.Connection;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a session is refreshed, what it survives, and what ends it: against a server that misbehaves. */
class SessionRulesTest {

    private static final long EXPIRED = 0;
    private static final long DUE = 2;
    private static final long FRESH = 3600;

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile MockResponse refreshed = Answers.session(2, FRESH);
    private volatile long firstLife = FRESH;
    private volatile Runnable duringRefresh = () -> {};
    private Connection connection;
    private AuthClient auth;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String target = request.getTarget();
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
        });
        server.start();
        connection = Connection.toProject(
                server.url("/").toString(),
                ApiKey.of("sb_publishable_x"),
                o -> o.attempts(1).timeout(Duration.ofSeconds(20)));
        auth = AuthClient.of(connection);
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private Session signIn(long life) {
        firstLife = life;
        return auth.signInWithPassword("a@b.co", "secret");
    }

    @Test
    void tenThousandCallsAtExpiryRefreshOnce() throws Exception {
        AuthClient asAda = auth.actingAs(signIn(EXPIRED));
        ExecutorService pool = Executors.newFixedThreadPool(200);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<String>> calls = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                calls.add(pool.submit(() -> {
                    go.await();
                    return asAda.account().user().id();
                }));
            }
            go.countDown();
            for (Future<String> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(Answers.USER_ID);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(refreshes).hasValue(1);
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
        firstLife = EXPIRED;
        Session session = auth.keeping(store).signInWithPassword("a@b.co", "secret");
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        session.onEvent(events::add);
        refreshed = Answers.error(400, code);

        assertThatThrownBy(() -> auth.actingAs(session).account().user())
                .isInstanceOf(AuthenticationException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        e -> assertThat(e.code().value()).isEqualTo(code));
        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(events).extracting(SessionEvent::kind).containsExactly(Kind.ENDED);
        assertThat(refreshes).hasValue(1);
        assertThat(store.load()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 520})
    void aPassingFailureKeepsItAndItsTokenIsUsedOn(int status) {
        Session session = signIn(90);
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        session.onEvent(events::add);
        refreshed = Answers.error(status, status == 409 ? "conflict" : "unexpected_failure");

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);
        String id = auth.actingAs(session).account().user().id();

        assertThat(id).isEqualTo(Answers.USER_ID);
        assertThat(session.ended()).isFalse();
        assertThat(events).extracting(SessionEvent::kind).containsExactly(Kind.REFRESH_FAILED);
    }

    @Test
    void anAnswerThatIsCutOffKeepsIt() {
        Session session = signIn(90);
        refreshed = new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build();

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);
        refreshed = Answers.session(2, FRESH);

        assertThat(session.refresh().accessToken().reveal()).isEqualTo(Answers.accessToken(2, "aal1"));
    }

    @Test
    void aWebPageOfAProxyKeepsIt() {
        Session session = signIn(90);
        refreshed = new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "text/html")
                .body("<html>")
                .build();

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);

        assertThat(session.ended()).isFalse();
    }

    @Test
    void anExpiredTokenIsNeverSent() throws Exception {
        Session session = signIn(EXPIRED);
        refreshed = Answers.error(503, "unexpected_failure");
        RecordedRequest signIn = server.takeRequest();

        assertThatThrownBy(() -> auth.actingAs(session).account().user())
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.retryable()).isTrue());

        assertThat(signIn.getTarget()).contains("grant_type=password");
        assertThat(server.takeRequest().getTarget()).contains("grant_type=refresh_token");
        assertThat(server.takeRequest(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aShortTokenIsNotRefreshedForEver() {
        AuthClient asAda = auth.actingAs(signIn(DUE));

        assertThat(asAda.account().user().id()).isEqualTo(Answers.USER_ID);

        assertThat(refreshes).hasValue(0);
    }

    @Test
    void aListenerMayCallTheSessionBack() {
        Session session = signIn(FRESH);
        CompletableFuture<String> heard = new CompletableFuture<>();
        session.onEvent(event -> {
            if (!heard.isDone()) {
                heard.complete(event.kind().name());
                event.session().refresh();
            }
        });

        session.refresh();

        assertThat(heard).isCompletedWithValue("REFRESHED");
        assertThat(refreshes).hasValue(2);
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        Session session = signIn(FRESH);
        session.onEvent(event -> {
            throw new IllegalStateException("mine");
        });

        assertThat(session.refresh().ended()).isFalse();
    }

    @Test
    void isStoredBeforeAnybodySeesIt() {
        Session[] session = new Session[1];
        List<String> order = new CopyOnWriteArrayList<>();
        SessionStore store = new SessionStore() {
            private volatile Optional<Secret> kept = Optional.empty();

            @Override
            public Optional<Secret> load() {
                return kept;
            }

            @Override
            public void save(Secret text) {
                kept = Optional.of(text);
                order.add(
                        session[0] == null
                                ? "first"
                                : session[0].tokens().refreshToken().reveal());
            }

            @Override
            public void clear() {
                kept = Optional.empty();
            }
        };
        session[0] = auth.keeping(store).signInWithPassword("a@b.co", "secret");

        session[0].refresh();

        assertThat(order).containsExactly("first", "refresh-1");
        assertThat(session[0].tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void goesOnWithoutAStoreThatFailsAndSaysSo() {
        SessionStore broken = new SessionStore() {
            @Override
            public Optional<Secret> load() {
                return Optional.empty();
            }

            @Override
            public void save(Secret text) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void clear() {}
        };
        Session session = auth.keeping(broken).signInWithPassword("a@b.co", "secret");
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        session.onEvent(events::add);

        session.refresh();

        assertThat(session.ended()).isFalse();
        assertThat(events)
                .extracting(SessionEvent::kind)
                .contains(Kind.NOT_SAVED)
                .endsWith(Kind.REFRESHED);
    }

    @Test
    void goesOnWithoutAStoreThatCannotBeLocked() {
        SessionStore broken = new SessionStore() {
            @Override
            public Optional<Secret> load() {
                return Optional.empty();
            }

            @Override
            public void save(Secret text) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void clear() {}

            @Override
            public <T> T exclusively(java.util.function.Supplier<T> work) {
                throw new IllegalStateException("no lock");
            }
        };
        Session session = auth.keeping(broken).signInWithPassword("a@b.co", "secret");

        session.refresh();

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void aSignOutDuringARefreshIsFinal() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.keeping(store).signInWithPassword("a@b.co", "secret");
        duringRefresh = () -> auth.signOut(session);

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(session.ended()).isTrue();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void takesWhatAnotherProcessRefreshed() {
        SessionStore store = SessionStore.inMemory();
        firstLife = FRESH;
        Session mine = auth.keeping(store).signInWithPassword("a@b.co", "secret");
        try (Connection other = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_x"))) {
            AuthClient.of(other).keeping(store).session().orElseThrow().refresh();
        }

        mine.refresh();

        assertThat(refreshes).hasValue(1);
        assertThat(mine.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void endsWhenAnotherProcessSignedOut() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.keeping(store).signInWithPassword("a@b.co", "secret");
        store.clear();

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(refreshes).hasValue(0);
    }

    @Test
    void aDamagedStoreIsAnEmptyOne() {
        SessionStore store = SessionStore.inMemory();
        store.save(Secret.of("{\"access_token\":"));

        assertThat(auth.keeping(store).session()).isEmpty();
    }

    @Test
    void theSecondFactorRaisesTheSessionInPlace() {
        Session session = signIn(FRESH);
        AuthClient asAda = auth.actingAs(session);
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        session.onEvent(events::add);
        FactorChallenge challenge = new dev.plinth.auth.internal.MfaOperations.Challenge(
                Answers.USER_ID, Answers.USER_ID, java.time.Instant.MAX, java.util.Map.of());

        Session raised = asAda.account().mfa().verify(challenge, "123456");

        assertThat(raised).isSameAs(session);
        assertThat(session.assuranceLevel()).isEqualTo("aal2");
        assertThat(events).extracting(SessionEvent::kind).containsExactly(Kind.REPLACED);
    }

    @Test
    void printsNoToken() {
        Session session = signIn(FRESH);

        assertThat(session + " " + session.tokens())
                .doesNotContain("refresh-1")
                .doesNotContain(Answers.accessToken(1, "aal1"));
    }

    @Test
    void isKeptFreshInTheBackground() throws Exception {
        Session session = signIn(DUE);
        CountDownLatch refreshedOnce = new CountDownLatch(1);
        session.onEvent(event -> refreshedOnce.countDown());

        try (Session.Subscription fresh = session.keepFresh()) {
            assertThat(refreshedOnce.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }
}
