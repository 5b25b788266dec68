package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.auth.web.Routes;
import dev.plinth.testkit.internal.auth.web.Routes.Check;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The Auth server: its routes, with what is checked before each. */
final class AuthServer {
    private final AuthCore core;
    private final Routes routes;
    private final RateLimits limits;

    AuthServer(AuthCore core) {
        this.core = core;
        this.routes = new Routes(core.state);
        this.limits = new RateLimits(core);
        new Info(core).mount(routes);
        open();
        mails();
        user();
        admin();
    }

    void reset() {
        core.state.locked(() -> {
            core.state.clear();
            limits.clear();
            return true;
        });
    }

    /** Answers a request; errors are answers too. */
    Reply handle(Call call) {
        try {
            return routes.handle(call);
        } catch (AuthError error) {
            return error.reply(call.header("x-supabase-api-version"));
        }
    }

    private void open() {
        Signup signup = new Signup(core);
        MailEndpoints mails = new MailEndpoints(core, signup);
        Check otp = limits.of("otp", "RATE_LIMIT_OTP");
        Check magicLink = limits.of("magiclink", "RATE_LIMIT_OTP");
        routes.group("/signup", this::requireCaptcha)
                .on("POST", "/signup", signup::handle, this::limitSignup)
                .on("POST", "/token", new Grants(core, limits)::handle, this::requireTokenCaptcha)
                .on("POST", "/otp", mails::otp, otp, this::requireCaptcha)
                .on("POST", "/magiclink", mails::magicLink, magicLink, this::requireCaptcha)
                .on("POST", "/recover", mails::recover, limits.of("recover", "RATE_LIMIT_OTP"), this::requireCaptcha)
                .on("POST", "/resend", mails::resend, limits.of("resend", "RATE_LIMIT_OTP"), this::requireCaptcha);
    }

    private void mails() {
        Verify verify = new Verify(core);
        OAuth oauth = new OAuth(core);
        routes.group("/verify", limits.of("verify", "RATE_LIMIT_VERIFY"))
                .on("POST", "/verify", verify::post)
                .on("GET", "/verify", verify::get)
                .on("GET", "/authorize", oauth::authorize)
                .group("/callback")
                .on("GET", "/callback", oauth::callback)
                .on("POST", "/callback", oauth::callback)
                .on("GET", "/__idp/{provider}/authorize", oauth::stubAuthorize)
                .group("/user/identities", oauth::requireLinking)
                .on("GET", "/user/identities/authorize", oauth::link)
                .on("DELETE", "/user/identities/{identity_id}", oauth::removeIdentity);
    }

    private void user() {
        Check signedIn = core.bearers::requireUser;
        UserEndpoint user = new UserEndpoint(core);
        Factors factors = new Factors(core);
        routes.on("POST", "/logout", user::logout, signedIn)
                .group("/reauthenticate", signedIn)
                .on("GET", "/reauthenticate", user::reauthenticate)
                .group("/user", signedIn)
                .on("PUT", "/user", user::put, limits.of("user", "RATE_LIMIT_OTP"))
                .on("GET", "/user", user::get)
                .group("/factors", signedIn, factors::requirePermanentUser)
                .on("POST", "/factors", factors::enrol)
                .group("/factors/{factor_id}", factors::requireFactor)
                .on("DELETE", "/factors/{factor_id}", factors::remove)
                .on("POST", "/factors/{factor_id}/challenge", factors::challenge, limits.perMinute("challenge", 15))
                .on("POST", "/factors/{factor_id}/verify", factors::verify, limits.perMinute("factor", 15));
    }

    private void admin() {
        AdminUsers users = new AdminUsers(core);
        AdminLists lists = new AdminLists(core);
        Links links = new Links(core);
        routes.group("/admin", core.bearers::requireAdmin)
                .group("/admin/users")
                .on("GET", "/admin/users", lists::users)
                .on("POST", "/admin/users", users::create)
                .group("/admin/users/{user_id}", users::user)
                .on("GET", "/admin/users/{user_id}", users::get)
                .on("PUT", "/admin/users/{user_id}", users::update)
                .on("DELETE", "/admin/users/{user_id}", users::delete)
                .group("/admin/users/{user_id}/factors")
                .on("GET", "/admin/users/{user_id}/factors", users::factors)
                .group("/admin/users/{user_id}/factors/{factor_id}", users::requireFactor)
                .on("PUT", "/admin/users/{user_id}/factors/{factor_id}", users::updateFactor)
                .on("DELETE", "/admin/users/{user_id}/factors/{factor_id}", users::removeFactor)
                .on("GET", "/admin/users/{user_id}/passkeys", call -> Replies.ok(Json.array()))
                .on("DELETE", "/admin/users/{user_id}/passkeys/{passkey_id}", call -> {
                    throw AuthError.of(404, "validation_failed", "Passkey not found");
                })
                .on("POST", "/admin/generate_link", links::generate)
                .group("/admin/audit")
                .on("GET", "/admin/audit", lists::audit)
                .on("POST", "/invite", links::invite, core.bearers::requireAdmin);
    }

    private void limitSignup(Call call) {
        if (call.member("email").asText("").isEmpty()
                && call.member("phone").asText("").isEmpty()) {
            limits.anonymous(call);
        } else {
            limits.of("signup", "RATE_LIMIT_OTP").accept(call);
        }
    }

    private void requireTokenCaptcha(Call call) {
        if (!Set.of("pkce", "refresh_token", "id_token").contains(call.parameter("grant_type"))) {
            requireCaptcha(call);
        }
    }

    /** Any token is accepted, as long as there is one. */
    private void requireCaptcha(Call call) {
        JsonNode token = call.member("gotrue_meta_security").path("captcha_token");
        AuthError.of(400, "captcha_failed", "captcha protection: request disallowed (no captcha_token found)")
                .throwIf(core.settings.flag("SECURITY_CAPTCHA_ENABLED")
                        && !core.bearers.isAdmin(call)
                        && token.asText("").isEmpty());
    }

    /** Request limits: a bucket for each route and client; without a header that names the client there are none. */
    record RateLimits(AuthCore core, Map<String, Bucket> buckets) {
        private static final int BURST = 30;
        private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

        /** What is left of a client's allowance after the last request, whether that was allowed, and when it came. */
        record Bucket(double left, boolean taken, Instant at) {}

        RateLimits(AuthCore core) {
            this(core, new ConcurrentHashMap<>());
        }

        void clear() {
            buckets.clear();
        }

        Routes.Check of(String route, String setting) {
            return call -> take(route, call, core.settings.number(setting), FIVE_MINUTES, BURST);
        }

        Routes.Check perMinute(String route, int rate) {
            return call -> take(route, call, rate, Duration.ofMinutes(1), BURST);
        }

        void token(Call request) {
            take("token", request, core.settings.number("RATE_LIMIT_TOKEN_REFRESH"), FIVE_MINUTES, BURST);
        }

        void anonymous(Call request) {
            int rate = core.settings.number("RATE_LIMIT_ANONYMOUS_USERS");
            take("anonymous", request, rate, Duration.ofHours(1), rate);
        }

        private void take(String route, Call request, double rate, Duration per, int burst) {
            String header = core.settings.text("RATE_LIMIT_HEADER");
            String client = header.isEmpty()
                    ? ""
                    : request.header(header).split(",", -1)[0].trim();
            if (client.isEmpty()) {
                return;
            }
            Instant now = core.now();
            double perSecond = rate / per.toSeconds();
            Bucket after = buckets.compute(route + " " + client, (key, before) -> {
                double left = before == null ? burst : refilled(before, now, perSecond, burst);
                return new Bucket(left < 1 ? left : left - 1, left >= 1, now);
            });
            AuthError.of(429, "over_request_rate_limit", "Request rate limit reached")
                    .throwIf(!after.taken());
        }

        private static double refilled(Bucket before, Instant now, double perSecond, int burst) {
            double seconds = Duration.between(before.at(), now).toMillis() / 1000.0;
            return Math.min(burst, before.left() + seconds * perSecond);
        }
    }
}
