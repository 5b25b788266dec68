package dev.plinth.testkit.internal.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException.Flaw;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signs and verifies the tokens of one project. */
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

    /** Accepts tokens of a further key too; without a {@code kid}, it is preferred to those added earlier. */
    public void accept(JwtKey key) {
        keys.add(1, key);
    }

    /** Returns the claims of a token that is valid now. */
    public ObjectNode verify(String token) throws JwtException {
        return verify(token, keys, fitting -> fitting.stream().findFirst(), clock.instant(), expiry);
    }

    /**
     * Returns the claims of a token that one of the keys signed and that is valid now.
     *
     * @param unnamed chooses, of the keys for the token's algorithm, the one for a token that names none of them
     */
    public static ObjectNode verify(
            String token,
            List<JwtKey> keys,
            Function<List<JwtKey>, Optional<JwtKey>> unnamed,
            Instant now,
            TokenExpiry expiry)
            throws JwtException {
        String[] parts = token.split("\\.", -1);
        ObjectNode header = objectOf(parts[0]).orElseGet(Json::object);
        check(parts.length == 3, Flaw.SEGMENTS, header);
        check(header.path("alg").isTextual(), Flaw.HEADER, header);
        List<JwtKey> fitting = keys.stream()
                .filter(key -> key.algorithm().equals(header.path("alg").textValue()))
                .toList();
        check(!fitting.isEmpty(), Flaw.ALGORITHM, header);
        String keyId = header.path("kid").asText("");
        JwtKey key = fitting.stream()
                .filter(candidate -> !keyId.isEmpty() && keyId.equals(candidate.keyId()))
                .findFirst()
                .or(() -> unnamed.apply(fitting))
                .orElseThrow(() -> new JwtException(Flaw.KEY_ID, header));
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        check(unbase64(parts[2]).filter(signed -> key.verify(input, signed)).isPresent(), Flaw.SIGNATURE, header);
        ObjectNode claims = objectOf(parts[1]).orElseThrow(() -> new JwtException(Flaw.CLAIMS, header));
        checkTimes(claims, now.getEpochSecond(), header);
        check(!expiry.isExpired(claims, token), Flaw.EXP, header);
        return claims;
    }

    private static void checkTimes(ObjectNode claims, long now, ObjectNode header) throws JwtException {
        check(!claims.has("nbf") || claims.path("nbf").isNumber(), Flaw.NBF_TYPE, header);
        check(!claims.has("nbf") || claims.path("nbf").asDouble() <= now, Flaw.NBF, header);
        check(!claims.has("exp") || claims.path("exp").isNumber(), Flaw.EXP_TYPE, header);
        check(!claims.has("exp") || claims.path("exp").asDouble() > now, Flaw.EXP, header);
    }

    private static void check(boolean good, Flaw flaw, ObjectNode header) throws JwtException {
        if (!good) {
            throw new JwtException(flaw, header);
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

    private static Optional<ObjectNode> objectOf(String part) {
        return unbase64(part).flatMap(bytes -> Json.parseObject(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> unbase64(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
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
