package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.refused;
import static dev.plinth.auth.LocalAuth.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Providers and ID tokens: on an embedded platform, which plays the provider. */
@Tag("local")
class ProvidersTest {

    private static final String APP = "http://localhost:3000/after";

    private final LocalAuth local = new LocalAuth("EXTERNAL_GITHUB_ENABLED", "true");
    private final AuthClient auth = local.auth;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    @Covers({"GET /authorize", "POST /token?grant_type=pkce"})
    void aProviderSignsIn() {
        AuthorizationRequest flow =
                auth.signInWithOAuth(Provider.GITHUB, o -> o.redirectTo(APP).parameter("login_hint", EMAIL));

        String callback = local.browse(flow.url());
        Session session = auth.completeSignIn(callback, flow.pkce());

        assertThat(callback).startsWith(APP + "?code=");
        assertThat(session.user().email()).contains(EMAIL);
        assertThat(session.tokens().providerToken()).isPresent();
        assertThat(session.user().identities())
                .singleElement()
                .satisfies(i -> assertThat(i.provider()).isEqualTo(Provider.GITHUB));
    }

    @Test
    void aProviderThatIsOffShowsWhereTheBrowserWouldGo() {
        assertThat(auth.getSettings().enabledProviders()).contains("github").doesNotContain("gitlab");
    }

    @Test
    @Covers({"GET /user/identities/authorize", "DELETE /user/identities/{id}"})
    void anIdentityIsLinkedAndUnlinked() {
        Account account = local.account();

        AuthorizationRequest flow = account.linkIdentity(
                Provider.GITHUB, o -> o.redirectTo(APP).parameter("login_hint", "other@example.com"));
        auth.completeSignIn(local.browse(flow.url()), flow.pkce());

        assertThat(account.listIdentities())
                .extracting(Identity::provider)
                .containsExactlyInAnyOrder(Provider.of("email"), Provider.GITHUB);
        Identity github = account.listIdentities().stream()
                .filter(i -> i.provider().equals(Provider.GITHUB))
                .findFirst()
                .orElseThrow();

        account.unlinkIdentity(github);

        assertThat(account.listIdentities()).extracting(Identity::provider).containsExactly(Provider.of("email"));
    }

    @Test
    void linkingThatIsOffIsATypedError() {
        local.platform.project().set("GOTRUE_SECURITY_MANUAL_LINKING_ENABLED", "false");
        Account account = local.account();

        assertThatThrownBy(() -> account.linkIdentity(Provider.GITHUB, o -> {}))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.MANUAL_LINKING_DISABLED));
    }

    @Test
    @Covers("POST /token?grant_type=id_token")
    void anIdTokenThatNobodySignedIsRefused() {
        Secret token = Secret.of("e30.e30.e30");
        refused(() -> auth.signInWithIdToken(Provider.GOOGLE, token), AuthErrorCodes.PROVIDER_DISABLED);
        local.platform.project().set("GOTRUE_EXTERNAL_GOOGLE_ENABLED", "true");

        assertThatThrownBy(() -> auth.signInWithIdToken(Provider.GOOGLE, token, o -> o.nonce("n")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("Bad ID token");
        assertThatThrownBy(() -> local.account().linkIdentityWithIdToken(Provider.GOOGLE, token, o -> {}))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @Covers({
        "GET /admin/custom-providers",
        "POST /admin/custom-providers",
        "GET /admin/custom-providers/{id}",
        "PUT /admin/custom-providers/{id}",
        "DELETE /admin/custom-providers/{id}"
    })
    void providersOfOnesOwnThatAreOffAreATypedError() {
        local.platform.project().set("GOTRUE_CUSTOM_OAUTH_ENABLED", "false");
        CustomProviders providers = local.admin.admin().customProviders();

        refused(providers::list, AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> providers.create("custom:x", CustomProviderType.OIDC, o -> {}), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> providers.get("custom:x"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> providers.update("custom:x", o -> {}), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> providers.delete("custom:x"), AuthErrorCodes.FEATURE_DISABLED);
    }
}
