package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.AuthApi.Said;
import dev.plinth.testkit.internal.data.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with an identity provider that this server plays itself. */
class StubProviderTest {
    private static final String VERIFIER = "abcdefghijklmnopqrstuvwxyz0123456789-._~ABCDEFGHIJ";

    private LocalPlatform platform;
    private AuthApi api;

    @BeforeEach
    void start() {
        platform = LocalPlatform.builder()
                .set("GOTRUE_PASSWORD_HASH_COST", "0")
                .set("GOTRUE_EXTERNAL_GITHUB_ENABLED", "true")
                .start();
        api = new AuthApi(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void comesBackWithACodeThatTheVerifierExchanges() {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.of("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.UTF_8)));
        String landed = walk("/authorize?provider=github&code_challenge_method=s256&code_challenge=" + challenge);
        assertThat(landed).startsWith("http://localhost:3000?code=");
        String code = landed.substring(landed.indexOf("code=") + 5);
        Said session = api.post(
                "/token?grant_type=pkce", "{\"auth_code\":\"" + code + "\",\"code_verifier\":\"" + VERIFIER + "\"}");
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.text("provider_token")).isNotEmpty();
        assertThat(session.body().at("/user/app_metadata/provider").asText()).isEqualTo("github");
    }

    @Test
    void comesBackWithASessionWithoutPkce() {
        assertThat(walk("/authorize?provider=github")).contains("#access_token=", "&provider_token=", "&sb=");
    }

    @Test
    void linksToTheUserWhoHasTheVerifiedAddress() {
        String id = AuthApi.id(api.signUp("ada@example.com"));
        walk("/authorize?provider=github&login_hint=ada@example.com");
        Said user = api.admin("GET", "/admin/users/" + id, "");
        assertThat(user.body().path("identities").findValuesAsText("provider")).containsExactly("email", "github");
    }

    /** Follows the browser's way: to the provider, back to the server, and on to the site. */
    private String walk(String start) {
        String location = api.call("GET", start, "").header("location");
        String base = platform.projectUrl() + "/auth/v1";
        while (location.startsWith(base)) {
            location = api.call("GET", location.substring(base.length()), "").header("location");
        }
        return location;
    }
}
