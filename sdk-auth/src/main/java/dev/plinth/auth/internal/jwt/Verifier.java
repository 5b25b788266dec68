package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.auth.VerifiedToken;
import dev.plinth.core.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens. Which key a token is checked with is decided by what keys there are, never by what the token says of
 * itself: a secret takes HS tokens alone, a public key those of its own kind alone, and {@code none} is no kind.
 */
public final class Verifier {

    /** Larger than any header may be that carries a token. */
    private static final int LARGEST = 64 * 1024;

    private final KeySet keys;
    private final List<Algorithm> secrets;
    private final Checks checks;

    public Verifier(KeySet keys, @Nullable Secret secret, Checks checks) {
        this.keys = keys;
        this.secrets = secret == null
                ? List.of()
                : List.of(
                        Algorithm.HMAC256(secret.reveal()),
                        Algorithm.HMAC384(secret.reveal()),
                        Algorithm.HMAC512(secret.reveal()));
        this.checks = checks;
    }

    /** Verifies a token. */
    public VerifiedToken verify(String token) {
        try {
            DecodedJWT decoded = decode(token);
            signature(decoded);
            checks.check(decoded);
            return new ClaimsView(decoded);
        } catch (TokenVerificationException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever a hostile text makes a library throw, callers have one family to catch.
            throw new TokenVerificationException(Reason.MALFORMED, "it is no proper JWT", null);
        }
    }

    private static DecodedJWT decode(String token) {
        if (token.length() > LARGEST) {
            throw Checks.refused(Reason.MALFORMED, "it is larger than " + LARGEST + " characters");
        }
        try {
            return JWT.decode(token);
        } catch (JWTDecodeException e) {
            throw Checks.refused(Reason.MALFORMED, "it is no JWT");
        }
    }

    private void signature(DecodedJWT token) {
        String name = token.getAlgorithm();
        if (name == null || name.equalsIgnoreCase("none")) {
            throw Checks.refused(Reason.ALGORITHM_NOT_ALLOWED, "it is not signed");
        }
        boolean symmetric = name.startsWith("HS");
        List<Algorithm> candidates = symmetric ? secretsFor(name) : keys.candidates(token.getKeyId(), name);
        if (candidates.isEmpty()) {
            throw symmetric
                    ? Checks.refused(Reason.ALGORITHM_NOT_ALLOWED, "tokens signed with a secret are not taken here")
                    : Checks.refused(Reason.UNKNOWN_KEY, "no key is known that it could be signed with");
        }
        for (Algorithm candidate : candidates) {
            if (signedWith(candidate, token)) {
                return;
            }
        }
        throw Checks.refused(Reason.BAD_SIGNATURE, "its signature is wrong");
    }

    private List<Algorithm> secretsFor(String name) {
        for (Algorithm secret : secrets) {
            if (secret.getName().equals(name)) {
                return List.of(secret);
            }
        }
        return List.of();
    }

    private static boolean signedWith(Algorithm key, DecodedJWT token) {
        try {
            key.verify(token);
            return true;
        } catch (SignatureVerificationException e) {
            return false;
        }
    }
}
