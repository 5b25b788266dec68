package dev.plinth.testkit.internal.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.golang.GoJson;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import dev.plinth.testkit.internal.jwt.Jwts.TokenExpiry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that tokens are signed and verified with, and the server's words for a token it does not take. */
public record AuthKeys(
        List<JwtKey> keys,
        List<ObjectNode> published,
        JwtKey signing,
        @Nullable JwtKey secret,
        String secretId,
        TokenExpiry expiry) {
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String REFUSED = "invalid JWT: unable to parse or verify signature, ";

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
                shared = key;
            } else {
                published.add(published(jwk));
            }
            for (JsonNode operation : jwk.path("key_ops")) {
                signing = operation.asText().equals("sign") ? key : signing;
            }
        }
        if (signing == null) {
            throw new IllegalArgumentException("GOTRUE_JWT_KEYS has no key with key_ops sign");
        }
        return new AuthKeys(keys, published, signing, shared == null ? null : JwtKey.ofSecret(secret), keyId, expiry);
    }

    public ObjectNode set() {
        return Json.object("keys", Json.array().addAll(published));
    }

    /** The keys of the set, with which other services of the project verify too. */
    public List<JwtKey> fromSet() {
        return keys.stream().filter(key -> key != secret).toList();
    }

    public String sign(ObjectNode claims) {
        String token = Jwts.sign(claims, signing, signing == secret ? secretId : signing.keyId(), true);
        expiry.issued(claims, token);
        return token;
    }

    /** The claims of a token that is good now. */
    public ObjectNode verify(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw malformed("token contains an invalid number of segments");
        }
        ObjectNode header = object(parts[0], "header");
        ObjectNode claims = object(parts[1], "claim");
        String algorithm = header.path("alg").asText();
        if (keys.stream().noneMatch(key -> key.algorithm().equals(algorithm))) {
            throw refused("token signature is invalid: signing method " + algorithm + " is invalid");
        }
        JwtKey key = keyFor(header.path("kid").asText(""), algorithm);
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        if (!key.verify(input, decoded(parts[2], "signature"))) {
            throw refused("token signature is invalid: " + failure(algorithm));
        }
        checkTimes(claims, now.getEpochSecond());
        if (expiry.isExpired(claims, token)) {
            throw refused("token has invalid claims: token is expired");
        }
        return claims;
    }

    private JwtKey keyFor(String keyId, String algorithm) {
        Optional<JwtKey> named = keys.stream()
                .filter(key -> !keyId.isEmpty() && keyId.equals(key.keyId()))
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        if (secret != null && algorithm.equals("HS256")) {
            return secret;
        }
        throw refused("token is unverifiable: error while executing keyfunc: unrecognized JWT kid "
                + (keyId.isEmpty() ? "<nil>" : keyId) + " for algorithm " + algorithm);
    }

    private static void checkTimes(ObjectNode claims, long now) {
        if (claims.path("exp").isNumber() && now >= claims.path("exp").asDouble()) {
            throw refused("token has invalid claims: token is expired");
        }
        if (claims.path("nbf").isNumber() && now < claims.path("nbf").asDouble()) {
            throw refused("token has invalid claims: token is not valid yet");
        }
    }

    private static String failure(String algorithm) {
        return switch (algorithm.charAt(0)) {
            case 'E' -> "crypto/ecdsa: verification error";
            case 'R' -> "crypto/rsa: verification error";
            default -> "signature is invalid";
        };
    }

    private static ObjectNode object(String part, String what) {
        ObjectNode object = Json.parseObject(new String(decoded(part, what), StandardCharsets.UTF_8))
                .orElseThrow(() -> malformed("could not JSON decode " + what));
        try {
            GoJson.kept(object);
        } catch (IllegalArgumentException e) {
            throw malformed("could not JSON decode " + what + ": " + e.getMessage());
        }
        return object;
    }

    private static byte[] decoded(String part, String what) {
        int bad = 0;
        while (bad < part.length() && isBase64(part.charAt(bad))) {
            bad++;
        }
        if (bad < part.length() || part.length() % 4 == 1) {
            int at = bad < part.length() ? bad : part.length() - 1;
            throw malformed("could not base64 decode " + what + ": illegal base64 data at input byte " + at);
        }
        return DECODER.decode(part);
    }

    private static boolean isBase64(char c) {
        return (Character.isLetterOrDigit(c) && c < 0x80) || c == '-' || c == '_';
    }

    private static AuthError malformed(String text) {
        return refused("token is malformed: " + text);
    }

    private static AuthError refused(String text) {
        return AuthError.badJwt(REFUSED + text);
    }
}
