package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions against a server. */
class SessionTest {

    private static final String PASSWORD = "correct horse";

    private final Stack stack = Stack.get();
    private final Connection connection = Way.DIRECT.connect(stack, o -> {});
    private final AuthClient auth = AuthClient.of(connection);
    private final String email = Stack.uniqueName("ada") + "@example.com";
    private String id = "";

    @TempDir
    Path folder;

    @BeforeEach
    void makeUser() {
        id = auth.users().create(u -> u.email(email).password(PASSWORD)).id();
    }

    @AfterEach
    void clear() {
        auth.users().delete(id);
        connection.close();
    }

    @Test
    @Covers({"POST /token?grant_type=password", "GET /user"})
    void actsAsTheUserWhoSignedIn() {
        Session session = auth.signInWithPassword(email, PASSWORD);

        assertThat(session.user().email()).contains(email);
        assertThat(session.assuranceLevel()).isEqualTo("aal1");
        assertThat(auth.actingAs(session).account().getUser().id()).isEqualTo(id);
    }

    @Test
    @Covers("POST /token?grant_type=refresh_token")
    void refreshBringsOtherTokens() {
        Session session = auth.signInWithPassword(email, PASSWORD);
        SessionTokens before = session.tokens();

        session.refresh();

        assertThat(session.tokens().refreshToken()).isNotEqualTo(before.refreshToken());
        assertThat(auth.actingAs(session).account().getUser().id()).isEqualTo(id);
    }

    @Test
    void isOneObjectForAConnectionAndItsViews() {
        SessionStore store = SessionStore.inMemory();
        Session session = auth.withSessionStore(store).signInWithPassword(email, PASSWORD);

        Session again = auth.withOptions(o -> o.maxAttempts(1))
                .withSessionStore(store)
                .session()
                .orElseThrow();

        assertThat(again).isSameAs(session);
    }

    @Test
    void survivesARestartInItsFile() {
        SessionStore store = SessionStore.inFile(folder.resolve("session.json"));
        Session session = auth.withSessionStore(store).signInWithPassword(email, PASSWORD);
        String sessionId = session.id();

        try (Connection other = Way.DIRECT.connect(stack, o -> {})) {
            Session restored = AuthClient.of(other)
                    .withSessionStore(SessionStore.inFile(folder.resolve("session.json")))
                    .session()
                    .orElseThrow();

            assertThat(restored.id()).isEqualTo(sessionId);
            assertThat(restored.user().email()).contains(email);
            assertThat(AuthClient.of(other)
                            .actingAs(restored.refresh())
                            .account()
                            .getUser()
                            .id())
                    .isEqualTo(id);
        }
    }

    @Test
    void itsFileIsItsOwnersAlone() throws Exception {
        Path file = folder.resolve("session.json");

        auth.withSessionStore(SessionStore.inFile(file)).signInWithPassword(email, PASSWORD);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @Covers("POST /logout")
    void signOutEndsItOnceOnTheServerAndHere() {
        Path file = folder.resolve("session.json");
        Session session = auth.withSessionStore(SessionStore.inFile(file)).signInWithPassword(email, PASSWORD);
        Secret refreshToken = session.tokens().refreshToken();
        Heard heard = Heard.of(session);

        session.signOut();
        session.signOut();

        assertThat(session.ended()).isTrue();
        assertThat(file).doesNotExist();
        heard.next(SessionEvent.Kind.SIGNED_OUT);
        assertThatThrownBy(() -> auth.refreshSession(refreshToken))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.REFRESH_TOKEN_NOT_FOUND));
        assertThatThrownBy(() -> auth.actingAs(session).account().getUser()).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void signOutOfASessionThatTheServerNoLongerKnowsEndsItHereToo() {
        Session session = auth.signInWithPassword(email, PASSWORD);
        Session other = auth.signInWithPassword(email, PASSWORD);
        other.signOut(SignOutScope.GLOBAL);

        session.signOut();

        assertThat(session.ended()).isTrue();
    }

    @Test
    void signOutOfOthersLeavesThisOne() {
        Session session = auth.signInWithPassword(email, PASSWORD);
        Session other = auth.signInWithPassword(email, PASSWORD);

        session.signOut(SignOutScope.OTHERS);

        assertThat(auth.actingAs(session).account().getUser().id()).isEqualTo(id);
        assertThatThrownBy(other::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void endsForABannedUserWithTheServersCode() {
        Session session = auth.signInWithPassword(email, PASSWORD);
        Heard heard = Heard.of(session);
        auth.users().ban(id, java.time.Duration.ofHours(1));

        assertThatThrownBy(session::refresh)
                .isInstanceOfSatisfying(
                        SessionEndedException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.USER_BANNED));
        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);
        heard.next(SessionEvent.Kind.ENDED);
    }

    @Test
    void controlPlanesOfferNoSignInAndSayWhatToUse() {
        try (Connection plane = Way.CONTROL_PLANE.connect(stack, o -> {})) {
            assertThatThrownBy(() -> AuthClient.of(plane).signInWithPassword(email, PASSWORD))
                    .isInstanceOf(UnsupportedByGatewayException.class)
                    .hasMessageContaining("Project.connect");
        }
    }
}
