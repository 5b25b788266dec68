package dev.plinth.testkit.internal.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.golang.Go;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import dev.plinth.testkit.internal.jwt.Jwts.TokenExpiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that tokens are signed and verified with, and the server's words for a token that it refuses. */
public record AuthKeys(
        List<JwtKey> keys,
        List<ObjectNode> published,
        JwtKey signing,
        @Nullable JwtKey secret,
        String secretId,
        TokenExpiry expiry) {
    /** What may be shown of a key, as the server lists it. */
    private static ObjectNode published(JsonNode jwk) {
        ObjectNode shown = Json.object();
        for (String member : List.of("kty", "kid", "alg", "crv", "x", "y", "n", "e")) {
            if (jwk.has(member)) {
                shown.set(member, jwk.get(member));
            }
        }
        shown.put("use", "sig").putArray("key_ops").add("verify");
        return shown;
    }

    /** One shared secret. */
    public static AuthKeys ofSecret(String secret, String keyId, TokenExpiry expiry) {
        JwtKey key = JwtKey.ofSecret(secret);
        return new AuthKeys(List.of(key), List.of(), key, key, keyId, expiry);
    }

    /** A set of JWKs, of which one may sign; the secret counts only when an HS256 key is among them. */
    public static AuthKeys ofSet(String jwks, String secret, String keyId, TokenExpiry expiry) {
        List<JwtKey> keys = new ArrayList<>();
        List<ObjectNode> published = new ArrayList<>();
        JwtKey signing = null;
        JwtKey shared = null;
        JsonNode set = Json.parse(jwks).orElseThrow(() -> new IllegalArgumentException("GOTRUE_JWT_KEYS is not JSON"));
        for (JsonNode jwk : set) {
            JwtKey key = JwtKey.ofJwk(jwk);
            keys.add(key);
            if (key.isSecret()) {
                shared = JwtKey.ofSecret(secret);
            } else {
                published.add(published(jwk));
            }
            if (Json.texts(jwk.path("key_ops")).contains("sign")) {
                signing = key;
            }
        }
        if (signing == null) {
            throw new IllegalArgumentException("GOTRUE_JWT_KEYS has no key with key_ops sign");
        }
        return new AuthKeys(keys, published, signing, shared, keyId, expiry);
    }

    public ObjectNode set() {
        return Json.object("keys", Json.array().addAll(published));
    }

    /** The keys of the set, with which other services of the project verify too. */
    public List<JwtKey> fromSet() {
        return keys.stream().filter(key -> !key.equals(secret)).toList();
    }

    public String sign(ObjectNode claims) {
        String token = Jwts.sign(claims, signing, signing.equals(secret) ? secretId : signing.keyId(), true);
        expiry.issued(claims, token);
        return token;
    }

    /** Returns the claims of a token that is valid now. */
    public ObjectNode verify(String token, Instant now) {
        try {
            return (ObjectNode) Go.stored(Jwts.verify(token, keys, this::unnamed, now, expiry));
        } catch (JwtException e) {
            throw refused(reason(e, token));
        } catch (IllegalArgumentException e) {
            throw refused("token is malformed: could not JSON decode claim: " + e.getMessage());
        }
    }

    private Optional<JwtKey> unnamed(List<JwtKey> fitting) {
        return Optional.ofNullable(secret).filter(key -> fitting.get(0).isSecret());
    }

    private static AuthError refused(String reason) {
        return AuthError.badJwt("invalid JWT: unable to parse or verify signature, " + reason);
    }

    private static String reason(JwtException refusal, String token) {
        String algorithm = refusal.header.path("alg").asText();
        return switch (refusal.flaw) {
            case SEGMENTS -> "token is malformed: token contains an invalid number of segments";
            case HEADER -> "token is malformed: could not " + undecoded(token.substring(0, token.indexOf('.')));
            case ALGORITHM -> "token signature is invalid: signing method " + algorithm + " is invalid";
            case KEY_ID ->
                "token is unverifiable: error while executing keyfunc: unrecognized JWT kid "
                        + refusal.header.path("kid").asText("<nil>") + " for algorithm " + algorithm;
            case SIGNATURE ->
                "token signature is invalid: "
                        + switch (algorithm) {
                            case "ES256" -> "crypto/ecdsa: verification error";
                            case "RS256" -> "crypto/rsa: verification error";
                            default -> "signature is invalid";
                        };
            case CLAIMS, NBF_TYPE, EXP_TYPE -> "token is malformed: could not JSON decode claim";
            case NBF -> "token has invalid claims: token is not valid yet";
            case EXP -> "token has invalid claims: token is expired";
        };
    }

    private static String undecoded(String header) {
        int good = header.length() - header.replaceFirst("[A-Za-z0-9_-]*", "").length();
        return good == header.length() && good % 4 != 1
                ? "JSON decode header"
                : "base64 decode header: illegal base64 data at input byte " + Math.min(good, header.length() - 1);
    }
}
