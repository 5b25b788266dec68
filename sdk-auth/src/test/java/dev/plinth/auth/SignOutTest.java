package dev.plinth.auth;

import static dev.plinth.auth.SessionServer.EXPIRED;
import static dev.plinth.auth.SessionServer.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import dev.plinth.core.ServerException;
import dev.plinth.core.TransportException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a session ends from this side, whatever the server says, and what there is of it afterwards. */
class SignOutTest {

    private final SessionServer server = new SessionServer();
    private final AuthClient auth = server.auth;
    private final SessionStore store = SessionStore.inMemory();
    private final Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
    private final Heard heard = Heard.of(session);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void endsHereThoughTheServerCannotBeReachedAndThenThrows() {
        server.die();

        assertThatThrownBy(() -> session.signOut()).isInstanceOf(TransportException.class);

        assertThat(session.ended()).isTrue();
        assertThat(store.load()).isEmpty();
        heard.next(Kind.SIGNED_OUT);
    }

    @Test
    void endsHereThoughTheServerFailsAndThenThrows() {
        server.signedOut = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(() -> session.signOut()).isInstanceOf(ServerException.class);

        assertThat(session.ended()).isTrue();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void anExpiredSessionThatCannotBeRefreshedEndsHereToo() {
        server.timing.move(Duration.ofSeconds(FRESH));
        server.refreshed = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(() -> session.signOut()).isInstanceOf(PlinthException.class);

        assertThat(session.ended()).isTrue();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void othersThatCouldNotBeSignedOutLeaveThisOneAlive() {
        server.signedOut = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(() -> session.signOut(SignOutScope.OTHERS)).isInstanceOf(ServerException.class);

        assertThat(session.ended()).isFalse();
        assertThat(store.load()).isPresent();
    }

    @Test
    void showingTheRequestSignsNobodyOut() {
        assertThat(auth.toCurl(a -> session.signOut())).contains("/logout");

        assertThat(session.ended()).isFalse();
        assertThat(store.load()).isPresent();
    }

    @Test
    void showingTheRequestOfARefreshSendsNothing() {
        assertThat(auth.toCurl(a -> session.refresh())).contains("grant_type=refresh_token");

        assertThat(server.refreshes).hasValue(0);
    }

    @Test
    void afterwardsEveryCallSaysThatTheSessionHasEnded() {
        session.signOut();

        assertThatThrownBy(() -> auth.actingAs(session).account().getUser())
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        e -> assertThat(e.code().value()).isEqualTo("signed_out"));
        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> session.signOut(SignOutScope.OTHERS)).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(session.credentials()::freshToken).isInstanceOf(SessionEndedException.class);
        assertThat(session.credentials().expiringToken()).isEmpty();
        assertThat(session.credentials().token()).isEmpty();
        session.signOut();
    }

    @Test
    void afterTheServerEndedItEveryCallSaysSoWithItsCode() {
        server.refreshed = Answers.error(400, "user_banned");
        server.timing.move(Duration.ofSeconds(FRESH));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> auth.actingAs(session).account().getUser())
                    .isInstanceOfSatisfying(
                            SessionEndedException.class,
                            e -> assertThat(e.code().value()).isEqualTo("user_banned"));
        }
    }

    @Test
    void doesNotComeBackFromAStoreThatCannotBeCleared() {
        SessionStore stubborn = new SessionStore() {
            private volatile Optional<Secret> kept = Optional.empty();

            @Override
            public Optional<Secret> load() {
                return kept;
            }

            @Override
            public void save(Secret text) {
                kept = Optional.of(text);
            }

            @Override
            public void clear() {
                throw new IllegalStateException("read-only");
            }
        };
        auth.withSessionStore(stubborn).signInWithPassword("a@b.co", "secret").signOut();

        assertThat(stubborn.load()).isPresent();
        assertThat(auth.withSessionStore(stubborn).session()).isEmpty();
    }

    @Test
    void aSignOutInAnotherProcessDuringARefreshIsFinal() {
        server.duringRefresh = store::clear;

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(store.load()).isEmpty();
        assertThat(session.ended()).isTrue();
        heard.next(Kind.SIGNED_OUT);
    }

    @Test
    void theUserIsTheUpdatedOneAfterAnUpdate() {
        server.user = Answers.json(200, Answers.user().replace("a@b.co", "new@b.co"));

        auth.actingAs(session).account().update(c -> c.email("new@b.co"));

        assertThat(session.user().email()).contains("new@b.co");
        heard.next(Kind.valueOf("USER_UPDATED"));
    }

    @Test
    void anUpdatedUserOutlivesARefreshUnderWay() {
        server.user = Answers.json(200, Answers.user().replace("a@b.co", "new@b.co"));
        server.duringRefresh = () -> auth.actingAs(session).account().update(c -> c.email("new@b.co"));

        session.refresh();

        assertThat(session.user().email()).contains("new@b.co");
        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void aHugeLifetimeOfATokenIsBounded() {
        for (long life : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 1L << 60}) {
            Session odd = server.signIn(life);

            assertThat(odd.tokens().expiresAt()).isNotNull();
            assertThat(auth.actingAs(odd).account().getUser().id()).isEqualTo(Answers.USER_ID);
        }
        assertThat(server.signIn(EXPIRED).tokens().expiresAt()).isNotNull();
    }
}
