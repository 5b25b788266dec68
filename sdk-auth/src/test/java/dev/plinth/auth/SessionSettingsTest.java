package dev.plinth.auth;

import static dev.plinth.auth.SessionServer.EXPIRED;
import static dev.plinth.auth.SessionServer.FRESH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.CallObserver;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session does not take over from the view that began it, and where it is kept. */
class SessionSettingsTest {

    private final SessionServer server = new SessionServer();
    private final AuthClient auth = server.auth;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refreshesWithTheConnectionsHeadersAndNotWithThoseOfTheViewThatSignedIn() {
        Session session = server.signIn(auth.withOptions(o -> o.header("X-Tenant", "view")), FRESH);

        session.refresh();

        assertThat(server.refreshRequests.get(0).getHeaders().get("X-Tenant")).isNull();
    }

    @Test
    void refreshesWithinTheConnectionsTimeAndNotThatOfTheViewThatSignedIn() {
        Session session = server.signIn(auth.withOptions(o -> o.timeout(Duration.ofMillis(400))), FRESH);
        server.refreshed = Answers.session(2, FRESH)
                .newBuilder()
                .headersDelay(600, java.util.concurrent.TimeUnit.MILLISECONDS)
                .build();

        assertThat(session.refresh().tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void refreshesWithoutTheObserversOfTheViewThatSignedIn() {
        AtomicInteger seen = new AtomicInteger();
        Session session = server.signIn(
                auth.withOptions(o -> o.observer(new CallObserver() {
                    @Override
                    public void started(dev.plinth.core.CallEvent call) {
                        seen.incrementAndGet();
                    }
                })),
                FRESH);

        session.refresh();

        assertThat(seen).hasValue(1);
    }

    @Test
    void aRestoredSessionDoesNotTakeTheViewsSettingsEither() {
        SessionStore store = SessionStore.inMemory();
        auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        try (var other = server.connect(Duration.ofSeconds(20))) {
            AuthClient view = AuthClient.of(other).withOptions(o -> o.header("X-Tenant", "view"));

            view.withSessionStore(store).session().orElseThrow().refresh();
        }

        assertThat(server.refreshRequests.get(0).getHeaders().get("X-Tenant")).isNull();
    }

    @Test
    void aStoreGivenLaterIsWhereTheSessionIsKeptFromThenOn() {
        SessionStore first = SessionStore.inMemory();
        Session session = auth.withSessionStore(first).signInWithPassword("a@b.co", "secret");
        SessionStore second = SessionStore.inMemory();
        second.save(first.load().orElseThrow());

        assertThat(auth.withSessionStore(second).session()).containsSame(session);
        session.refresh();

        assertThat(second.load().map(Secret::reveal).orElse("")).contains("refresh-2");
    }

    @Test
    void aStoreGivenForALivingSessionIsFilledAtOnce() {
        Session session = auth.signInWithPassword("a@b.co", "secret");
        SessionStore store = SessionStore.inMemory();

        assertThat(auth.withSessionStore(store).refreshSession(session.tokens().refreshToken()))
                .isSameAs(session);

        assertThat(store.load().map(Secret::reveal).orElse("")).contains("refresh-2");
    }

    @Test
    void aClientWithoutAStoreLeavesTheSessionInItsOwn() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");

        auth.refreshSession(session.tokens().refreshToken());

        assertThat(store.load().map(Secret::reveal).orElse("")).contains("refresh-2");
    }

    /** The server takes the refresh and never answers. */
    @Test
    void aCallWithATokenThatIsStillValidDoesNotWaitForARefreshThatNeverEnds() {
        SessionStore store = SessionStore.inMemory();
        auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        String text = store.load().orElseThrow().reveal();
        server.timing.move(Duration.ofSeconds(FRESH - 29));
        server.refreshed = server.refreshed
                .newBuilder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
        store.save(Secret.of(text));
        try (var other = server.connect(Duration.ofSeconds(5))) {
            AuthClient client = AuthClient.of(other).withSessionStore(store);
            AuthClient asAda = client.actingAs(client.session().orElseThrow());

            assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);
            assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);
        }
    }

    @Test
    void anExpiredTokenIsNotUsedWhileTheNextOneIsFetched() {
        AuthClient asAda = auth.actingAs(server.signIn(EXPIRED));

        assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);

        assertThat(server.refreshes).hasValue(1);
    }
}
