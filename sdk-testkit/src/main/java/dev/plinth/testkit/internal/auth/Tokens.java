package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.token.SecondToken;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Starts sessions and issues their tokens. Called with the state's lock held. */
record Tokens(AuthCore core) {
    private static final int TOKEN_LENGTH = 12;
    private static final int PREFIX_LENGTH = 5;

    /** The answer with an access token and a refresh token, and its headers. */
    record Issued(ObjectNode body, Map<String, String> headers) {
        Reply reply() {
            Reply reply = Replies.ok(body);
            headers.forEach(reply::header);
            return reply;
        }

        Issued header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** The tokens as the fragment of a redirect. */
        Map<String, String> fragment() {
            Map<String, String> fragment = new TreeMap<>();
            for (String name : List.of("access_token", "expires_at", "expires_in", "refresh_token", "token_type")) {
                fragment.put(name, body.path(name).asText());
            }
            fragment.put("sb", "");
            return fragment;
        }
    }

    /** Signs a user in: a new session, proven in one way. */
    Issued signIn(User user, String method, Call request) {
        Instant now = core.stamp();
        Session session = new Session();
        session.createdAt = now;
        session.refreshedAt = now;
        session.userAgent = request.header("user-agent");
        session.address = request.address();
        prove(session, method);
        core.state.addSession(user, session);
        user.lastSignInAt = now;
        core.accounts.touch(user);
        String refreshToken =
                core.settings.text("SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION").equals("2")
                        ? second(session)
                        : rotated(session, "");
        return issued(session, refreshToken);
    }

    /** Issues a new access token for a session. */
    Issued issued(Session session, String refreshToken) {
        User user = session.user;
        long now = core.now().getEpochSecond();
        int life = core.settings.number("JWT_EXP");
        ObjectNode shown = UserJson.user(user);
        ObjectNode body = Json.object()
                .put("access_token", accessToken(session, shown, now, now + life))
                .put("token_type", "bearer")
                .put("expires_in", life)
                .put("expires_at", now + life)
                .put("refresh_token", refreshToken);
        body.set("user", shown);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("sb-auth-user-id", user.id.toString());
        headers.put("sb-auth-session-id", session.id.toString());
        if (session.tokenKey.length > 0) {
            headers.put("sb-auth-refresh-token-counter", Long.toString(session.tokenCounter));
        } else {
            headers.put("sb-auth-refresh-token-prefix", refreshToken.substring(0, PREFIX_LENGTH));
        }
        return new Issued(body, headers);
    }

    void prove(Session session, String method) {
        session.methods.put(method, core.now().getEpochSecond());
    }

    /** A new token of the first kind, child of another. */
    String rotated(Session session, String parent) {
        byte[] bytes = new byte[8];
        core.random.nextBytes(bytes);
        RefreshToken token = new RefreshToken();
        token.token = Codes.base32(bytes).substring(0, TOKEN_LENGTH).toLowerCase(Locale.ROOT);
        token.parent = parent;
        token.updatedAt = core.stamp();
        core.state.addToken(session, token);
        return token.token;
    }

    /** The session's token of the second kind, at its counter. */
    String second(Session session) {
        if (session.tokenKey.length == 0) {
            session.tokenKey = new byte[32];
            core.random.nextBytes(session.tokenKey);
        }
        return SecondToken.write(session.id, session.tokenCounter, session.tokenKey);
    }

    private String accessToken(Session session, ObjectNode shown, long now, long expires) {
        User user = session.user;
        ObjectNode claims = Json.object();
        if (!core.settings.text("JWT_ISSUER").isEmpty()) {
            claims.put("iss", core.settings.text("JWT_ISSUER"));
        }
        claims.put("sub", user.id.toString())
                .put("aud", user.aud)
                .put("exp", expires)
                .put("iat", now)
                .put("email", user.email)
                .put("phone", user.phone);
        claims.set("app_metadata", shown.get("app_metadata"));
        claims.set("user_metadata", shown.get("user_metadata"));
        claims.put("role", user.role).put("aal", session.level());
        claims.set("amr", methods(session));
        claims.put("session_id", session.id.toString()).put("is_anonymous", user.isAnonymous);
        return core.keys.sign(claims);
    }

    private static ArrayNode methods(Session session) {
        List<Map.Entry<String, Long>> proofs = new ArrayList<>(session.methods.entrySet());
        proofs.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        ArrayNode methods = Json.array();
        proofs.forEach(
                proof -> methods.addObject().put("method", proof.getKey()).put("timestamp", proof.getValue()));
        return methods;
    }
}
