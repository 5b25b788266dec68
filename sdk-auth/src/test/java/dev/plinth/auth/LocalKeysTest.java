package dev.plinth.auth;

import static dev.plinth.auth.LocalAuth.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.testkit.LocalPlatform;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A project that signs with a key of its own, and publishes the other half. */
@Tag("local")
class LocalKeysTest {

    @Test
    @Covers("GET /.well-known/jwks.json")
    void verifiesWhatTheServerSignedByTheKeysItPublishes() {
        try (LocalAuth local = new LocalAuth("JWT_KEYS", keys(platformsSecret()))) {
            String token = local.signIn().accessToken().reveal();
            TokenVerifier verifier =
                    local.auth.tokenVerifier().audience("authenticated").build();

            assertThat(verifier.verify(token).email()).contains(EMAIL);
            SignedTokens.refused(verifier, token.substring(0, token.lastIndexOf('.')) + ".AAAA", Reason.BAD_SIGNATURE);
            SignedTokens.refused(verifier, local.platform.serviceKey(), Reason.ALGORITHM_NOT_ALLOWED);
        }
    }

    private static String platformsSecret() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            return platform.jwtSecret();
        }
    }

    /** One key that signs, and the secret that the project's own keys are signed with. */
    private static String keys(String secret) {
        ECPublicKey point = (ECPublicKey) SignedTokens.EC.getPublic();
        ECPrivateKey number = (ECPrivateKey) SignedTokens.EC.getPrivate();
        return "[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"kid\":\"ec\",\"key_ops\":[\"sign\",\"verify\"],\"x\":\""
                + SignedTokens.number(point.getW().getAffineX(), 32) + "\",\"y\":\""
                + SignedTokens.number(point.getW().getAffineY(), 32) + "\",\"d\":\""
                + SignedTokens.number(number.getS(), 32)
                + "\"},{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"old\",\"key_ops\":[\"verify\"],\"k\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                + "\"}]";
    }
}
