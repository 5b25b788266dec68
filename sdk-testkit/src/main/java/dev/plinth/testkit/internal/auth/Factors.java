package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Challenge;
import dev.plinth.testkit.internal.auth.model.User.Factor;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.Totp;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.golang.GoUuid;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /factors}: a user's second factors, from enrolment to removal. */
record Factors(AuthCore core) {
    private static final Params.Spec ENROL = Params.Spec.of("factor_type friendly_name issuer phone");
    private static final Params.Spec VERIFY = Params.Spec.of("challenge_id:uuid code");
    private static final Duration UNVERIFIED_LIFE = Duration.ofMinutes(5);
    private static final int SECRET_BYTES = 20;

    /** What Go's TrimSpace removes. */
    private static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\\u0085\\p{Z}]+|[\\s\\u0085\\p{Z}]+$");

    void requirePermanentUser(Call call) {
        AuthError.throwIf(
                call.user().anonymous, 403, "no_authorization", "Anonymous user not allowed to perform these actions");
    }

    void requireFactor(Call call) {
        factor(call, call.user());
    }

    static Factor factor(Call call, User user) {
        UUID id = call.id("factor_id");
        return user.factors.stream()
                .filter(factor -> factor.id.equals(id))
                .findFirst()
                .orElseThrow(() -> AuthError.of(404, "mfa_factor_not_found", "Factor not found"));
    }

    Reply enrol(Call call) {
        Params params = ENROL.read(call);
        User user = call.user();
        String type = params.text("factor_type");
        switch (type) {
            case "totp", "phone" -> requireEnabled(type, "enroll");
            case "webauthn" ->
                throw AuthError.of(422, "mfa_webauthn_enroll_not_enabled", "MFA enroll is disabled for WebAuthn");
            default -> throw AuthError.invalid("factor_type needs to be totp, phone, or webauthn");
        }
        boolean phone = type.equals("phone");
        String number = phone ? Accounts.validPhone(params.text("phone")) : "";
        requireRoom(user, params.text("friendly_name"), call);
        Factor factor = new Factor(UUID.randomUUID(), user, type, params.text("friendly_name"), core.stamp());
        factor.phone = number;
        ObjectNode answer = Json.object("id", factor.id, "type", type, "friendly_name", factor.friendlyName);
        if (phone) {
            answer.put("phone", params.text("phone"));
        } else {
            addSecret(factor, params.text("issuer"), answer);
        }
        user.factors.add(factor);
        core.audit.by(user, "factor_in_progress", "factor_id", factor.id);
        return Replies.ok(answer);
    }

    private void addSecret(Factor factor, String asked, ObjectNode answer) {
        byte[] bytes = new byte[SECRET_BYTES];
        core.random.nextBytes(bytes);
        factor.secret = Totp.encoded(bytes);
        String issuer =
                asked.isEmpty() ? URI.create(core.settings.text("SITE_URL")).getAuthority() : asked;
        String uri = otpAuth(issuer, factor.user.email, factor.secret);
        answer.set("totp", Json.object("qr_code", picture(uri), "secret", factor.secret, "uri", uri));
    }

    /** Refuses what is off: {@code enroll} or {@code verify} of a type. */
    private void requireEnabled(String type, String verb) {
        String way = type + "_" + verb;
        if (!core.settings.flag("MFA_" + way.toUpperCase(Locale.ROOT) + "_ENABLED")) {
            String name = type.equals("totp") ? "TOTP" : "Phone";
            throw AuthError.of(422, "mfa_" + way + "_not_enabled", "MFA " + verb + " is disabled for " + name);
        }
    }

    private void requireRoom(User user, String name, Call call) {
        user.factors.removeIf(
                factor -> !factor.verified && User.expired(factor.createdAt, UNVERIFIED_LIFE, core.now()));
        long verified = user.factors.stream().filter(factor -> factor.verified).count();
        AuthError.throwIf(
                user.factors.size() >= core.settings.number("MFA_MAX_ENROLLED_FACTORS")
                        || verified >= core.settings.number("MFA_MAX_VERIFIED_FACTORS"),
                422,
                "too_many_enrolled_mfa_factors",
                "Maximum number of verified factors reached, unenroll to continue");
        if (verified > 0 && !raised(call.session())) {
            throw AuthError.of(403, "insufficient_aal", "AAL2 required to enroll a new factor");
        }
        AuthError.throwIf(
                user.factors.stream().anyMatch(factor -> factor.friendlyName.equals(name)),
                422,
                "mfa_factor_name_conflict",
                "A factor with the friendly name \"" + name + "\" for this user already exists");
    }

    Reply challenge(Call call) {
        Factor factor = factor(call, call.user());
        requireEnabled(factor.type, "verify");
        String code = factor.type.equals("phone") ? core.mailer.code("SMS") : "";
        if (!code.isEmpty()) {
            core.deliver("sms", factor.phone, "", "Your code is " + code);
        }
        Challenge challenge = new Challenge(call.address(), core.stamp(), code);
        factor.challenges.put(challenge.id, challenge);
        factor.lastChallengedAt = challenge.createdAt;
        factor.changed(challenge.createdAt);
        core.audit.by(call.user(), "challenge_created", "factor_id", factor.id);
        long expiresAt = challenge.createdAt.plus(core.settings.challengeLife()).getEpochSecond();
        return Replies.ok(Json.object("id", challenge.id, "type", factor.type, "expires_at", expiresAt));
    }

    Reply verify(Call call) {
        Factor factor = factor(call, call.user());
        Params params = VERIFY.read(call);
        boolean phone = factor.type.equals("phone");
        requireEnabled(factor.type, "verify");
        String code = params.text("code");
        AuthError.invalidIf(code.isEmpty(), "Code needs to be non-empty");
        Challenge challenge = open(factor, params, call);
        boolean right = phone
                ? challenge.code.equals(code)
                : Totp.matches(factor.secret, SPACE_AROUND.matcher(code).replaceAll(""), core.now());
        core.audit.by(call.user(), "verification_attempted", "factor_id", factor.id, "challenge_id", challenge.id);
        AuthError.throwIf(
                !right, 422, "mfa_verification_failed", "Invalid " + (phone ? "MFA Phone" : "TOTP") + " code entered");
        challenge.used = true;
        return raise(factor, call);
    }

    private Challenge open(Factor factor, Params params, Call call) {
        Challenge challenge = GoUuid.parse(params.text("challenge_id"))
                .map(factor.challenges::get)
                .orElse(null);
        if (challenge == null) {
            throw AuthError.of(422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found");
        }
        if (challenge.used || !challenge.address.equals(call.address())) {
            throw AuthError.of(422, "mfa_ip_address_mismatch", "Challenge and verify IP addresses mismatch.");
        }
        if (User.expired(challenge.createdAt, core.settings.challengeLife(), core.now())) {
            factor.challenges.remove(challenge.id);
            throw AuthError.of(
                    422,
                    "mfa_challenge_expired",
                    "MFA challenge " + challenge.id + " has expired, verify against another challenge or create a new"
                            + " challenge.");
        }
        return challenge;
    }

    /** Raises the session; the answer still shows the unverified factors that go by it. */
    private Reply raise(Factor factor, Call call) {
        User user = call.user();
        Session session = call.session();
        if (session == null) {
            throw AuthError.badJwt("invalid claim: missing session_id claim");
        }
        if (!factor.verified) {
            factor.verified = true;
            factor.changed(core.stamp());
        }
        JsonNode shown = UserJson.user(user).path("factors");
        core.tokens.prove(session, factor.type.equals("phone") ? "mfa/phone" : "totp");
        session.raised = true;
        session.factorId = factor.id;
        user.lastSignInAt = core.stamp();
        core.accounts.touch(user);
        List.copyOf(user.sessions).stream()
                .filter(other -> other != session && !other.raised)
                .forEach(core.state::endSession);
        user.factors.removeIf(other -> !other.verified && other.type.equals(factor.type));
        core.audit.by(user, "login", "factor_id", factor.id);
        Tokens.Issued issued = core.tokens.issued(session, swapped(session));
        ((ObjectNode) issued.body().path("user")).set("factors", shown);
        return Replies.ok(issued.body());
    }

    /** The session's next refresh token; of the second kind the counter goes on by two. */
    private String swapped(Session session) {
        if (session.tokenKey.length > 0) {
            session.tokenCounter += 2;
            return core.tokens.second(session);
        }
        RefreshToken active = session.active();
        if (active != null) {
            active.revoke(core.stamp());
        }
        return core.tokens.rotated(session, active == null ? "" : active.token);
    }

    Reply remove(Call call) {
        Factor factor = factor(call, call.user());
        if (factor.verified && !raised(call.session())) {
            throw AuthError.of(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
        }
        removeFactor(factor);
        core.audit.by(call.user(), "factor_unenrolled", "factor_id", factor.id);
        return Replies.ok(Json.object("id", factor.id));
    }

    /** Sessions that were raised by the factor are lowered again. */
    static void removeFactor(Factor factor) {
        factor.user.factors.remove(factor);
        for (Session session : factor.user.sessions) {
            if (factor.id.equals(session.factorId)) {
                session.raised = false;
                session.factorId = null;
                session.methods.remove("totp");
                session.methods.remove("mfa/phone");
            }
        }
    }

    private static boolean raised(@Nullable Session session) {
        return session != null && session.raised;
    }

    static String otpAuth(String issuer, String account, String secret) {
        return "otpauth://totp/" + (escaped(issuer) + ":" + escaped(account)).replace("%2F", "/")
                + "?algorithm=SHA1&digits=6&issuer="
                + escaped(issuer) + "&period=30&secret=" + secret;
    }

    /** The address as text: nobody scans what an embedded server draws. */
    static String picture(String uri) {
        return "<?xml version=\"1.0\"?>\n<svg width=\"219\" height=\"219\" xmlns=\"http://www.w3.org/2000/svg\">\n<text"
                + " x=\"4\" y=\"16\" font-size=\"6\">"
                + uri.replace("&", "&amp;").replace("<", "&lt;")
                + "</text>\n</svg>\n";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%40", "@")
                .replace("%26", "&")
                .replace("%3D", "=")
                .replace("%2B", "+")
                .replace("%24", "$")
                .replace("%7E", "~");
    }
}
