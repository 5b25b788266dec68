package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.SecondToken;
import dev.plinth.testkit.internal.auth.token.Totp;
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
import java.util.UUID;

/** Starts sessions and writes what signs a user in. Called with the state's lock held. */
record Tokens(AuthCore core) {
    private static final int TOKEN_LENGTH = 12;
    private static final int PREFIX_LENGTH = 5;

    /** An access token, a refresh token, and what else tells of them. */
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

        /** What a browser is told in a fragment. */
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
        Session session = new Session(UUID.randomUUID(), user, now);
        session.userAgent = request.header("user-agent");
        session.address = request.address();
        prove(session, method);
        core.state.addSession(session);
        user.lastSignInAt = now;
        core.accounts.touch(user);
        String refreshToken =
                core.settings.text("SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION").equals("2")
                        ? second(session)
                        : rotated(session, "");
        return issued(session, refreshToken);
    }

    /** What the session's holder gets: the access token is made anew. */
    Issued issued(Session session, String refreshToken) {
        User user = session.user;
        long now = core.now().getEpochSecond();
        int life = core.settings.number("JWT_EXP");
        ObjectNode body = Json.object()
                .put("access_token", accessToken(session, now, now + life))
                .put("token_type", "bearer")
                .put("expires_in", life)
                .put("expires_at", now + life)
                .put("refresh_token", refreshToken);
        body.set("user", UserJson.user(user));
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
        String token = Totp.encoded(bytes).substring(0, TOKEN_LENGTH).toLowerCase(Locale.ROOT);
        core.state.addToken(new RefreshToken(token, parent, session, core.stamp()));
        return token;
    }

    /** The session's token of the second kind, at its counter. */
    String second(Session session) {
        if (session.tokenKey.length == 0) {
            session.tokenKey = new byte[32];
            core.random.nextBytes(session.tokenKey);
        }
        return SecondToken.write(session.id, session.tokenCounter, session.tokenKey);
    }

    private String accessToken(Session session, long now, long expires) {
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
        claims.set("app_metadata", UserJson.sorted(user.appMetadata));
        claims.set("user_metadata", UserJson.sorted(user.userMetadata));
        claims.put("role", user.role).put("aal", session.level());
        claims.set("amr", methods(session));
        claims.put("session_id", session.id.toString()).put("is_anonymous", user.anonymous);
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
