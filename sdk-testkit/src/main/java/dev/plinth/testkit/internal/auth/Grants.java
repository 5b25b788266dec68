package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.AuthServer.RateLimits;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.token.SecondToken;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /token}: the grants. */
record Grants(AuthCore core, RateLimits limits) {
    private static final Params.Spec PKCE = Params.Spec.of("auth_code code_verifier");

    private static final Params.Spec PASSWORD = Params.Spec.of("email phone password");
    private static final Params.Spec REFRESH = Params.Spec.of("refresh_token");
    private static final Pattern FIRST_KIND = Pattern.compile("[a-z2-7]{12}");
    private static final String REFUSED = "Invalid Refresh Token: ";
    private static final Params.Spec ID_TOKEN =
            Params.Spec.of("id_token access_token nonce provider client_id issuer link_identity:flag");
    private static final Set<String> KNOWN =
            Set.of("apple", "google", "azure", "facebook", "keycloak", "kakao", "vercel_marketplace", "snapchat");

    Reply handle(Call call) {
        String type = call.formParameter("grant_type");
        switch (type) {
            case "password", "refresh_token", "id_token", "pkce", "web3" -> limits.token(call);
            default -> throw AuthError.of(400, "invalid_credentials", "unsupported_grant_type");
        }
        if (type.equals("password")) {
            return password(call);
        }
        return core.state.locked(() -> switch (type) {
            case "refresh_token" -> refresh(call);
            case "pkce" -> pkce(call);
            case "id_token" -> idToken(call);
            default -> throw AuthError.of(422, "web3_provider_disabled", "Web3 provider is disabled");
        });
    }

    private Reply pkce(Call call) {
        Params params = PKCE.read(call);
        AuthError.invalidIf(
                !params.filled("auth_code") || !params.filled("code_verifier"),
                "invalid request: both auth code and code verifier should be non-empty");
        FlowState flow = core.flows.byCode(params.text("auth_code"));
        AuthError.throwIf(
                core.flows.expired(flow), 422, "flow_state_expired", "invalid flow state, flow state has expired");
        User user = flow.user == null ? null : core.state.users.find(flow.user);
        if (user == null) {
            throw AuthError.of(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
        }
        AuthError.throwIf(
                !verified(flow, params.text("code_verifier")),
                400,
                "bad_code_verifier",
                "code challenge does not match previously saved code verifier");
        core.state.flows.remove(flow.id);
        core.audit.by(user, "login", "provider_type", flow.provider);
        Tokens.Issued issued = core.tokens.signIn(user, flow.method, call);
        if (!flow.providerToken.isEmpty()) {
            issued.body().put("provider_token", flow.providerToken);
        }
        if (!flow.providerRefreshToken.isEmpty()) {
            issued.body().put("provider_refresh_token", flow.providerRefreshToken);
        }
        return issued.reply();
    }

    private static boolean verified(FlowState flow, String verifier) {
        String computed = verifier;
        if (flow.challengeMethod.toLowerCase(Locale.ROOT).equals("s256")) {
            computed = Base64.getUrlEncoder().withoutPadding().encodeToString(Codes.digest("SHA-256", verifier));
        }
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.UTF_8), flow.challenge.getBytes(StandardCharsets.UTF_8));
    }

    Reply password(Call call) {
        Params params = PASSWORD.read(call);
        String email = params.text("email");
        String phone = params.text("phone");
        AuthError.invalidIf(
                !email.isEmpty() && !phone.isEmpty(),
                "Only an email address or phone number should be provided on login.");
        requireProvider(email, phone);
        String hash = core.state.locked(() -> knownHash(email, phone, core.bearers.audience(call)));
        boolean right = PasswordHash.matches(params.text("password"), hash);
        List<String> weaknesses = right ? core.passwords.weaknesses(params.text("password")) : List.of();
        return core.state.locked(() -> signIn(email, phone, hash, right, weaknesses, call));
    }

    private void requireProvider(String email, String phone) {
        AuthError.invalidIf(email.isEmpty() && phone.isEmpty(), "missing email or phone");
        if (!email.isEmpty() && !core.settings.enabled("email")) {
            throw AuthError.of(422, "email_provider_disabled", "Email logins are disabled");
        }
        if (email.isEmpty() && !core.settings.enabled("phone")) {
            throw AuthError.of(422, "phone_provider_disabled", "Phone logins are disabled");
        }
    }

    private String knownHash(String email, String phone, String aud) {
        User user = core.byEmailOrPhone(email, Accounts.plainPhone(phone), aud);
        if (user == null || !user.hasPassword()) {
            throw invalid();
        }
        core.accounts.requireNotBanned(user, 400);
        return user.passwordHash;
    }

    private Reply signIn(
            String email, String phone, String checked, boolean right, List<String> weaknesses, Call call) {
        User user = core.byEmailOrPhone(email, Accounts.plainPhone(phone), core.bearers.audience(call));
        if (user == null || !right || !user.passwordHash.equals(checked)) {
            throw invalid();
        }
        core.accounts.requireNotBanned(user, 400);
        AuthError.throwIf(
                !email.isEmpty() && !user.emailConfirmed(), 400, "email_not_confirmed", "Email not confirmed");
        AuthError.throwIf(email.isEmpty() && !user.phoneConfirmed(), 400, "phone_not_confirmed", "Phone not confirmed");
        core.audit.by(user, "login", "provider", email.isEmpty() ? "phone" : "email");
        Tokens.Issued issued = core.tokens.signIn(user, "password", call);
        if (weaknesses.isEmpty()) {
            issued.body().putNull("weak_password");
        } else {
            ObjectNode weak = issued.body().putObject("weak_password");
            weak.put("message", core.passwords.weaknessText(weaknesses));
            weaknesses.forEach(weak.putArray("reasons")::add);
        }
        return issued.reply();
    }

    private static AuthError invalid() {
        return AuthError.of(400, "invalid_credentials", "Invalid login credentials");
    }

    Reply refresh(Call call) {
        String token = REFRESH.read(call).text("refresh_token");
        if (FIRST_KIND.matcher(token).matches()) {
            return first(token, call);
        }
        SecondToken second = SecondToken.read(token).orElseThrow(() -> AuthError.invalid("Refresh token is not valid"));
        return second(second, call);
    }

    private Reply first(String text, Call call) {
        RefreshToken token = core.state.refreshTokens.get(text);
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
            core.audit.by(session.user, "token_revoked");
            issued.header("sb-auth-refresh-token-reuse", "false");
        }
        return issued.reply();
    }

    private String rotate(RefreshToken token) {
        token.revoke(core.stamp());
        return core.tokens.rotated(token.session, token.token);
    }

    /** A used token that is nobody's parent counts only for a short while; else its whole family is revoked. */
    private void requireRecent(RefreshToken token) {
        Instant until = token.updatedAt.plus(core.settings.seconds("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL"));
        if (!core.now().isAfter(until)) {
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
        if (!core.now()
                .isAfter(session.refreshedAt.plus(core.settings.seconds("SECURITY_REFRESH_TOKEN_REUSE_INTERVAL")))) {
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
        AuthError.throwIf(user.bannedAt(core.now()), 400, "user_banned", REFUSED + "User Banned");
        AuthError.throwIf(session.over(core.settings, core.now()), 400, "session_expired", REFUSED + "Session Expired");
        Session newest = newest(user);
        if (core.settings.flag("SESSIONS_SINGLE_PER_USER") && newest != session) {
            throw AuthError.of(400, "session_expired", REFUSED + "Session Expired (Revoked by Newer Login)");
        }
    }

    private @Nullable Session newest(User user) {
        Session newest = null;
        for (Session session : user.sessions) {
            if (!session.over(core.settings, core.now())) {
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

    Reply idToken(Call call) {
        Params params = ID_TOKEN.read(call);
        if (!params.filled("id_token")) {
            throw AuthError.oauth("invalid request", "id_token required");
        }
        String provider = params.text("provider");
        if (provider.isEmpty() && (!params.filled("client_id") || !params.filled("issuer"))) {
            throw AuthError.oauth("invalid request", "provider or client_id and issuer required");
        }
        AuthError.invalidIf(provider.startsWith("custom:"), "Custom provider \"" + provider + "\" not found");
        AuthError.invalidIf(!KNOWN.contains(provider), "Custom OIDC provider \"" + provider + "\" not allowed");
        AuthError.invalidIf(provider.equals("apple"), "Unable to detect issuer in ID token for Apple provider");
        AuthError.throwIf(
                !core.settings.enabled(provider),
                400,
                "provider_disabled",
                "Provider (issuer \"" + issuer(provider) + "\") is not enabled");
        throw AuthError.oauth("invalid request", "Bad ID token");
    }

    private static String issuer(String provider) {
        return switch (provider) {
            case "google" -> "https://accounts.google.com";
            case "facebook" -> "https://www.facebook.com";
            case "kakao" -> "https://kauth.kakao.com";
            case "azure" -> "https://login.microsoftonline.com/common/v2.0";
            default -> "";
        };
    }
}
