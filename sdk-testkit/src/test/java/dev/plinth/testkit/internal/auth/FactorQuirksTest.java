package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.AuthApi.Said;
import dev.plinth.testkit.internal.auth.token.Codes;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real server does with second factors that nobody would guess. */
class FactorQuirksTest {
    private static final String ADA = "ada@example.com";

    private LocalPlatform platform;
    private AuthApi api;

    @BeforeEach
    void start() {
        platform = LocalPlatform.builder().set("GOTRUE_PASSWORD_HASH_COST", "0").start();
        api = new AuthApi(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aSecondFactorEndsTheOtherSessionsOfTheFirstLevel() {
        Said other = api.signUp(ADA);
        Said session = api.signIn(ADA, "correct horse");
        Said raised = raised(session);
        assertThat(raised.text("access_token")).isNotEmpty();
        assertThat(api.as(other, "GET", "/user", "").text("error_code")).isEqualTo("session_not_found");
        assertThat(api.as(session, "GET", "/user", "").status()).isEqualTo(200);
    }

    @Test
    void aChallengeIsAnsweredFromTheSameAddress() {
        Said session = api.signUp(ADA);
        Said factor = api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\"}");
        String path = "/factors/" + factor.text("id");
        String bearer = "Bearer " + session.text("access_token");
        Said challenge =
                api.call("POST", path + "/challenge", "", "Authorization", bearer, "X-Forwarded-For", "10.0.0.1");
        Said said = api.call(
                "POST",
                path + "/verify",
                "{\"challenge_id\":\"" + challenge.text("id") + "\",\"code\":\"000000\"}",
                "Authorization",
                bearer,
                "X-Forwarded-For",
                "10.0.0.2");
        assertThat(said.text("error_code")).isEqualTo("mfa_ip_address_mismatch");
    }

    @Test
    void factorsAreListedWithTheUserOnly() {
        Said session = api.signUp(ADA);
        api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\"}");
        assertThat(api.as(session, "GET", "/user", "").body().path("factors")).hasSize(1);
        assertThat(api.as(session, "GET", "/factors", "").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "%s\\n", "\\t%s", "\u00a0%s", "%s\u0085"})
    void aTotpCodeIsTrimmed(String format) {
        assertThat(raised(api.signUp(ADA), format).status()).isEqualTo(200);
    }

    @Test
    void aTotpCodeWithMoreThanSpacesIsRefused() {
        assertThat(raised(api.signUp(ADA), "%s x").text("error_code")).isEqualTo("mfa_verification_failed");
    }

    @Test
    void raisingASessionSaysNothingOfItInHeaders() {
        Said raised = raised(api.signUp(ADA));

        assertThat(raised.status()).isEqualTo(200);
        assertThat(raised.header("sb-auth-user-id")).isEmpty();
        assertThat(raised.header("sb-auth-session-id")).isEmpty();
        assertThat(raised.header("sb-auth-refresh-token-prefix")).isEmpty();
    }

    @Test
    void namesAreEscapedInThePictureOfAFactor() {
        Said session = api.post("/signup", "{\"email\":\"a+b/c?d&e@example.com\",\"password\":\"correct horse\"}");

        Said factor = api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\",\"issuer\":\"<&>\\\"\"}");

        assertThat(factor.body().at("/totp/uri").asText())
                .startsWith("otpauth://totp/%3C&%3E%22:a+b/c%3Fd&e@example.com?");
        assertThat(factor.body().at("/totp/qr_code").asText())
                .contains("otpauth://totp/%3C&amp;%3E%22:a+b/c%3Fd&amp;e@example.com?");
    }

    private Said raised(Said session) {
        return raised(session, "%s");
    }

    private Said raised(Said session, String format) {
        Said factor = api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\"}");
        String path = "/factors/" + factor.text("id");
        String challenge = api.as(session, "POST", path + "/challenge", "").text("id");
        long step = Instant.now().getEpochSecond() / 30;
        String code =
                format.formatted(Codes.totp(factor.body().at("/totp/secret").asText(), step));
        return api.as(
                session,
                "POST",
                path + "/verify",
                "{\"challenge_id\":\"" + challenge + "\",\"code\":\"" + code + "\"}");
    }
}
