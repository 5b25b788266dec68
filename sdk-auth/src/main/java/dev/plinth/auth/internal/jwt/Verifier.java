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
    private static final int MAX_LENGTH = 64 * 1024;

    private final List<KeySet> keys;
    private final List<Algorithm> secrets;
    private final @Nullable ServerVerification server;
    private final ClaimChecks checks;

    private Verifier(List<KeySet> keys, List<Secret> secrets, @Nullable ServerVerification server, ClaimChecks checks) {
        this.keys = List.copyOf(keys);
        this.secrets = secrets.stream()
                .map(Secret::reveal)
                .flatMap(Verifier::hmacAlgorithms)
                .toList();
        this.server = server;
        this.checks = checks;
    }

    /** Creates a verifier that checks signatures with any of the given keys and secrets. */
    public static Verifier local(List<KeySet> keys, List<Secret> secrets, ClaimChecks checks) {
        return new Verifier(keys, secrets, null, checks);
    }

    /** Creates a verifier that lets the server verify each token. */
    public static Verifier remote(ServerVerification server, ClaimChecks checks) {
        return new Verifier(List.of(), List.of(), server, checks);
    }

    private static Stream<Algorithm> hmacAlgorithms(String secret) {
        return Stream.of(Algorithm.HMAC256(secret), Algorithm.HMAC384(secret), Algorithm.HMAC512(secret));
    }

    /** Verifies a token. */
    public VerifiedToken verify(String token) {
        try {
            DecodedJWT decoded = decode(token);
            if (server == null) {
                checkSignature(decoded);
                checks.check(decoded);
            } else {
                checks.check(decoded);
                server.verify(token, String.valueOf(decoded.getSubject()));
            }
            return new ClaimsView(decoded);
        } catch (TokenVerificationException | CallCancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            // A manipulated token can make libraries throw any exception, but callers catch only this one.
            throw new TokenVerificationException(Reason.MALFORMED, "it is not a valid JWT", null);
        }
    }

    private static DecodedJWT decode(String token) {
        if (token.length() > MAX_LENGTH) {
            throw ClaimChecks.rejected(Reason.MALFORMED, "it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return JWT.decode(token);
        } catch (JWTDecodeException e) {
            throw ClaimChecks.rejected(Reason.MALFORMED, "it is not a JWT");
        }
    }

    private void checkSignature(DecodedJWT token) {
        String name = token.getAlgorithm();
        if (name == null || name.equalsIgnoreCase("none")) {
            throw ClaimChecks.rejected(Reason.ALGORITHM_NOT_ALLOWED, "it is not signed");
        }
        if (name.startsWith("HS")) {
            checkHmac(name, token);
        } else {
            checkPublicKey(name, token);
        }
    }

    private void checkHmac(String name, DecodedJWT token) {
        List<Algorithm> candidates =
                secrets.stream().filter(secret -> secret.getName().equals(name)).toList();
        if (candidates.isEmpty()) {
            throw ClaimChecks.rejected(Reason.ALGORITHM_NOT_ALLOWED, "the verifier has no secret for its algorithm");
        }
        if (candidates.stream().noneMatch(secret -> isSignedWith(secret, token))) {
            throw ClaimChecks.rejected(Reason.BAD_SIGNATURE, "its signature is invalid");
        }
    }

    /** Tries all key sets: if one is unavailable, another one may have the key. */
    private void checkPublicKey(String name, DecodedJWT token) {
        boolean found = false;
        TokenVerificationException unavailable = null;
        for (KeySet keySet : keys) {
            try {
                List<Algorithm> candidates = keySet.candidates(token.getKeyId(), name);
                if (candidates.stream().anyMatch(key -> isSignedWith(key, token))) {
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
                ? ClaimChecks.rejected(Reason.BAD_SIGNATURE, "its signature is invalid")
                : ClaimChecks.rejected(Reason.UNKNOWN_KEY, "none of the known keys has its key id and algorithm");
    }

    private static boolean isSignedWith(Algorithm key, DecodedJWT token) {
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
