package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request on its way through the routes: what its path said, and who is calling. */
final class Call {
    private final AuthRequest request;
    private final Map<String, String> params = new HashMap<>();
    private ObjectNode claims = JsonNodeFactory.instance.objectNode();
    private @Nullable User user;
    private @Nullable Session session;

    Call(AuthRequest request) {
        this.request = request;
    }

    AuthRequest request() {
        return request;
    }

    String param(String name) {
        return params.getOrDefault(name, "");
    }

    void param(String name, String value) {
        params.put(name, value);
    }

    ObjectNode claims() {
        return claims;
    }

    /** The signed-in user. */
    User user() {
        User caller = user;
        if (caller == null) {
            throw new IllegalStateException("the route has no signed-in user");
        }
        return caller;
    }

    /** The user whose token an admin call came with; null when it was a mere key. */
    @Nullable
    User adminUser() {
        return user;
    }

    @Nullable
    Session session() {
        return session;
    }

    void caller(ObjectNode tokenClaims, @Nullable User caller, @Nullable Session callerSession) {
        claims = tokenClaims;
        user = caller;
        session = callerSession;
    }
}
