package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.golang.Go;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Identifies the caller of a request. */
record Bearers(AuthCore core) {
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer (\\S+)\\s*");

    /** Lets only a signed-in user pass. */
    void requireUser(Call call) {
        ObjectNode claims = claims(call);
        call.caller(claims, null, null);
        String subject = claims.path("sub").asText("");
        AuthError.badJwt("invalid claim: missing sub claim").throwIf(subject.isEmpty());
        User user = core.state.users.find(subject(subject));
        if (user == null) {
            throw AuthError.of(403, "user_not_found", "User from sub claim in JWT does not exist");
        }
        Session session = session(claims);
        call.caller(claims, user, session);
        core.accounts.requireNotBanned(user, 403);
    }

    /** Lets only a token with an admin role pass; a user's own token does as long as its session lives. */
    void requireAdmin(Call call) {
        ObjectNode claims = claims(call);
        User user = null;
        Session session = null;
        if (!claims.path("session_id").asText("").isEmpty()) {
            String subject = claims.path("sub").asText("");
            AuthError.badJwt("invalid claim: missing sub claim").throwIf(subject.isEmpty());
            user = core.state.users.find(subject(subject));
            session = session(claims);
            AuthError.of(403, "session_expired", "Session has expired")
                    .throwIf(session != null && session.over(core.settings, core.now()));
        }
        AuthError.of(403, "not_admin", "User not allowed").throwIf(!isAdmin(claims));
        call.caller(claims, user, session);
    }

    /** Whether the request has a valid admin token; such a request needs no captcha. */
    boolean isAdmin(Call request) {
        try {
            return isAdmin(claims(request));
        } catch (AuthError e) {
            return false;
        }
    }

    /** The audience a request is about. */
    String audience(Call call) {
        String header = call.header("x-jwt-aud");
        if (!header.isEmpty()) {
            return header;
        }
        JsonNode aud = call.claims().path("aud");
        String first = aud.isArray() ? aud.path(0).asText("") : aud.asText("");
        return first.isEmpty() || isAdmin(call.claims()) ? core.settings.jwtAud() : first;
    }

    private boolean isAdmin(ObjectNode claims) {
        return core.settings
                .list("JWT_ADMIN_ROLES", ",")
                .contains(claims.path("role").asText(""));
    }

    private ObjectNode claims(Call request) {
        Matcher bearer = BEARER.matcher(request.header("authorization"));
        AuthError.of(401, "no_authorization", "This endpoint requires a valid Bearer token")
                .throwIf(!bearer.matches());
        return core.keys.verify(bearer.group(1), core.now());
    }

    private @Nullable Session session(ObjectNode claims) {
        String id = claims.path("session_id").asText("");
        if (id.isEmpty()) {
            return null;
        }
        Session session = core.state.sessions.get(subject(id));
        if (session == null) {
            throw AuthError.of(403, "session_not_found", "Session from session_id claim in JWT does not exist");
        }
        return session;
    }

    private static UUID subject(String text) {
        return Go.uuid(text).orElseThrow(() -> AuthError.of(400, "bad_jwt", "invalid claim: sub claim must be a UUID"));
    }
}
