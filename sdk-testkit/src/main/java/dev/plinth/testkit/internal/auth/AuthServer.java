package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.golang.GoJson;
import dev.plinth.testkit.internal.golang.GoJsonException;

/** The Auth server: its routes, with what is checked before each. */
public final class AuthServer {
    private final AuthCore core;
    private final Routes routes;
    private final RateLimits limits;
    private final Bearers bearers;

    AuthServer(AuthCore core) {
        this.core = core;
        this.routes = new Routes(core.state());
        this.limits = new RateLimits(core);
        this.bearers = new Bearers(core);
        open();
        mails();
        user();
        admin();
    }

    AuthCore core() {
        return core;
    }

    void reset() {
        core.state().locked(() -> {
            core.state().clear();
            limits.clear();
            return true;
        });
    }

    /** Answers a request; errors are answers too. */
    public AuthReply handle(AuthRequest request) {
        try {
            return routes.handle(new Call(request));
        } catch (AuthError error) {
            return ErrorWriter.write(error, request);
        }
    }

    private void open() {
        Info info = new Info(core);
        Grants grants = new Grants(core, limits, bearers);
        Signup signup = new Signup(core, bearers);
        routes.on("GET", "/health", info::health)
                .on("GET", "/settings", info::settings)
                .on("GET", "/.well-known/jwks.json", info::keys)
                .on("GET", "/.well-known/openid-configuration", info::openid)
                .group("/signup", this::requireCaptcha)
                .slow("POST", "/signup", call -> {
                    limitSignup(call);
                    return signup.handle(call);
                })
                .slow("POST", "/token", grants::handle, this::requireTokenCaptcha);
    }

    private void mails() {
        MailEndpoints mails = new MailEndpoints(core, new Signup(core, bearers), bearers);
        VerifyEndpoint verify = new VerifyEndpoint(core, bearers);
        routes.slow("POST", "/otp", mails::otp, limits.of("otp", "RATE_LIMIT_OTP"), this::requireCaptcha)
                .slow(
                        "POST",
                        "/magiclink",
                        mails::magicLink,
                        limits.of("magiclink", "RATE_LIMIT_OTP"),
                        this::requireCaptcha)
                .on("POST", "/recover", mails::recover, limits.of("recover", "RATE_LIMIT_OTP"), this::requireCaptcha)
                .on("POST", "/resend", mails::resend, limits.of("resend", "RATE_LIMIT_OTP"), this::requireCaptcha)
                .group("/verify", limits.of("verify", "RATE_LIMIT_VERIFY"))
                .on("POST", "/verify", verify::post)
                .on("GET", "/verify", verify::get);
        OAuth oauth = new OAuth(core);
        Identities identities = new Identities(core);
        routes.on("GET", "/authorize", oauth::authorize)
                .group("/callback")
                .on("GET", "/callback", oauth::callback)
                .on("POST", "/callback", oauth::callback)
                .on("GET", "/__idp/{provider}/authorize", oauth::stubAuthorize)
                .group("/user/identities", identities::requireLinking)
                .on("GET", "/user/identities/authorize", oauth::link)
                .on("DELETE", "/user/identities/{identity_id}", identities::remove);
    }

    private void user() {
        UserEndpoint user = new UserEndpoint(core, bearers);
        routes.on("POST", "/logout", user::logout, bearers::requireUser)
                .group("/reauthenticate", bearers::requireUser)
                .on("GET", "/reauthenticate", user::reauthenticate)
                .group("/user", bearers::requireUser)
                .slow("PUT", "/user", user::put, limits.of("user", "RATE_LIMIT_OTP"))
                .on("GET", "/user", user::get);
        FactorEndpoints factors = new FactorEndpoints(core);
        routes.group("/factors", bearers::requireUser, factors::requirePermanentUser)
                .on("POST", "/factors", factors::enrol)
                .group("/factors/{factor_id}", factors::requireFactor)
                .on("DELETE", "/factors/{factor_id}", factors::remove)
                .on("POST", "/factors/{factor_id}/challenge", factors::challenge, limits.perMinute("challenge", 15))
                .on("POST", "/factors/{factor_id}/verify", factors::verify, limits.perMinute("factor", 15));
    }

    private void admin() {
        AdminUsers users = new AdminUsers(core, bearers);
        AdminUserList list = new AdminUserList(core, bearers);
        AdminDelete delete = new AdminDelete(core, users);
        routes.group("/admin", bearers::requireAdmin)
                .group("/admin/users")
                .on("GET", "/admin/users", list::handle)
                .slow("POST", "/admin/users", users::create)
                .group("/admin/users/{user_id}", users::requireUser)
                .on("GET", "/admin/users/{user_id}", users::get)
                .slow("PUT", "/admin/users/{user_id}", users::update)
                .on("DELETE", "/admin/users/{user_id}", delete::handle);
        AdminFactors factors = new AdminFactors(core, users);
        Links links = new Links(core, bearers);
        routes.group("/admin/users/{user_id}/factors")
                .on("GET", "/admin/users/{user_id}/factors", factors::list)
                .group("/admin/users/{user_id}/factors/{factor_id}", factors::requireFactor)
                .on("PUT", "/admin/users/{user_id}/factors/{factor_id}", factors::update)
                .on("DELETE", "/admin/users/{user_id}/factors/{factor_id}", factors::remove)
                .on("GET", "/admin/users/{user_id}/passkeys", factors::passkeys)
                .on("DELETE", "/admin/users/{user_id}/passkeys/{passkey_id}", call -> {
                    throw AuthError.of(404, "validation_failed", "Passkey not found");
                })
                .slow("POST", "/admin/generate_link", links::generate)
                .group("/admin/audit")
                .on("GET", "/admin/audit", new AuditEndpoint(core)::list)
                .on("POST", "/invite", links::invite, bearers::requireAdmin);
        FeaturesOff.mount(routes, core.settings());
    }

    private void limitSignup(Call call) {
        JsonNode email = member(call.request(), "email");
        JsonNode phone = member(call.request(), "phone");
        if (email.asText("").isEmpty() && phone.asText("").isEmpty()) {
            limits.anonymous(call.request());
        } else {
            Routes.Check limit = limits.of("signup", "RATE_LIMIT_OTP");
            limit.accept(call);
        }
    }

    private void requireTokenCaptcha(Call call) {
        switch (call.request().parameter("grant_type")) {
            case "pkce", "refresh_token", "id_token" -> {}
            default -> requireCaptcha(call);
        }
    }

    /** Any token is good, as long as there is one. */
    private void requireCaptcha(Call call) {
        if (!core.settings().flag("SECURITY_CAPTCHA_ENABLED") || bearers.isAdmin(call.request())) {
            return;
        }
        String token = member(call.request(), "gotrue_meta_security")
                .path("captcha_token")
                .asText("");
        if (token.isEmpty()) {
            throw AuthError.of(
                    400, "captcha_failed", "captcha protection: request disallowed (no captcha_token found)");
        }
    }

    private static JsonNode member(AuthRequest request, String name) {
        try {
            return GoJson.parse(request.content()).value().path(name);
        } catch (GoJsonException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }
}
