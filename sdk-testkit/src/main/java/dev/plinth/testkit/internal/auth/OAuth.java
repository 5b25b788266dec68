package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.golang.GoWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /authorize} and {@code /callback}: to an identity provider and back. */
final class OAuth {
    private static final Set<String> KEPT_BACK = Set.of(
            "provider",
            "scopes",
            "client_id",
            "client_secret",
            "redirect_uri",
            "response_type",
            "state",
            "code_challenge",
            "code_challenge_method",
            "code_verifier",
            "invite_token");

    private final AuthCore core;
    private final Providers providers;
    private final StubProvider stub;
    private final ExternalAccounts accounts;

    OAuth(AuthCore core) {
        this.core = core;
        this.providers = new Providers(core);
        this.stub = new StubProvider();
        this.accounts = new ExternalAccounts(core);
    }

    AuthReply authorize(Call call) {
        if (!call.request().parameter("invite_token").isEmpty()) {
            throw AuthError.of(404, "user_not_found", "User identified by token not found");
        }
        return AuthReply.redirect(302, begin(call, null));
    }

    AuthReply link(Call call) {
        String url = begin(call, call.user().id);
        return call.request().parameter("skip_http_redirect").equals("true")
                ? AuthReply.ok(JsonNodeFactory.instance.objectNode().put("url", url))
                : AuthReply.redirect(302, url);
    }

    private String begin(Call call, @Nullable UUID linkingUser) {
        AuthRequest request = call.request();
        String provider = providers.usable(request.parameter("provider"));
        String challenge = request.parameter("code_challenge");
        String method = request.parameter("code_challenge_method");
        Flows.requireValid(challenge, method);
        if (!challenge.isEmpty() && !Flows.knownMethod(method)) {
            throw AuthError.invalid("Invalid code_challenge_method");
        }
        FlowState flow = core.flows().newFlow("oauth", challenge, method);
        flow.provider = provider;
        flow.redirectTo = Redirects.of(core, request).target();
        flow.linkingUser = linkingUser;
        core.state().flows.put(flow.id, flow);
        Map<String, String> query = new TreeMap<>();
        request.parameters().forEach((name, values) -> {
            if (!KEPT_BACK.contains(name)) {
                query.put(name, values.get(0));
            }
        });
        String scopes = request.parameter("scopes");
        query.put("client_id", providers.client(provider));
        query.put("redirect_uri", providers.callback(provider));
        query.put("response_type", "code");
        query.put("scope", providers.scope(provider) + (scopes.isEmpty() ? "" : " " + scopes));
        query.put("state", flow.id.toString());
        return providers.address(provider) + "?" + VerifyEndpoint.form(query);
    }

    /** What the stub provider answers: it approves at once, and sends the browser back. */
    AuthReply stubAuthorize(Call call) {
        Map<String, List<String>> query = call.request().parameters();
        if (!query.containsKey("redirect_uri") || !query.containsKey("state")) {
            throw AuthError.invalid("the stub provider needs redirect_uri and state");
        }
        Map<String, String> answer = new TreeMap<>();
        answer.put("state", call.request().parameter("state"));
        answer.put("code", stub.code(call.param("provider"), call.request().parameter("login_hint")));
        return AuthReply.redirect(
                302,
                VerifyEndpoint.appended(call.request().parameter("redirect_uri"), '?', VerifyEndpoint.form(answer)));
    }

    AuthReply callback(Call call) {
        AuthRequest request = call.request();
        FlowState flow;
        try {
            flow = flow(request.parameter("state"));
        } catch (AuthError error) {
            return refused(error, request);
        }
        if (!request.parameter("error").isEmpty()) {
            Map<String, String> told = new TreeMap<>();
            told.put("error", request.parameter("error"));
            told.put("error_description", request.parameter("error_description"));
            return sentBack(flow, told);
        }
        try {
            return signedIn(flow, call);
        } catch (AuthError error) {
            return sentBack(flow, VerifyEndpoint.describe(error));
        }
    }

    private FlowState flow(String state) {
        if (state.isEmpty()) {
            throw AuthError.of(400, "bad_oauth_callback", "OAuth state parameter missing");
        }
        try {
            FlowState flow = core.state().flows.get(UUID.fromString(state));
            if (flow != null && !core.flows().expired(flow)) {
                return flow;
            }
        } catch (IllegalArgumentException e) {
            throw AuthError.of(400, "bad_oauth_state", "OAuth state parameter is invalid");
        }
        throw AuthError.of(400, "bad_oauth_state", "OAuth state not found or expired");
    }

    /** Without a flow there is only the site to go to; the answer's body is the page and the error after it. */
    private AuthReply refused(AuthError error, AuthRequest request) {
        String location = VerifyEndpoint.appended(
                core.settings().siteUrl(), '?', VerifyEndpoint.form(VerifyEndpoint.describe(error)));
        AuthReply page = AuthReply.redirect(303, location);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("code", error.status)
                .put("error_code", error.code)
                .put("msg", error.text);
        boolean get = request.method().equals("GET");
        String type = get ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        return AuthReply.text(303, type, (get ? page.body() : "") + GoWriter.write(json))
                .header("Location", location);
    }

    private static AuthReply sentBack(FlowState flow, Map<String, String> told) {
        Map<String, String> fragment = new TreeMap<>(told);
        fragment.put("sb", "");
        String query = VerifyEndpoint.appended(flow.redirectTo, '?', VerifyEndpoint.form(told));
        return AuthReply.redirect(302, query + "#" + VerifyEndpoint.form(fragment));
    }

    private AuthReply signedIn(FlowState flow, Call call) {
        String code = call.request().parameter("code");
        if (code.isEmpty()) {
            throw AuthError.of(400, "bad_oauth_callback", "OAuth callback with missing authorization code missing");
        }
        StubProvider.Profile profile = stub.profile(flow.provider, code)
                .orElseThrow(() -> AuthError.internal("Unable to exchange external code: " + code));
        User user = accounts.signIn(flow, profile);
        flow.user = user.id;
        flow.providerToken = "stub-access-token";
        flow.providerRefreshToken = "stub-refresh-token";
        if (flow.pkce()) {
            String query = "code=" + flow.authCode;
            return AuthReply.redirect(302, VerifyEndpoint.appended(flow.redirectTo, '?', query));
        }
        core.state().flows.remove(flow.id);
        Tokens.Issued issued = core.tokens().signIn(user, "oauth", call.request());
        Map<String, String> fragment = new TreeMap<>();
        for (String name : new String[] {"access_token", "expires_at", "expires_in", "refresh_token", "token_type"}) {
            fragment.put(name, issued.body().path(name).asText());
        }
        fragment.put("provider_token", flow.providerToken);
        fragment.put("provider_refresh_token", flow.providerRefreshToken);
        fragment.put("sb", "");
        return AuthReply.redirect(302, flow.redirectTo + "#" + VerifyEndpoint.form(fragment));
    }
}
