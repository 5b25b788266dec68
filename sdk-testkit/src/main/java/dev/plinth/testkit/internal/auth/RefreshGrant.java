package dev.plinth.testkit.internal.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code grant_type=refresh_token}: rotation, and which used tokens are taken again. */
final class RefreshGrant {
    private static final ParamSpec PARAMS =
            ParamSpec.of("RefreshTokenGrantParams").strings("refresh_token");
    private static final Pattern FIRST_KIND = Pattern.compile("[a-z2-7]{12}");
    private static final String REFUSED = "Invalid Refresh Token: ";

    private final AuthCore core;

    RefreshGrant(AuthCore core) {
        this.core = core;
    }

    AuthReply handle(Call call) {
        String token = PARAMS.read(call.request()).text("refresh_token");
        if (FIRST_KIND.matcher(token).matches()) {
            return first(token, call);
        }
        SecondToken second = SecondToken.read(token).orElseThrow(() -> AuthError.invalid("Refresh token is not valid"));
        return second(second, call);
    }

    private AuthReply first(String text, Call call) {
        RefreshToken token = core.state().refreshTokens.get(text);
        if (token == null) {
            throw notFound();
        }
        Session session = token.session;
        requireAlive(session);
        boolean rotates = true;
        String answered = "";
        if (token.revoked) {
            RefreshToken active = session.active();
            if (active != null && active.parent.equals(token.token)) {
                answered = active.token;
                rotates = false;
            } else {
                requireRecent(token);
            }
        }
        if (rotates) {
            answered = rotate(token);
        }
        Tokens.Issued issued = refreshed(session, answered, call);
        if (rotates) {
            core.audit().by(session.user, "token_revoked");
            issued.header("sb-auth-refresh-token-reuse", "false");
        }
        return issued.reply();
    }

    private String rotate(RefreshToken token) {
        token.revoked = true;
        token.updatedAt = core.stamp();
        return core.tokens().rotated(token.session, token.token);
    }

    /** A used token that is nobody's parent counts only for a short while; else its whole family is revoked. */
    private void requireRecent(RefreshToken token) {
        Instant until = token.updatedAt.plus(core.settings().reuseInterval());
        if (!core.now().isAfter(until)) {
            return;
        }
        if (core.settings().rotation()) {
            Instant now = core.stamp();
            token.session.tokens.forEach(member -> {
                member.revoked = true;
                member.updatedAt = now;
            });
        }
        throw alreadyUsed();
    }

    private AuthReply second(SecondToken token, Call call) {
        Session session = core.state().sessions.get(token.session());
        if (session == null || !token.signedWith(session.tokenKey) || token.counter() > session.tokenCounter) {
            throw notFound();
        }
        requireAlive(session);
        if (token.counter() == session.tokenCounter) {
            session.tokenCounter++;
            Tokens.Issued issued = refreshed(session, core.tokens().second(session), call);
            core.audit().by(session.user, "token_revoked");
            return issued.header("sb-auth-refresh-token-reuse", "false").reply();
        }
        List<String> causes = causes(token, session);
        if (causes.isEmpty()) {
            if (core.settings().rotation()) {
                core.state().endSession(session);
            }
            throw alreadyUsed();
        }
        return refreshed(session, core.tokens().second(session), call)
                .header("sb-auth-refresh-token-reuse", "true")
                .header("sb-auth-refresh-token-reuse-cause", String.join(",", causes))
                .reply();
    }

    private List<String> causes(SecondToken token, Session session) {
        List<String> causes = new ArrayList<>();
        if (!core.now().isAfter(session.refreshedAt.plus(core.settings().reuseInterval()))) {
            causes.add("concurrent-refresh");
        }
        if (token.counter() == session.tokenCounter - 1) {
            causes.add("fail-to-save");
        }
        if (core.settings().flag("SECURITY_REFRESH_TOKEN_ALLOW_REUSE")) {
            causes.add("always-allow");
        }
        return causes;
    }

    private Tokens.Issued refreshed(Session session, String refreshToken, Call call) {
        session.user.reloaded();
        session.refreshedAt = core.stamp();
        session.userAgent = call.request().header("user-agent");
        session.address = call.request().address();
        core.audit().by(session.user, "token_refreshed");
        return core.tokens().issued(session, refreshToken);
    }

    private void requireAlive(Session session) {
        User user = session.user;
        core.state().see(user);
        if (user.bannedAt(core.now())) {
            throw AuthError.of(400, "user_banned", REFUSED + "User Banned");
        }
        if (SessionLife.over(session, core.settings(), core.now())) {
            throw AuthError.of(400, "session_expired", REFUSED + "Session Expired");
        }
        Session newest = newest(user);
        if (core.settings().flag("SESSIONS_SINGLE_PER_USER") && newest != session) {
            throw AuthError.of(400, "session_expired", REFUSED + "Session Expired (Revoked by Newer Login)");
        }
    }

    private @Nullable Session newest(User user) {
        Session newest = null;
        for (Session session : user.sessions) {
            if (!SessionLife.over(session, core.settings(), core.now())) {
                newest = newest == null || !session.createdAt.isBefore(newest.createdAt) ? session : newest;
            }
        }
        return newest;
    }

    private static AuthError notFound() {
        return AuthError.of(400, "refresh_token_not_found", REFUSED + "Refresh Token Not Found");
    }

    private static AuthError alreadyUsed() {
        return AuthError.of(400, "refresh_token_already_used", REFUSED + "Already Used");
    }
}
