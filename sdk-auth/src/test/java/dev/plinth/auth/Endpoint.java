package dev.plinth.auth;

import dev.plinth.core.Secret;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint: which recorded answer (or an answer itself), what has to be sent, and the call.
 *
 * @param answer the key of a recorded answer, or a JSON object
 * @param request method, path and query as they have to be sent
 * @param body the body in single quotes; null for none
 */
record Endpoint(String answer, String request, @Nullable String body, Use use) {

    static final String ID = Answers.USER_ID;
    static final Pkce PKCE = Pkce.of(Secret.of("abcdefghijklmnopqrstuvwxyz0123456789-._~ABCDEFGHIJ"));
    static final Map<String, Object> X = Map.of("x", 1);

    interface Use {
        Object of(AuthClient auth);
    }

    static Endpoint row(String answer, String request, @Nullable String body, Use use) {
        return new Endpoint(answer, request, body, use);
    }

    static Use done(Consumer<AuthClient> use) {
        return auth -> {
            use.accept(auth);
            return true;
        };
    }

    /** Returns method and path as the contract has them: with the kind of grant, and names for what is filled in. */
    String route() {
        String path = request.replaceAll("\\?(?!grant_type).*", "");
        return path.replace(ID, "{id}").replaceAll("/(resource_a|custom:x|abc)", "/{id}");
    }

    @Override
    public String toString() {
        return request;
    }
}
