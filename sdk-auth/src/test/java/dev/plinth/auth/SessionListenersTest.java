package dev.plinth.auth;

import static dev.plinth.auth.SessionServer.DUE;
import static dev.plinth.auth.SessionServer.EXPIRED;
import static dev.plinth.auth.SessionServer.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.core.PlinthException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who hears of a session, on which thread, and how it is kept fresh while nobody uses it. */
class SessionListenersTest {

    private final SessionServer server = new SessionServer();
    private final AuthClient auth = server.auth;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aListenerThatBlocksHoldsUpNoCall() throws Exception {
        Session session = server.signIn(EXPIRED);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        session.onEvent(event -> {
            inside.countDown();
            awaited(leave);
        });

        assertThat(auth.actingAs(session).account().getUser().id()).isEqualTo(Answers.USER_ID);
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        session.refresh();
        session.signOut();

        assertThat(session.ended()).isTrue();
        leave.countDown();
    }

    @Test
    void listenersThatBlockHoldUpNoOtherSession() throws Exception {
        List<Session> blocked = new ArrayList<>();
        CountDownLatch inside = new CountDownLatch(40);
        CountDownLatch leave = new CountDownLatch(1);
        for (int i = 0; i < 40; i++) {
            server.sessionId = "session-" + i;
            Session session = server.signIn(FRESH);
            session.onEvent(event -> {
                inside.countDown();
                awaited(leave);
            });
            blocked.add(session);
        }
        blocked.forEach(Session::refresh);
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        server.sessionId = Answers.SESSION_ID;
        Session free = server.signIn(FRESH);
        Heard heard = Heard.of(free);

        free.refresh();

        heard.next(Kind.TOKEN_REFRESHED);
        leave.countDown();
    }

    @Test
    void aListenerMayUseTheSession() throws Exception {
        Session session = server.signIn(FRESH);
        CompletableFuture<String> done = new CompletableFuture<>();
        AtomicBoolean first = new AtomicBoolean(true);
        session.onEvent(event -> {
            if (first.getAndSet(false)) {
                event.session().refresh();
                done.complete(auth.actingAs(event.session()).account().getUser().id());
            }
        });

        session.refresh();

        assertThat(done.get(60, TimeUnit.SECONDS)).isEqualTo(Answers.USER_ID);
        // Its own refresh is a second one, or joins the one that it hears of, if that has not ended yet.
        assertThat(server.refreshes.get()).isBetween(1, 2);
    }

    @Test
    void oneListenersErrorIsNobodyElses() {
        Session session = server.signIn(FRESH);
        session.onEvent(event -> {
            throw new AssertionError("mine");
        });
        Heard heard = Heard.of(session);

        session.refresh();
        session.refresh();

        heard.next(Kind.TOKEN_REFRESHED, Kind.TOKEN_REFRESHED);
    }

    @Test
    void eventsAreToldInOrder() {
        Session session = server.signIn(FRESH);
        Heard heard = Heard.of(session);

        session.refresh();
        server.refreshed = Answers.error(503, "unexpected_failure");
        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);
        auth.actingAs(session).account().update(c -> c.password("new password"));
        session.signOut();

        heard.next(Kind.TOKEN_REFRESHED, Kind.REFRESH_FAILED, Kind.USER_UPDATED, Kind.SIGNED_OUT);
        assertThat(heard.told()).isNull();
    }

    @Test
    void aClosedSubscriptionHearsNothing() {
        Session session = server.signIn(FRESH);
        Heard silent = new Heard();
        session.onEvent(silent).close();
        Heard heard = Heard.of(session);

        session.refresh();

        heard.next(Kind.TOKEN_REFRESHED);
        assertThat(silent.told()).isNull();
    }

    @Test
    void isKeptFreshInTheBackground() {
        Session session = server.signIn(DUE);
        Heard heard = Heard.of(session);

        try (Session.Subscription fresh = session.startAutoRefresh()) {
            heard.next(Kind.TOKEN_REFRESHED);
        }

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void isKeptFreshThoughTheCallersExecutorRejectsEverything() {
        try (var connection = server.connect(o -> o.executor(task -> {
            throw new RejectedExecutionException("full");
        }))) {
            Session session = server.signIn(AuthClient.of(connection), DUE);
            Heard heard = Heard.of(session);

            try (Session.Subscription fresh = session.startAutoRefresh()) {
                heard.next(Kind.TOKEN_REFRESHED);
            }
        }
    }

    @Test
    void isKeptFreshThoughAllThreadsForFuturesWait() {
        CountDownLatch leave = new CountDownLatch(1);
        for (int i = 0; i < 64; i++) {
            CompletableFuture<Boolean> ignored = auth.async(a -> awaited(leave));
        }
        Session session = server.signIn(DUE);
        Heard heard = Heard.of(session);

        try (Session.Subscription fresh = session.startAutoRefresh()) {
            heard.next(Kind.TOKEN_REFRESHED);
        }
        leave.countDown();
    }

    @Test
    void isKeptFreshAfterAFailure() {
        server.refreshed = Answers.error(503, "unexpected_failure");
        Session session = server.signIn(FRESH);
        Heard heard = Heard.of(session);
        server.timing.move(Duration.ofSeconds(FRESH));

        try (Session.Subscription fresh = session.startAutoRefresh()) {
            heard.next(Kind.REFRESH_FAILED);
            server.refreshed = Answers.session(2, FRESH);
            heard.next(Kind.TOKEN_REFRESHED);
        }
    }

    @Test
    void afterAFailureTheTokenAtHandIsUsedAndTheNextTryComesLater() {
        Session session = server.signIn(FRESH);
        Heard heard = Heard.of(session);
        AuthClient asAda = auth.actingAs(session);
        server.refreshed = Answers.error(503, "unexpected_failure");
        server.timing.move(Duration.ofSeconds(FRESH - 60));

        String ignored = asAda.account().getUser().id();
        heard.next(Kind.REFRESH_FAILED);
        for (int i = 0; i < 5; i++) {
            server.timing.move(Duration.ofMillis(1900));
            assertThat(session.credentials().token()).isPresent();
            assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);
        }
        assertThat(server.refreshes).hasValue(1);
        server.timing.move(Duration.ofSeconds(1));

        assertThat(session.credentials().token()).isEmpty();
        assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);
        heard.next(Kind.REFRESH_FAILED);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
