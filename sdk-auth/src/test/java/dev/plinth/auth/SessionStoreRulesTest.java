package dev.plinth.auth;

import static dev.plinth.auth.SessionServer.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.SessionEvent.Kind;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session does with its store, and what it does when the store fails or another process was quicker. */
class SessionStoreRulesTest {

    private final SessionServer server = new SessionServer();
    private final AuthClient auth = server.auth;

    @AfterEach
    void stop() {
        server.close();
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
        session[0] = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");

        session[0].refresh();

        assertThat(order).containsExactly("first", "refresh-1");
        assertThat(session[0].tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void goesOnWithoutAStoreThatFailsAndSaysSo() {
        Session session = auth.withSessionStore(new FullDisk()).signInWithPassword("a@b.co", "secret");
        Heard heard = Heard.of(session);

        session.refresh();

        assertThat(session.ended()).isFalse();
        heard.next(Kind.STORE_FAILED, Kind.TOKEN_REFRESHED);
    }

    @Test
    void goesOnWithoutAStoreThatCannotBeLocked() {
        SessionStore broken = new FullDisk() {
            @Override
            public <T> T withLock(Supplier<T> work) {
                throw new IllegalStateException("no lock");
            }
        };
        Session session = auth.withSessionStore(broken).signInWithPassword("a@b.co", "secret");

        session.refresh();

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void takesWhatAnotherProcessRefreshed() {
        SessionStore store = SessionStore.inMemory();
        server.firstLife = FRESH;
        Session mine = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        try (Connection other = server.connect(Duration.ofMinutes(2))) {
            AuthClient.of(other).withSessionStore(store).session().orElseThrow().refresh();
        }

        mine.refresh();

        assertThat(server.refreshes).hasValue(1);
        assertThat(mine.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
    }

    @Test
    void endsWhenAnotherProcessSignedOut() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        store.clear();

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(server.refreshes).hasValue(0);
    }

    @Test
    void aDamagedStoreIsAnEmptyOne() {
        SessionStore store = SessionStore.inMemory();
        store.save(Secret.of("{\"access_token\":"));

        assertThat(auth.withSessionStore(store).session()).isEmpty();
    }

    @Test
    void aSignOutDuringARefreshIsFinal() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        server.duringRefresh = () -> session.signOut();

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(session.ended()).isTrue();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void aSignOutDuringARefreshIsFinalThoughTheStoreCannotBeCleared() {
        List<String> saved = new CopyOnWriteArrayList<>();
        SessionStore store = new SessionStore() {
            @Override
            public Optional<Secret> load() {
                return saved.stream().reduce((first, second) -> second).map(Secret::of);
            }

            @Override
            public void save(Secret text) {
                saved.add(text.reveal());
            }

            @Override
            public void clear() {
                throw new IllegalStateException("read-only");
            }
        };
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        server.duringRefresh = () -> session.signOut();

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);

        assertThat(saved).hasSize(1);
    }

    /** Has nothing, and takes nothing. */
    private static class FullDisk implements SessionStore {

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
    }
}
