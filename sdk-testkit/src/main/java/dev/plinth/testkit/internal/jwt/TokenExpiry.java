package dev.plinth.testkit.internal.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The moment at which all user tokens of a project were made to expire. Tokens say only in which second they were
 * issued; those that were issued after that moment, but in the same second, are remembered.
 */
public final class TokenExpiry {
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
