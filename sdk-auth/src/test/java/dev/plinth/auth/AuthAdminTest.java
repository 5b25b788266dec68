package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.NotFoundException;
import dev.plinth.core.ServerException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Administration beside that of users. What the platform has switched off is a typed error. */
class AuthAdminTest {

    private static final String ID = UUID.randomUUID().toString();

    private final StackAuth stack = new StackAuth();
    private final AuthAdmin admin = stack.admin.admin();

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    @Covers({
        "GET /admin/sso/providers",
        "POST /admin/sso/providers",
        "GET /admin/sso/providers/{id}",
        "PUT /admin/sso/providers/{id}",
        "DELETE /admin/sso/providers/{id}"
    })
    void thereAreNoOrganisations() {
        SsoProviders providers = admin.ssoProviders();

        assertThat(providers.list()).isEmpty();
        refused(() -> providers.get(ID), AuthErrorCodes.SSO_PROVIDER_NOT_FOUND);
        refused(() -> providers.update(ID, o -> o.domains("x")), AuthErrorCodes.SSO_PROVIDER_NOT_FOUND);
        refused(() -> providers.delete("resource_x"), AuthErrorCodes.SSO_PROVIDER_NOT_FOUND);
    }

    @Test
    void anOrganisationThatCannotBeReadIsTheServersFailureAndNotTriedAgain() {
        assertThatThrownBy(() -> admin.ssoProviders().create(o -> o.metadataXml("<no/>")))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.attempts()).isEqualTo(1));
    }

    @Test
    @Covers("GET /admin/custom-providers")
    void thereAreNoProvidersOfOnesOwn() {
        assertThat(admin.customProviders().list()).isEmpty();
        assertThat(admin.customProviders().list(CustomProviderType.OIDC)).isEmpty();
    }

    @Test
    @Covers({
        "GET /admin/oauth/clients",
        "POST /admin/oauth/clients",
        "GET /admin/oauth/clients/{id}",
        "PUT /admin/oauth/clients/{id}",
        "DELETE /admin/oauth/clients/{id}",
        "POST /admin/oauth/clients/{id}/regenerate_secret"
    })
    void theOAuthServerIsOff() {
        OAuthClients clients = admin.oauthClients();

        refused(clients::list, AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> clients.create(o -> o.redirectUris("https://x.example")), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> clients.get(ID), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> clients.update(ID, o -> o.clientName("x")), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> clients.delete(ID), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> clients.regenerateSecret(ID), AuthErrorCodes.FEATURE_DISABLED);
    }

    @Test
    @Covers({"GET /admin/users/{id}/passkeys", "DELETE /admin/users/{id}/passkeys/{id}"})
    void usersHaveNoPasskeys() {
        User user = stack.create();

        assertThat(admin.passkeys(user.id()).list()).isEmpty();
        assertThatThrownBy(() -> admin.passkeys(user.id()).delete(ID)).isInstanceOf(NotFoundException.class);
        refused(() -> admin.passkeys(ID).list(), AuthErrorCodes.USER_NOT_FOUND);
    }

    @Test
    void theUsersAreThoseOfTheProject() {
        User user = stack.create();

        assertThat(admin.users().get(user.id()).email()).contains(stack.email);
    }

    @Test
    void isForAdministratorsAlone() {
        AuthAdmin user = stack.auth.actingAs(stack.signIn()).admin();

        refused(() -> user.ssoProviders().list(), AuthErrorCodes.NOT_ADMIN);
        refused(() -> user.customProviders().list(), AuthErrorCodes.NOT_ADMIN);
    }

    @Test
    void neverSendsAnIdThatIsNone() {
        assertThatThrownBy(() -> admin.passkeys(ID).delete("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.passkeys("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.ssoProviders().delete("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.oauthClients().delete("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.customProviders().delete("..")).isInstanceOf(IllegalArgumentException.class);
    }
}
