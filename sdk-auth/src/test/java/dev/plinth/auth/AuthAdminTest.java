package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.NotFoundException;
import dev.plinth.core.ServerException;
import java.util.Map;
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
        assertThat(admin.ssoProviders()).isEmpty();
        refused(() -> admin.ssoProvider(ID), AuthErrorCodes.SSO_PROVIDER_NOT_FOUND);
        refused(() -> admin.updateSsoProvider(ID, Map.of("domains", "x")), AuthErrorCodes.SSO_PROVIDER_NOT_FOUND);
        refused(() -> admin.deleteSsoProvider("resource_x"), AuthErrorCodes.SSO_PROVIDER_NOT_FOUND);
    }

    @Test
    void anOrganisationThatCannotBeReadIsTheServersFailureAndNotTriedAgain() {
        assertThatThrownBy(() -> admin.createSsoProvider(Map.of("type", "saml", "metadata_xml", "<no/>")))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.attempts()).isEqualTo(1));
    }

    @Test
    @Covers("GET /admin/custom-providers")
    void thereAreNoProvidersOfOnesOwn() {
        assertThat(admin.customProviders()).isEmpty();
        assertThat(admin.customProviders("oidc")).isEmpty();
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
        refused(admin::oauthClients, AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> admin.createOAuthClient(Map.of()), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> admin.oauthClient(ID), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> admin.updateOAuthClient(ID, Map.of()), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> admin.deleteOAuthClient(ID), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> admin.regenerateOAuthClientSecret(ID), AuthErrorCodes.FEATURE_DISABLED);
    }

    @Test
    @Covers({"GET /admin/users/{id}/passkeys", "DELETE /admin/users/{id}/passkeys/{id}"})
    void usersHaveNoPasskeys() {
        User user = stack.create();

        assertThat(admin.passkeys(user.id())).isEmpty();
        assertThatThrownBy(() -> admin.deletePasskey(user.id(), ID)).isInstanceOf(NotFoundException.class);
        refused(() -> admin.passkeys(ID), AuthErrorCodes.USER_NOT_FOUND);
    }

    @Test
    void isForAdministratorsAlone() {
        AuthAdmin user = stack.auth.actingAs(stack.signIn()).admin();

        refused(user::ssoProviders, AuthErrorCodes.NOT_ADMIN);
        refused(user::customProviders, AuthErrorCodes.NOT_ADMIN);
    }

    @Test
    void neverSendsAnIdThatIsNone() {
        assertThatThrownBy(() -> admin.deletePasskey(ID, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.passkeys("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.deleteSsoProvider("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.deleteOAuthClient("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.deleteCustomProvider("..")).isInstanceOf(IllegalArgumentException.class);
    }
}
