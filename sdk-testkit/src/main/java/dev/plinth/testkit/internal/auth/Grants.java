package dev.plinth.testkit.internal.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/** {@code POST /token}: finds the grant that is asked for. */
final class Grants {
    private static final ParamSpec PKCE = ParamSpec.of("PKCEGrantParams").strings("auth_code", "code_verifier");

    private final AuthCore core;
    private final PasswordGrant passwords;
    private final RefreshGrant refreshes;
    private final IdTokenGrant idTokens;
    private final RateLimits limits;

    Grants(AuthCore core, RateLimits limits, Bearers bearers) {
        this.core = core;
        this.limits = limits;
        this.passwords = new PasswordGrant(core, bearers);
        this.refreshes = new RefreshGrant(core);
        this.idTokens = new IdTokenGrant(core);
    }

    AuthReply handle(Call call) {
        String type = call.request().formParameter("grant_type");
        switch (type) {
            case "password", "refresh_token", "id_token", "pkce", "web3" -> limits.token(call.request());
            default -> throw AuthError.of(400, "invalid_credentials", "unsupported_grant_type");
        }
        if (type.equals("password")) {
            return passwords.handle(call);
        }
        return core.state().locked(() -> switch (type) {
            case "refresh_token" -> refreshes.handle(call);
            case "pkce" -> pkce(call);
            case "id_token" -> idTokens.handle(call);
            default -> throw AuthError.of(422, "web3_provider_disabled", "Web3 provider is disabled");
        });
    }

    private AuthReply pkce(Call call) {
        Params params = PKCE.read(call.request());
        if (params.text("auth_code").isEmpty() || params.text("code_verifier").isEmpty()) {
            throw AuthError.invalid("invalid request: both auth code and code verifier should be non-empty");
        }
        FlowState flow = core.flows().byCode(params.text("auth_code"));
        if (core.flows().expired(flow)) {
            throw AuthError.of(422, "flow_state_expired", "invalid flow state, flow state has expired");
        }
        User user = flow.user == null ? null : core.state().users.find(flow.user);
        if (user == null) {
            throw AuthError.of(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
        }
        if (!verified(flow, params.text("code_verifier"))) {
            throw AuthError.of(
                    400, "bad_code_verifier", "code challenge does not match previously saved code verifier");
        }
        core.state().flows.remove(flow.id);
        core.audit().by(user, "login", Audit.traits().put("provider_type", flow.provider));
        Tokens.Issued issued = core.tokens().signIn(user, flow.method, call.request());
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
}
