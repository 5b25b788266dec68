package dev.plinth.auth;

import static dev.plinth.auth.SignedTokens.SECRET;
import static dev.plinth.auth.SignedTokens.base64;
import static dev.plinth.auth.SignedTokens.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7515 (JWS) and RFC 7519 (JWT). They expired in March 2011, and name no key. */
class TokenStandardsTest {

    private static final String CLAIMS =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String HS256 =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + CLAIMS + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String HS256_KEY =
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    private static final Instant THEN = Instant.parse("2011-03-01T00:00:00Z");

    private final KeyServer server = new KeyServer();
    private final MovingClock clock = new MovingClock();

    @AfterEach
    void stop() {
        server.close();
    }

    private TokenVerifier byKeys(String jwk) {
        server.keys = Answers.json(200, "{\"keys\":[" + jwk + "]}");
        return TokenVerifier.builder()
                .jwksFrom(server.connection)
                .anyAudience()
                .clock(clock)
                .build();
    }

    private TokenVerifier bySecret(String secret) {
        return TokenVerifier.builder()
                .secret(Secret.of(secret))
                .anyAudience()
                .clock(clock)
                .build();
    }

    /** The standard's own key is 64 bytes that are no text, as the secrets of these servers always are. */
    @Test
    void rfc7515A1_hs256_isRefusedWithAnotherSecretAndTakenWithItsOwn() throws Exception {
        clock.now = THEN;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(HS256_KEY), "HmacSHA256"));
        String content = HS256.substring(0, HS256.lastIndexOf('.'));
        assertThat(content + "." + signature(mac, content)).isEqualTo(HS256);
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

        refused(bySecret(HS256_KEY), HS256, Reason.BAD_SIGNATURE);
        VerifiedToken token = bySecret(SECRET).verify(content + "." + signature(mac, content));

        assertThat(token.issuer()).contains("joe");
        assertThat(token.claims()).containsEntry("http://example.com/is_root", true);
    }

    private static String signature(Mac mac, String content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void rfc7515A1_aPublishedSecretIsNoKey() {
        clock.now = THEN;

        refused(
                byKeys("{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"" + HS256_KEY + "\"}"),
                HS256,
                Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void rfc7515A2_rs256() {
        TokenVerifier verifier = byKeys("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
                + "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-"
                + "SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-"
                + "UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2e"
                + "thFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\"}");
        String token = "eyJhbGciOiJSUzI1NiJ9." + CLAIMS
                + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9u"
                + "JdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN"
                + "9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLI"
                + "hWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

        refused(verifier, token, Reason.EXPIRED);
        clock.now = THEN;

        assertThat(verifier.verify(token).issuer()).contains("joe");
    }

    @Test
    void rfc7515A3_es256() {
        TokenVerifier verifier =
                byKeys("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");
        String token = "eyJhbGciOiJFUzI1NiJ9." + CLAIMS
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

        refused(verifier, token, Reason.EXPIRED);
        clock.now = THEN;

        assertThat(verifier.verify(token).issuer()).contains("joe");
    }

    @Test
    void rfc7515A4_aPayloadThatIsNoJsonIsNoToken() {
        clock.now = THEN;
        TokenVerifier verifier = byKeys("{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":"
                + "\"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk\",\"y\":"
                + "\"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2\"}");

        refused(
                verifier,
                "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI"
                        + "-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukO"
                        + "XolLzeO_Jn",
                Reason.MALFORMED);
    }

    @Test
    void rfc7519_6_1_anUnsecuredTokenIsNeverTaken() {
        clock.now = THEN;
        String token = "eyJhbGciOiJub25lIn0." + CLAIMS + ".";

        refused(bySecret(SECRET), token, Reason.ALGORITHM_NOT_ALLOWED);
        refused(bySecret(SECRET), base64("{\"alg\":\"NONE\"}") + "." + CLAIMS + ".", Reason.ALGORITHM_NOT_ALLOWED);
    }
}
