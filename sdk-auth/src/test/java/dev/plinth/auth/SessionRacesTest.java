package dev.plinth.auth;

import static dev.plinth.auth.SessionServer.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.internal.account.MfaOperations;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What wins when tokens come by several ways at the same time. */
class SessionRacesTest {

    private final SessionServer server = new SessionServer();
    private final AuthClient auth = server.auth;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    private void raise(Session session) {
        FactorChallenge challenge =
                new MfaOperations.Challenge(Answers.USER_ID, Answers.USER_ID, Instant.MAX, Optional.empty());
        Session ignored = auth.actingAs(session).account().mfa().verify(challenge, "123456");
    }

    @Test
    void aLateRefreshReplacesNoNewerTokens() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        server.duringRefresh = () -> raise(session);

        session.refresh();

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-9");
        assertThat(session.assuranceLevel()).isEqualTo("aal2");
        assertThat(stored(store)).contains("refresh-9");
    }

    @Test
    void aLateRefreshReplacesNoNewerTokensOfAnotherProcess() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        try (var other = server.connect(Duration.ofSeconds(20))) {
            AuthClient theirs = AuthClient.of(other).withSessionStore(store);
            Session same = theirs.session().orElseThrow();
            server.duringRefresh = () -> {
                FactorChallenge challenge =
                        new MfaOperations.Challenge(Answers.USER_ID, Answers.USER_ID, Instant.MAX, Optional.empty());
                Session ignored = theirs.actingAs(same).account().mfa().verify(challenge, "123456");
                server.timing.move(Duration.ofSeconds(-5));
            };

            session.refresh();
        }

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-9");
        assertThat(stored(store)).contains("refresh-9");
    }

    @Test
    void aLateFailureLeavesNewerTokensFresh() {
        Session session = server.signIn(FRESH);
        server.duringRefresh = () -> raise(session);
        server.refreshed = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(session::refresh).isInstanceOf(PlinthException.class);
        server.timing.move(Duration.ofSeconds(60));

        assertThat(session.credentials().token()).contains(session.accessToken());
    }

    @Test
    void whatCouldNotBeStoredIsNewerThanWhatIsStored() {
        Forgetful store = new Forgetful();
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");
        store.full = true;
        server.timing.move(Duration.ofSeconds(5));
        session.refresh();
        store.full = false;
        server.refreshed = Answers.session(3, FRESH);

        session.refresh();

        assertThat(server.refreshRequests.get(1).getBody().utf8()).contains("refresh-2");
        assertThat(stored(store)).contains("refresh-3");
    }

    @Test
    void aStoreThatFailsAfterTheRefreshLosesNothing() {
        Forgetful store = new Forgetful() {
            @Override
            public <T> T withLock(Supplier<T> work) {
                T ignored = work.get();
                throw new IllegalStateException("the lock is gone");
            }
        };
        Session session = auth.withSessionStore(store).signInWithPassword("a@b.co", "secret");

        session.refresh();

        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");
        assertThat(server.refreshes).hasValue(1);
    }

    @Test
    void twoPathsToOneFileAreOneStoreToASession() throws Exception {
        Path file = folder.resolve("session.json");
        Path link = java.nio.file.Files.createSymbolicLink(folder.resolve("link.json"), file);
        Session session = auth.withSessionStore(SessionStore.inFile(file)).signInWithPassword("a@b.co", "secret");

        assertThat(auth.withSessionStore(SessionStore.inFile(link)).session()).containsSame(session);
        session.signOut();

        assertThat(file).doesNotExist();
    }

    private static String stored(SessionStore store) {
        return store.load().map(Secret::reveal).orElse("");
    }

    /** Keeps what it is given, unless it is full. */
    private static class Forgetful implements SessionStore {

        volatile boolean full;
        private volatile Optional<Secret> kept = Optional.empty();

        @Override
        public Optional<Secret> load() {
            return kept;
        }

        @Override
        public void save(Secret text) {
            if (full) {
                throw new IllegalStateException("full");
            }
            kept = Optional.of(text);
        }

        @Override
        public void clear() {
            kept = Optional.empty();
        }
    }
}
