package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.AuthServer.RateLimits;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthState.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.token.SecondToken;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.data.Digests;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code POST /token}: signs in with a password, a code or a refresh token. */
record Grants(AuthCore core, RateLimits limits) {
    private static final Pattern FIRST_KIND = Pattern.compile("[a-z2-7]{12}");
    private static final String REFUSED = "Invalid Refresh Token: ";

    /** The providers whose ID tokens are known, with their issuers; empty where it depends on the token. */
    private static final Map<String, String> ISSUERS = Map.of(
            "apple", "",
            "google", "https://accounts.google.com",
            "azure", "https://login.microsoftonline.com/common/v2.0",
            "facebook", "https://www.facebook.com",
            "keycloak", "",
            "kakao", "https://kauth.kakao.com",
            "vercel_marketplace", "",
            "snapchat", "");

    Reply handle(Call call) {
        String type = call.formParameter("grant_type");
        switch (type) {
            case "password", "refresh_token", "id_token", "pkce", "web3" ->
                limits.of("token", "RATE_LIMIT_TOKEN_REFRESH").accept(call);
            default -> throw AuthError.of(400, "invalid_credentials", "unsupported_grant_type");
        }
        return switch (type) {
            case "password" -> password(call);
            case "refresh_token" -> refresh(call);
            case "pkce" -> pkce(call);
            case "id_token" -> idToken(call);
            default -> throw AuthError.of(422, "web3_provider_disabled", "Web3 provider is disabled");
        };
    }

    private Reply pkce(Call call) {
        Params params = Params.read(call, "auth_code code_verifier");
        AuthError.invalidIf(
                !params.filled("auth_code") || !params.filled("code_verifier"),
                "invalid request: both auth code and code verifier should be non-empty");
        FlowState flow = core.flows.byCode(params.text("auth_code"));
        AuthError.of(422, "flow_state_expired", "invalid flow state, flow state has expired")
                .throwIf(core.flows.expired(flow));
        User user = flow.user == null ? null : core.state.users.find(flow.user);
        if (user == null) {
            throw Flows.notFound();
        }
        AuthError.of(400, "bad_code_verifier", "code challenge does not match previously saved code verifier")
                .throwIf(!verified(flow, params.text("code_verifier")));
        core.state.flows.remove(flow.id);
        core.audit.by(user, "login", "provider_type", flow.provider);
        Tokens.Issued issued = core.tokens.signIn(user, flow.method, call);
        if (!flow.provider.isEmpty()) {
            OAuth.PROVIDER_TOKENS.forEach(issued.body()::put);
        }
        return issued.reply();
    }

    private static boolean verified(FlowState flow, String verifier) {
        byte[] bytes = verifier.getBytes(StandardCharsets.UTF_8);
        String computed = flow.challengeMethod.equalsIgnoreCase("s256")
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Digests.of("SHA-256").digest(bytes))
                : verifier;
        return computed.equals(flow.challenge);
    }

    private Reply password(Call call) {
        Params params = Params.read(call, "email phone password");
        AuthError.invalidIf(
                params.filled("email") && params.filled("phone"),
                "Only an email address or phone number should be provided on login.");
        AuthError.invalidIf(!params.filled("email") && !params.filled("phone"), "missing email or phone");
        String kind = params.filled("email") ? "email" : "phone";
        String name = kind.equals("email") ? "Email" : "Phone";
        core.requireProvider(kind, 422, name + " logins are disabled");
        String address = kind.equals("email") ? params.text("email") : Accounts.plainPhone(params.text("phone"));
        String hash = user(address, call).passwordHash;
        boolean right = core.passwords.matches(params.text("password"), hash);
        User user = user(address, call);
        invalid().throwIf(!right || !user.passwordHash.equals(hash));
        AuthError.of(400, kind + "_not_confirmed", name + " not confirmed").throwIf(!user.confirmed(kind));
        core.audit.by(user, "login", "provider", kind);
        Tokens.Issued issued = core.tokens.signIn(user, "password", call);
        List<String> weaknesses = core.passwords.weaknesses(params.text("password"));
        ObjectNode weak =
                Json.object("message", core.passwords.weaknessText(weaknesses), "reasons", Json.array(weaknesses));
        issued.body().set("weak_password", weaknesses.isEmpty() ? null : weak);
        return issued.reply();
    }

    /** Finds a user who may sign in with a password. */
    private User user(String address, Call call) {
        User user = core.state.users.find(address, core.bearers.audience(call));
        if (user == null || !user.hasPassword()) {
            throw invalid();
        }
        core.accounts.requireNotBanned(user, 400);
        return user;
    }

    private static AuthError invalid() {
        return AuthError.of(400, "invalid_credentials", "Invalid login credentials");
    }

    private Reply refresh(Call call) {
        String token = Params.read(call, "refresh_token").text("refresh_token");
        return FIRST_KIND.matcher(token).matches()
                ? first(token, call)
                : second(
                        SecondToken.read(token).orElseThrow(() -> AuthError.invalid("Refresh token is not valid")),
                        call);
    }

    private Reply first(String text, Call call) {
        RefreshToken token = core.state.refreshTokens.get(text);
        if (token == null) {
            throw notFound();
        }
        Session session = token.session;
        requireAlive(session);
        RefreshToken active = session.active();
        if (token.revoked && active != null && active.parent.equals(token.token)) {
            return refreshed(session, active.token, call).reply();
        }
        if (token.revoked) {
            requireRecent(token);
        }
        token.revoke(core.stamp());
        Tokens.Issued issued = refreshed(session, core.tokens.rotated(session, token.token), call);
        core.audit.by(session.user, "token_revoked");
        return issued.header("sb-auth-refresh-token-reuse", "false").reply();
    }

    /** Accepts a used token for a short time only; later, its whole family is revoked. */
    private void requireRecent(RefreshToken token) {
        Duration interval = core.settings.seconds("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL");
        if (!User.expired(token.updatedAt, interval, core.now())) {
            return;
        }
        if (core.settings.flag("SECURITY_REFRESH_TOKEN_ROTATION_ENABLED")) {
            Instant now = core.stamp();
            token.session.tokens.forEach(member -> member.revoke(now));
        }
        throw alreadyUsed();
    }

    private Reply second(SecondToken token, Call call) {
        Session session = core.state.sessions.get(token.session());
        if (session == null || !token.signedWith(session.tokenKey) || token.counter() > session.tokenCounter) {
            throw notFound();
        }
        requireAlive(session);
        if (token.counter() == session.tokenCounter) {
            session.tokenCounter++;
            Tokens.Issued issued = refreshed(session, core.tokens.second(session), call);
            core.audit.by(session.user, "token_revoked");
            return issued.header("sb-auth-refresh-token-reuse", "false").reply();
        }
        List<String> causes = causes(token, session);
        if (causes.isEmpty()) {
            if (core.settings.flag("SECURITY_REFRESH_TOKEN_ROTATION_ENABLED")) {
                core.state.endSession(session);
            }
            throw alreadyUsed();
        }
        return refreshed(session, core.tokens.second(session), call)
                .header("sb-auth-refresh-token-reuse", "true")
                .header("sb-auth-refresh-token-reuse-cause", String.join(",", causes))
                .reply();
    }

    private List<String> causes(SecondToken token, Session session) {
        List<String> causes = new ArrayList<>();
        Duration interval = core.settings.seconds("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL");
        if (!User.expired(session.refreshedAt, interval, core.now())) {
            causes.add("concurrent-refresh");
        }
        if (token.counter() == session.tokenCounter - 1) {
            causes.add("fail-to-save");
        }
        if (core.settings.flag("SECURITY_REFRESH_TOKEN_ALLOW_REUSE")) {
            causes.add("always-allow");
        }
        return causes;
    }

    private Tokens.Issued refreshed(Session session, String refreshToken, Call call) {
        session.user.reloaded();
        session.refreshedAt = core.stamp();
        session.userAgent = call.header("user-agent");
        session.address = call.address();
        core.audit.by(session.user, "token_refreshed");
        return core.tokens.issued(session, refreshToken);
    }

    private void requireAlive(Session session) {
        User user = session.user;
        core.state.see(user);
        AuthError.of(400, "user_banned", REFUSED + "User Banned").throwIf(user.bannedAt(core.now()));
        AuthError.of(400, "session_expired", REFUSED + "Session Expired")
                .throwIf(session.over(core.settings, core.now()));
        boolean newer = user.sessions.stream()
                .filter(other -> !other.over(core.settings, core.now()))
                .anyMatch(other -> other.createdAt.isAfter(session.createdAt));
        AuthError.of(400, "session_expired", REFUSED + "Session Expired (Revoked by Newer Login)")
                .throwIf(newer && core.settings.flag("SESSIONS_SINGLE_PER_USER"));
    }

    private static AuthError notFound() {
        return AuthError.of(400, "refresh_token_not_found", REFUSED + "Refresh Token Not Found");
    }

    private static AuthError alreadyUsed() {
        return AuthError.of(400, "refresh_token_already_used", REFUSED + "Already Used");
    }

    private Reply idToken(Call call) {
        Params params = Params.read(call, "id_token access_token nonce provider client_id issuer link_identity:flag");
        AuthError.oauth("invalid request", "id_token required").throwIf(!params.filled("id_token"));
        String provider = params.text("provider");
        AuthError.oauth("invalid request", "provider or client_id and issuer required")
                .throwIf(provider.isEmpty() && (!params.filled("client_id") || !params.filled("issuer")));
        AuthError.invalidIf(provider.startsWith("custom:"), "Custom provider \"" + provider + "\" not found");
        AuthError.invalidIf(!ISSUERS.containsKey(provider), "Custom OIDC provider \"" + provider + "\" not allowed");
        AuthError.invalidIf(provider.equals("apple"), "Unable to detect issuer in ID token for Apple provider");
        AuthError.of(400, "provider_disabled", "Provider (issuer \"" + ISSUERS.get(provider) + "\") is not enabled")
                .throwIf(!core.settings.enabled(provider));
        throw AuthError.oauth("invalid request", "Bad ID token");
    }
}
