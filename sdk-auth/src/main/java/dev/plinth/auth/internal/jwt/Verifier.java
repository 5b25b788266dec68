package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.auth.VerifiedToken;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Description;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens. The configured keys decide which algorithms are accepted, never the token alone: a secret accepts
 * only HS algorithms, a public key only the algorithms of its own type, and nothing accepts {@code none}.
 */
public final class Verifier {

    /** A limit in characters, larger than any HTTP header that can contain a token. */
    private static final int LARGEST = 64 * 1024;

    private final List<KeySet> keys;
    private final List<Algorithm> secrets;
    private final @Nullable ServerVerification server;
    private final ClaimChecks checks;

    private Verifier(List<KeySet> keys, List<Secret> secrets, @Nullable ServerVerification server, ClaimChecks checks) {
        this.keys = List.copyOf(keys);
        this.secrets =
                secrets.stream().map(Secret::reveal).flatMap(Verifier::hmacs).toList();
        this.server = server;
        this.checks = checks;
    }

    /** Creates a verifier that checks signatures with any of the given keys and secrets. */
    public static Verifier local(List<KeySet> keys, List<Secret> secrets, ClaimChecks checks) {
        return new Verifier(keys, secrets, null, checks);
    }

    /** Creates a verifier that sends each token to the server. */
    public static Verifier asking(ServerVerification server, ClaimChecks checks) {
        return new Verifier(List.of(), List.of(), server, checks);
    }

    private static Stream<Algorithm> hmacs(String secret) {
        return Stream.of(Algorithm.HMAC256(secret), Algorithm.HMAC384(secret), Algorithm.HMAC512(secret));
    }

    /** Verifies a token. */
    public VerifiedToken verify(String token) {
        try {
            DecodedJWT decoded = decode(token);
            if (server == null) {
                signature(decoded);
                checks.check(decoded);
            } else {
                checks.check(decoded);
                server.check(token, String.valueOf(decoded.getSubject()));
            }
            return new ClaimsView(decoded);
        } catch (TokenVerificationException | CallCancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            // A hostile text can make libraries throw any exception; callers catch only this one.
            throw new TokenVerificationException(Reason.MALFORMED, "it is not a valid JWT", null);
        }
    }

    private static DecodedJWT decode(String token) {
        if (token.length() > LARGEST) {
            throw ClaimChecks.refused(Reason.MALFORMED, "it is longer than " + LARGEST + " characters");
        }
        try {
            return JWT.decode(token);
        } catch (JWTDecodeException e) {
            throw ClaimChecks.refused(Reason.MALFORMED, "it is not a JWT");
        }
    }

    private void signature(DecodedJWT token) {
        String name = token.getAlgorithm();
        if (name == null || name.equalsIgnoreCase("none")) {
            throw ClaimChecks.refused(Reason.ALGORITHM_NOT_ALLOWED, "it is not signed");
        }
        if (name.startsWith("HS")) {
            bySecret(name, token);
        } else {
            byKey(name, token);
        }
    }

    private void bySecret(String name, DecodedJWT token) {
        List<Algorithm> candidates =
                secrets.stream().filter(secret -> secret.getName().equals(name)).toList();
        if (candidates.isEmpty()) {
            throw ClaimChecks.refused(Reason.ALGORITHM_NOT_ALLOWED, "the verifier has no secret for its algorithm");
        }
        if (candidates.stream().noneMatch(secret -> signedWith(secret, token))) {
            throw ClaimChecks.refused(Reason.BAD_SIGNATURE, "its signature is invalid");
        }
    }

    /** Tries all sources of keys: if one is unavailable, another one may have the key. */
    private void byKey(String name, DecodedJWT token) {
        boolean found = false;
        TokenVerificationException unavailable = null;
        for (KeySet source : keys) {
            try {
                List<Algorithm> candidates = source.candidates(token.getKeyId(), name);
                if (candidates.stream().anyMatch(key -> signedWith(key, token))) {
                    return;
                }
                found |= !candidates.isEmpty();
            } catch (TokenVerificationException e) {
                unavailable = e;
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
        throw found
                ? ClaimChecks.refused(Reason.BAD_SIGNATURE, "its signature is invalid")
                : ClaimChecks.refused(Reason.UNKNOWN_KEY, "none of the known keys has its key id and algorithm");
    }

    private static boolean signedWith(Algorithm key, DecodedJWT token) {
        try {
            key.verify(token);
            return true;
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return Description.of("TokenVerifier")
                .addIf(!keys.isEmpty(), "published keys")
                .addIf(!secrets.isEmpty(), "JWT secret")
                .addIf(server != null, "server")
                .toString();
    }
}
