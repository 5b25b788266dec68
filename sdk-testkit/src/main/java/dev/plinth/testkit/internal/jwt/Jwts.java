package dev.plinth.testkit.internal.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Signs and verifies the tokens of one project; a rotated key keeps verifying until it is removed. */
public final class Jwts {
    private final Clock clock;
    private final List<JwtKey> keys = new CopyOnWriteArrayList<>();
    private final JwtKey signing;
    private final TokenExpiry expiry = new TokenExpiry();

    public Jwts(Clock clock, JwtKey key) {
        this.clock = clock;
        this.signing = key;
        keys.add(key);
    }

    /** A token with header {@code {"alg":…,"kid"?,"typ":"JWT"}}. */
    public String sign(ObjectNode claims) {
        String token = sign(claims, signing, signing.keyId(), true);
        expiry.issued(claims, token);
        return token;
    }

    /** A token of a given key, with or without {@code kid} and {@code typ}. */
    public static String sign(ObjectNode claims, JwtKey key, @Nullable String keyId, boolean typed) {
        ObjectNode header = Json.object("alg", key.algorithm());
        if (keyId != null && !keyId.isEmpty()) {
            header.put("kid", keyId);
        }
        if (typed) {
            header.put("typ", "JWT");
        }
        String input = base64(Json.bytes(header)) + "." + base64(Json.bytes(claims));
        return input + "." + base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The claims of a token that is valid now; else why it is not. */
    public ObjectNode verify(String token) throws JwtException {
        ObjectNode claims = verifySignature(token);
        checkTimes(claims, token);
        return claims;
    }

    /** The claims of a token with a good signature, whatever its times say. */
    public ObjectNode verifySignature(String token) throws JwtException {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new JwtException("Invalid Compact JWS");
        }
        ObjectNode header = objectOf(parts[0]);
        if (header == null || !header.path("alg").isTextual()) {
            throw new JwtException("JWS Protected Header is invalid");
        }
        byte[] signature = unbase64(parts[2]);
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        JwtKey key = keyFor(header);
        if (signature == null || !key.verify(input, signature)) {
            throw new JwtException("signature verification failed");
        }
        ObjectNode claims = objectOf(parts[1]);
        if (claims == null) {
            throw new JwtException("JWT Claims Set must be a top-level JSON object");
        }
        return claims;
    }

    /** Verifies tokens of a further key, before those that it knows. */
    public void accept(JwtKey key) {
        keys.add(1, key);
    }

    private JwtKey keyFor(ObjectNode header) throws JwtException {
        String algorithm = header.path("alg").asText();
        String keyId = Json.textOrNull(header, "kid");
        List<JwtKey> fitting =
                keys.stream().filter(key -> key.algorithm().equals(algorithm)).toList();
        return fitting.stream()
                .filter(key -> keyId != null && keyId.equals(key.keyId()))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .orElseThrow(() -> new JwtException("\"alg\" (Algorithm) Header Parameter value not allowed"));
    }

    private void checkTimes(ObjectNode claims, String token) throws JwtException {
        long now = clock.instant().getEpochSecond();
        if (isNumber(claims, "nbf") && claims.path("nbf").asDouble() > now) {
            throw new JwtException("\"nbf\" claim timestamp check failed");
        }
        if (expiry.isExpired(claims, token)
                || (isNumber(claims, "exp") && claims.path("exp").asDouble() <= now)) {
            throw new JwtException("\"exp\" claim timestamp check failed");
        }
    }

    /** Makes all tokens of users that were signed until now count as expired. */
    public void expireUserTokens() {
        expiry.expireAll(clock.instant().getEpochSecond());
    }

    /** The moment at which user tokens were made to expire, for a service with keys of its own. */
    public TokenExpiry expiry() {
        return expiry;
    }

    private static boolean isNumber(ObjectNode claims, String name) throws JwtException {
        if (!claims.has(name)) {
            return false;
        }
        if (!claims.path(name).isNumber()) {
            throw new JwtException("\"" + name + "\" claim must be a number");
        }
        return true;
    }

    private static @Nullable ObjectNode objectOf(String part) {
        byte[] bytes = unbase64(part);
        JsonNode node = bytes == null ? null : Json.parse(bytes).orElse(null);
        return node instanceof ObjectNode object ? object : null;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte @Nullable [] unbase64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The moment at which all user tokens of a project were made to expire. Tokens say only in which second they were
     * issued; those that were issued after that moment, but in the same second, are remembered.
     */
    public static final class TokenExpiry {
        private volatile long second = Long.MIN_VALUE;
        private final Set<String> issuedLater = ConcurrentHashMap.newKeySet();

        void expireAll(long now) {
            issuedLater.clear();
            second = now;
        }

        /** Records a token that was issued now. */
        public void issued(ObjectNode claims, String token) {
            if (claims.path("iat").asLong() <= second) {
                issuedLater.add(token);
            }
        }

        /** Whether a user's token was issued before all were made to expire. */
        public boolean isExpired(ObjectNode claims, String token) {
            return claims.has("sub") && claims.path("iat").asLong() <= second && !issuedLater.contains(token);
        }
    }
}
