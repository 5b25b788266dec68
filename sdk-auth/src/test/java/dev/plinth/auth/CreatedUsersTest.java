package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.testkit.LocalPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a user whom an administrator created can sign in. */
@Tag("local")
class CreatedUsersTest {

    @Test
    void aCreatedUserIsConfirmedUnlessItIsSaidOtherwise() {
        try (LocalPlatform platform = LocalPlatform.start();
                Connection connection = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
            AuthClient auth = AuthClient.of(connection);
            User confirmed = auth.users().create(u -> u.email("ada@example.com").password("correct horse"));
            User waiting = auth.users()
                    .create(u ->
                            u.email("bob@example.com").password("correct horse").unconfirmed());

            assertThat(confirmed.emailConfirmedAt()).isPresent();
            assertThat(waiting.emailConfirmedAt()).isEmpty();
            assertThat(waiting)
                    .hasToString(
                            "User[" + waiting.id() + ", bob@example.com, role=authenticated, e-mail not confirmed]");
            assertThat(auth.signInWithPassword("ada@example.com", "correct horse")
                            .user())
                    .isNotNull();
            assertThatThrownBy(() -> auth.signInWithPassword("bob@example.com", "correct horse"))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            e -> assertThat(e.code().value()).isEqualTo("email_not_confirmed"));
        }
    }
}
