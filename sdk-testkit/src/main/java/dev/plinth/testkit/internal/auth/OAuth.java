package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.model.AuthState.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /authorize} and {@code /callback}: sign-in with an identity provider; and the removal of identities. */
record OAuth(AuthCore core) {
    private static final Set<String> KEPT_BACK = Set.of(("provider scopes client_id client_secret redirect_uri"
                    + " response_type state code_challenge code_challenge_method code_verifier invite_token")
            .split(" ", -1));

    /** A real provider, and the scope that it is asked for. */
    private record Provider(String url, String scope) {}

    /** The real providers; of those without an entry there is only the stub. */
    private static final Map<String, Provider> REAL = Map.of(
            "github", new Provider("https://github.com/login/oauth/authorize", "user:email"),
            "gitlab", new Provider("https://gitlab.com/oauth/authorize", "read_user"),
            "discord", new Provider("https://discord.com/api/oauth2/authorize", "email identify"),
            "facebook", new Provider("https://www.facebook.com/dialog/oauth", "email"),
            "google", new Provider("https://accounts.google.com/o/oauth2/v2/auth", "email profile"));

    /** A user of the stub provider, which knows everybody; their address is verified. */
    record Profile(String subject, String email, String name) {}

    Reply authorize(Call call) {
        AuthError.of(404, "user_not_found", "User identified by token not found")
                .throwIf(!call.parameter("invite_token").isEmpty());
        return Replies.redirect(302, begin(call, null));
    }

    Reply link(Call call) {
        String url = begin(call, call.user().id);
        return call.parameter("skip_http_redirect").equals("true")
                ? Replies.ok(Json.object("url", url))
                : Replies.redirect(302, url);
    }

    private String begin(Call call, @Nullable UUID linkingUser) {
        String provider = usable(call.parameter("provider"));
        String challenge = call.parameter("code_challenge");
        String method = call.parameter("code_challenge_method");
        Flows.requireValid(challenge, method);
        AuthError.invalidIf(!challenge.isEmpty() && !Flows.knownMethod(method), "Invalid code_challenge_method");
        FlowState flow = new FlowState("oauth", challenge, method, core.stamp());
        flow.provider = provider;
        flow.redirectTo = Redirects.of(core, call);
        flow.linkingUser = linkingUser;
        core.state.flows.put(flow.id, flow);
        Map<String, String> query = new TreeMap<>();
        call.parameters().forEach((name, values) -> {
            if (!KEPT_BACK.contains(name)) {
                query.put(name, values.get(0));
            }
        });
        String scopes = call.parameter("scopes");
        query.put("client_id", client(provider));
        query.put("redirect_uri", callback(provider));
        query.put("response_type", "code");
        query.put("scope", scope(provider) + (scopes.isEmpty() ? "" : " " + scopes));
        query.put("state", flow.id.toString());
        return address(provider) + "?" + Replies.form(query);
    }

    /** The stub provider, which approves at once and sends the browser back. */
    Reply stubAuthorize(Call call) {
        Map<String, List<String>> query = call.parameters();
        AuthError.invalidIf(
                !query.containsKey("redirect_uri") || !query.containsKey("state"),
                "the stub provider needs redirect_uri and state");
        Map<String, String> answer = new TreeMap<>();
        answer.put("state", call.parameter("state"));
        answer.put("code", code(call.param("provider"), call.parameter("login_hint")));
        return Replies.redirect(302, Replies.appended(call.parameter("redirect_uri"), Replies.form(answer)));
    }

    Reply callback(Call call) {
        FlowState flow;
        try {
            flow = flow(call.parameter("state"));
        } catch (AuthError error) {
            return refused(error, call);
        }
        if (!call.parameter("error").isEmpty()) {
            Map<String, String> told = new TreeMap<>();
            told.put("error", call.parameter("error"));
            told.put("error_description", call.parameter("error_description"));
            return sentBack(flow, told);
        }
        try {
            return signedIn(flow, call);
        } catch (AuthError error) {
            return sentBack(flow, error.describe());
        }
    }

    private FlowState flow(String state) {
        AuthError.of(400, "bad_oauth_callback", "OAuth state parameter missing").throwIf(state.isEmpty());
        try {
            FlowState flow = core.state.flows.get(UUID.fromString(state));
            if (flow != null && !core.flows.expired(flow)) {
                return flow;
            }
        } catch (IllegalArgumentException e) {
            throw AuthError.of(400, "bad_oauth_state", "OAuth state parameter is invalid");
        }
        throw AuthError.of(400, "bad_oauth_state", "OAuth state not found or expired");
    }

    /** Without a flow the browser is sent to the site; the body is the page of a redirect, followed by the error. */
    private Reply refused(AuthError error, Call call) {
        String location = Replies.appended(core.settings.text("SITE_URL"), Replies.form(error.describe()));
        ObjectNode json = Json.object("code", error.status, "error_code", error.code, "msg", error.text);
        boolean get = call.method().equals("GET");
        String type = get ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        String page = get ? new String(Replies.redirect(303, location).bytes(), StandardCharsets.UTF_8) : "";
        return Reply.text(303, type, page + Json.text(json)).header("Location", location);
    }

    private static Reply sentBack(FlowState flow, Map<String, String> told) {
        Map<String, String> fragment = new TreeMap<>(told);
        fragment.put("sb", "");
        String query = Replies.appended(flow.redirectTo, Replies.form(told));
        return Replies.redirect(302, query + "#" + Replies.form(fragment));
    }

    private Reply signedIn(FlowState flow, Call call) {
        String code = call.parameter("code");
        AuthError.of(400, "bad_oauth_callback", "OAuth callback with missing authorization code missing")
                .throwIf(code.isEmpty());
        Profile profile = profile(flow.provider, code)
                .orElseThrow(() -> AuthError.internal("Unable to exchange external code: " + code));
        User user = core.accounts.signIn(flow, profile);
        flow.user = user.id;
        flow.providerToken = "stub-access-token";
        flow.providerRefreshToken = "stub-refresh-token";
        if (!flow.challenge.isEmpty()) {
            String query = "code=" + flow.authCode;
            return Replies.redirect(302, Replies.appended(flow.redirectTo, query));
        }
        core.state.flows.remove(flow.id);
        Tokens.Issued issued = core.tokens.signIn(user, "oauth", call);
        Map<String, String> fragment = issued.fragment();
        fragment.put("provider_token", flow.providerToken);
        fragment.put("provider_refresh_token", flow.providerRefreshToken);
        return Replies.redirect(302, flow.redirectTo + "#" + Replies.form(fragment));
    }

    /** The provider's own name, if it may be used. */
    private String usable(String asked) {
        String name = asked.toLowerCase(Locale.ROOT);
        AuthError.invalidIf(name.startsWith("custom:"), "Unsupported provider: custom provider " + name + " not found");
        AuthError.invalidIf(
                !AuthSettings.PROVIDERS.contains(name),
                "Unsupported provider: Provider " + name + " could not be found");
        AuthError.invalidIf(!core.settings.enabled(name), "Unsupported provider: provider is not enabled");
        return name;
    }

    /** The address of a provider; this server itself stands in for one without a client id. */
    private String address(String provider) {
        Provider real = REAL.get(provider);
        return real == null
                        || core.settings.text(setting(provider, "CLIENT_ID")).isEmpty()
                ? core.external() + "/__idp/" + provider + "/authorize"
                : real.url();
    }

    private static String scope(String provider) {
        Provider real = REAL.get(provider);
        return real == null ? "email" : real.scope();
    }

    private String client(String provider) {
        String client = core.settings.text(setting(provider, "CLIENT_ID")).split(",", 2)[0];
        return client.isEmpty() ? "stub-client" : client;
    }

    private String callback(String provider) {
        String callback = core.settings.text(setting(provider, "REDIRECT_URI"));
        return callback.isEmpty() ? core.external() + "/callback" : callback;
    }

    /** The stub's code says who signs in: the user whom the hint names, or one of its own. */
    private static String code(String provider, String hint) {
        String email = hint.isEmpty() ? provider + ".user@example.com" : hint;
        byte[] bytes = (provider + "\n" + email).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<Profile> profile(String provider, String code) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(code), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!text.startsWith(provider + "\n")) {
            return Optional.empty();
        }
        String email = text.substring(provider.length() + 1);
        String subject = Codes.hash(provider, email).substring(0, 16);
        return Optional.of(new Profile(subject, email, email.split("@", 2)[0]));
    }

    private static String setting(String provider, String member) {
        return "EXTERNAL_" + provider.toUpperCase(Locale.ROOT) + "_" + member;
    }

    void requireLinking(Call call) {
        AuthError.of(404, "manual_linking_disabled", "Manual linking is disabled")
                .throwIf(!core.settings.flag("SECURITY_MANUAL_LINKING_ENABLED"));
    }

    Reply removeIdentity(Call call) {
        UUID id = call.id("identity_id");
        User user = call.user();
        AuthError.of(403, "unexpected_audience", "Token audience doesn't match request audience")
                .throwIf(!user.aud.equals(call.claims().path("aud").asText("")));
        AuthError.of(422, "single_identity_not_deletable", "User must have at least 1 identity after unlinking")
                .throwIf(user.identities.size() <= 1);
        Identity identity = user.identities.stream()
                .filter(candidate -> candidate.identityId.equals(id))
                .findFirst()
                .orElseThrow(() -> AuthError.of(422, "identity_not_found", "Identity doesn't exist"));
        user.identities.remove(identity);
        forgetAddress(user, identity);
        core.accounts.recountProviders(user);
        core.accounts.touch(user);
        Object[] traits = {"identity_id", identity.identityId, "provider", identity.provider, "provider_id", identity.id
        };
        core.audit.by(user, "identity_unlinked", traits);
        return Replies.nothing();
    }

    /** Replaces an address that no identity has any more by that of another identity, if there is one. */
    private void forgetAddress(User user, Identity gone) {
        if (gone.provider.equals("phone")) {
            core.state.users.readdress(user, user.email, "");
            user.phoneConfirmedAt = null;
        } else if (user.identities.stream()
                .noneMatch(identity -> identity.email().equals(user.email))) {
            String other = user.identities.stream()
                    .map(Identity::email)
                    .filter(email -> !email.isEmpty())
                    .findFirst()
                    .orElse("");
            core.state.users.readdress(user, other, user.phone);
            if (other.isEmpty()) {
                user.emailConfirmedAt = null;
            }
        }
    }
}
