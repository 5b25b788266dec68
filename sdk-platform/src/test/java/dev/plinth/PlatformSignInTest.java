package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.AuthErrorCodes;
import dev.plinth.auth.Session;
import dev.plinth.core.ApiException;
import dev.plinth.core.Connection;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in, by way of the front door. */
class PlatformSignInTest {

    private final Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
    private final Project project = Project.of(connection);
    private final String email = Stack.uniqueName("ada") + "@example.com";
    private String id = "";

    @BeforeEach
    void makeUser() {
        id = project.users()
                .create(u -> u.email(email).password("correct horse"))
                .id();
    }

    @AfterEach
    void clear() {
        project.users().delete(id);
        project.close();
    }

    @Test
    void aProjectActsAsItsUser() {
        Session session = project.auth().signInWithPassword(email, "correct horse");
        Project asAda = project.actingAs(session);

        assertThat(asAda.auth().account().getUser().id()).isEqualTo(id);
    }

    @Test
    void aPlatformThatRefusesTheSignInIsNotConnected() {
        String authUrl = Stack.get().projectUrl() + "/auth/v1";

        assertThatThrownBy(() -> Platform.signIn(Stack.get().projectUrl(), authUrl, email, "wrong"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.INVALID_CREDENTIALS));
    }

    @Test
    void aPlatformIsConnectedByASignIn() {
        String authUrl = Stack.get().projectUrl() + "/auth/v1";

        try (Platform platform = Platform.signIn(Stack.get().projectUrl(), authUrl, email, "correct horse")) {
            assertThat(platform.project("ref").connection()).isNotNull();
        }
    }
}
