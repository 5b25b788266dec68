package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.AuthApi.Said;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code oct} keys of {@code GOTRUE_JWT_KEYS}: any bytes, found by their {@code kid}. */
class OctKeysTest {
    private static final String ADA = "ada@example.com";

    @Test
    void randomBytesSignTokensThatTheServerAccepts() {
        try (LocalPlatform platform = start(key("mine", 1, "sign"))) {
            AuthApi api = new AuthApi(platform);

            Said session = api.signUp(ADA);

            assertThat(api.as(session, "GET", "/user", "").status()).isEqualTo(200);
        }
    }

    @Test
    void keyIdIsInTheHeader() {
        try (LocalPlatform platform = start(key("mine", 1, "sign"))) {
            String token = new AuthApi(platform).signUp(ADA).text("access_token");

            assertThat(header(token)).contains("\"kid\":\"mine\"");
        }
    }

    @Test
    void tokenIsVerifiedWithTheKeyThatItNames() {
        String signed;
        try (LocalPlatform platform = start(key("second", 2, "sign"))) {
            signed = new AuthApi(platform).signUp(ADA).text("access_token");
        }
        try (LocalPlatform platform = start(key("first", 1, "sign"), key("second", 2, "verify"))) {
            assertThat(user(platform, signed).text("error_code")).isEqualTo("user_not_found");
        }
        try (LocalPlatform platform = start(key("first", 1, "sign"), key("second", 3, "verify"))) {
            assertThat(user(platform, signed).text("error_code")).isEqualTo("bad_jwt");
        }
    }

    @Test
    void storageAcceptsTheTokensToo() {
        try (LocalPlatform platform = start(key("mine", 1, "sign"))) {
            String token = new AuthApi(platform).signUp(ADA).text("access_token");

            var answer = dev.plinth.testkit.replay.Wire.of(platform.project())
                    .as(token)
                    .get("/bucket");

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    private static Said user(LocalPlatform platform, String token) {
        return new AuthApi(platform).call("GET", "/user", "", "Authorization", "Bearer " + token);
    }

    private static LocalPlatform start(String... keys) {
        return LocalPlatform.builder()
                .set("GOTRUE_PASSWORD_HASH_COST", "0")
                .set("GOTRUE_JWT_KEYS", "[" + String.join(",", keys) + "]")
                .start();
    }

    /** A key of random bytes, most of which are no UTF-8. */
    private static String key(String id, int seed, String operation) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"" + id + "\",\"key_ops\":[\"" + operation + "\"],\"k\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\"}";
    }

    private static String header(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }
}
