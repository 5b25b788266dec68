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
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.golang.Go;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** {@code /factors}: enrolment, verification and removal of a user's second factors. */
record Factors(AuthCore core) {
    private static final Params.Spec ENROL = Params.Spec.of("factor_type friendly_name issuer phone");
    private static final Params.Spec VERIFY = Params.Spec.of("challenge_id:uuid code");
    private static final Duration UNVERIFIED_LIFE = Duration.ofMinutes(5);
    private static final int SECRET_BYTES = 20;

    /** What Go's TrimSpace removes. */
    private static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\\u0085\\p{Z}]+|[\\s\\u0085\\p{Z}]+$");

    void requirePermanentUser(Call call) {
        AuthError.of(403, "no_authorization", "Anonymous user not allowed to perform these actions")
                .throwIf(call.user().isAnonymous);
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
        Factor factor = new Factor();
        factor.user = user;
        factor.factorType = type;
        factor.friendlyName = params.text("friendly_name");
        factor.phone = phone ? Accounts.validPhone(params.text("phone")) : "";
        requireRoom(user, factor.friendlyName, call);
        factor.createdAt = core.stamp();
        factor.updatedAt = factor.createdAt;
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
        factor.secret = Codes.base32(bytes);
        String issuer =
                asked.isEmpty() ? URI.create(core.settings.text("SITE_URL")).getAuthority() : asked;
        String uri = otpAuth(issuer, factor.user.email, factor.secret);
        answer.set("totp", Json.object("qr_code", picture(uri), "secret", factor.secret, "uri", uri));
    }

    /** Refuses what is off: {@code enroll} or {@code verify} of a type. */
    private void requireEnabled(String type, String verb) {
        String way = type + "_" + verb;
        String name = type.equals("totp") ? "TOTP" : "Phone";
        AuthError.of(422, "mfa_" + way + "_not_enabled", "MFA " + verb + " is disabled for " + name)
                .throwIf(!core.settings.flag("MFA_" + way.toUpperCase(Locale.ROOT) + "_ENABLED"));
    }

    private void requireRoom(User user, String name, Call call) {
        user.factors.removeIf(
                factor -> !factor.verified() && User.expired(factor.createdAt, UNVERIFIED_LIFE, core.now()));
        long verified = user.factors.stream().filter(Factor::verified).count();
        String full = "Maximum number of verified factors reached, unenroll to continue";
        AuthError.of(422, "too_many_enrolled_mfa_factors", full)
                .throwIf(user.factors.size() >= core.settings.number("MFA_MAX_ENROLLED_FACTORS")
                        || verified >= core.settings.number("MFA_MAX_VERIFIED_FACTORS"));
        AuthError.of(403, "insufficient_aal", "AAL2 required to enroll a new factor")
                .throwIf(verified > 0 && !call.raised());
        String taken = "A factor with the friendly name \"" + name + "\" for this user already exists";
        AuthError.of(422, "mfa_factor_name_conflict", taken)
                .throwIf(user.factors.stream().anyMatch(factor -> factor.friendlyName.equals(name)));
    }

    Reply challenge(Call call) {
        Factor factor = factor(call, call.user());
        requireEnabled(factor.factorType, "verify");
        String code = factor.byPhone() ? core.mailer.code("SMS") : "";
        if (!code.isEmpty()) {
            core.deliver("sms", factor.phone, "", "Your code is " + code);
        }
        Challenge challenge = new Challenge(UUID.randomUUID(), call.address(), core.stamp(), code, new AtomicBoolean());
        factor.challenges.put(challenge.id(), challenge);
        factor.lastChallengedAt = challenge.createdAt();
        factor.changed(challenge.createdAt());
        core.audit.by(call.user(), "challenge_created", "factor_id", factor.id);
        long expiresAt =
                challenge.createdAt().plus(core.settings.challengeLife()).getEpochSecond();
        return Replies.ok(Json.object("id", challenge.id(), "type", factor.factorType, "expires_at", expiresAt));
    }

    Reply verify(Call call) {
        Factor factor = factor(call, call.user());
        Params params = VERIFY.read(call);
        requireEnabled(factor.factorType, "verify");
        String code = params.text("code");
        AuthError.invalidIf(code.isEmpty(), "Code needs to be non-empty");
        Challenge challenge = open(factor, params, call);
        boolean right = factor.byPhone()
                ? challenge.code().equals(code)
                : Codes.matchesTotp(factor.secret, SPACE_AROUND.matcher(code).replaceAll(""), core.now());
        core.audit.by(call.user(), "verification_attempted", "factor_id", factor.id, "challenge_id", challenge.id());
        String name = factor.byPhone() ? "MFA Phone" : "TOTP";
        AuthError.of(422, "mfa_verification_failed", "Invalid " + name + " code entered")
                .throwIf(!right);
        challenge.used().set(true);
        return raise(factor, call);
    }

    private Challenge open(Factor factor, Params params, Call call) {
        Challenge challenge =
                Go.uuid(params.text("challenge_id")).map(factor.challenges::get).orElse(null);
        if (challenge == null) {
            throw AuthError.of(422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found");
        }
        AuthError.of(422, "mfa_ip_address_mismatch", "Challenge and verify IP addresses mismatch.")
                .throwIf(challenge.used().get() || !challenge.address().equals(call.address()));
        if (User.expired(challenge.createdAt(), core.settings.challengeLife(), core.now())) {
            factor.challenges.remove(challenge.id());
            String expired = " has expired, verify against another challenge or create a new challenge.";
            throw AuthError.of(422, "mfa_challenge_expired", "MFA challenge " + challenge.id() + expired);
        }
        return challenge;
    }

    /** Raises the session; the answer still shows the unverified factors that this removes. */
    private Reply raise(Factor factor, Call call) {
        User user = call.user();
        Session session = call.session();
        if (session == null) {
            throw AuthError.badJwt("invalid claim: missing session_id claim");
        }
        if (!factor.verified()) {
            factor.status = "verified";
            factor.changed(core.stamp());
        }
        JsonNode shown = UserJson.user(user).path("factors");
        core.tokens.prove(session, factor.byPhone() ? "mfa/phone" : "totp");
        session.raised = true;
        session.factorId = factor.id;
        user.lastSignInAt = core.stamp();
        core.accounts.touch(user);
        List.copyOf(user.sessions).stream()
                .filter(other -> other != session && !other.raised)
                .forEach(core.state::endSession);
        user.factors.removeIf(other -> !other.verified() && other.factorType.equals(factor.factorType));
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
        AuthError.of(422, "insufficient_aal", "AAL2 required to unenroll verified factor")
                .throwIf(factor.verified() && !call.raised());
        removeFactor(factor);
        core.audit.by(call.user(), "factor_unenrolled", "factor_id", factor.id);
        return Replies.ok(Json.object("id", factor.id));
    }

    /** Removes a factor, and lowers the sessions that it raised. */
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

    static String otpAuth(String issuer, String account, String secret) {
        return "otpauth://totp/" + (escaped(issuer) + ":" + escaped(account)).replace("%2F", "/")
                + "?algorithm=SHA1&digits=6&issuer="
                + escaped(issuer) + "&period=30&secret=" + secret;
    }

    /** A picture with the address as text: nobody scans the QR codes of an embedded server. */
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
