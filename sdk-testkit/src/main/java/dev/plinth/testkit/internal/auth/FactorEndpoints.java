package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.Factor.Challenge;
import dev.plinth.testkit.internal.golang.GoUuid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /factors}: a user's second factors, from enrolment to removal. */
final class FactorEndpoints {
    private static final ParamSpec ENROL =
            ParamSpec.of("EnrollFactorParams").strings("factor_type", "friendly_name", "issuer", "phone");
    private static final ParamSpec VERIFY =
            ParamSpec.of("VerifyFactorParams").uuids("challenge_id").strings("code");
    private static final Duration UNVERIFIED_LIFE = Duration.ofMinutes(5);
    private static final int SECRET_BYTES = 20;

    /** What Go's TrimSpace removes. */
    private static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\\u0085\\p{Z}]+|[\\s\\u0085\\p{Z}]+$");

    private final AuthCore core;

    FactorEndpoints(AuthCore core) {
        this.core = core;
    }

    void requirePermanentUser(Call call) {
        if (call.user().anonymous) {
            throw AuthError.of(403, "no_authorization", "Anonymous user not allowed to perform these actions");
        }
    }

    void requireFactor(Call call) {
        factor(call, call.user());
    }

    static Factor factor(Call call, User user) {
        UUID id = AuthCore.uuid(call.param("factor_id"), "factor_id must be an UUID");
        return user.factors.stream()
                .filter(factor -> factor.id.equals(id))
                .findFirst()
                .orElseThrow(() -> AuthError.of(404, "mfa_factor_not_found", "Factor not found"));
    }

    AuthReply enrol(Call call) {
        Params params = ENROL.read(call.request());
        User user = call.user();
        switch (params.text("factor_type")) {
            case "totp" -> requireEnabled("TOTP", "TOTP_ENROLL", "mfa_totp_enroll_not_enabled");
            case "phone" -> requireEnabled("Phone", "PHONE_ENROLL", "mfa_phone_enroll_not_enabled");
            case "webauthn" ->
                throw AuthError.of(422, "mfa_webauthn_enroll_not_enabled", "MFA enroll is disabled for WebAuthn");
            default -> throw AuthError.invalid("factor_type needs to be totp, phone, or webauthn");
        }
        boolean phone = params.text("factor_type").equals("phone");
        String number = phone ? Accounts.validPhone(params.text("phone")) : "";
        requireRoom(user, params.text("friendly_name"), call);
        Factor factor = new Factor(
                UUID.randomUUID(), user, params.text("factor_type"), params.text("friendly_name"), core.stamp());
        factor.phone = number;
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("id", factor.id.toString())
                .put("type", factor.type)
                .put("friendly_name", factor.friendlyName);
        if (phone) {
            answer.put("phone", params.text("phone"));
        } else {
            addSecret(factor, params.text("issuer"), answer);
        }
        user.factors.add(factor);
        core.audit().by(user, "factor_in_progress", Audit.traits().put("factor_id", factor.id.toString()));
        return AuthReply.ok(answer);
    }

    private void addSecret(Factor factor, String asked, ObjectNode answer) {
        byte[] bytes = new byte[SECRET_BYTES];
        core.random().nextBytes(bytes);
        factor.secret = Totp.encoded(bytes);
        String issuer = asked.isEmpty() ? URI.create(core.settings().siteUrl()).getAuthority() : asked;
        String uri = OtpAuth.uri(issuer, factor.user.email, factor.secret);
        answer.putObject("totp")
                .put("qr_code", OtpAuth.picture(uri))
                .put("secret", factor.secret)
                .put("uri", uri);
    }

    private void requireEnabled(String name, String setting, String code) {
        if (!core.settings().flag("MFA_" + setting + "_ENABLED")) {
            String verb = setting.endsWith("ENROLL") ? "enroll" : "verify";
            throw AuthError.of(422, code, "MFA " + verb + " is disabled for " + name);
        }
    }

    private void requireRoom(User user, String name, Call call) {
        user.factors.removeIf(
                factor -> !factor.verified && Times.expired(factor.createdAt, UNVERIFIED_LIFE, core.now()));
        long verified = user.factors.stream().filter(factor -> factor.verified).count();
        if (user.factors.size() >= core.settings().number("MFA_MAX_ENROLLED_FACTORS")) {
            throw tooMany();
        }
        if (verified >= core.settings().number("MFA_MAX_VERIFIED_FACTORS")) {
            throw tooMany();
        }
        if (verified > 0 && !raised(call.session())) {
            throw AuthError.of(403, "insufficient_aal", "AAL2 required to enroll a new factor");
        }
        if (user.factors.stream().anyMatch(factor -> factor.friendlyName.equals(name))) {
            throw AuthError.of(
                    422,
                    "mfa_factor_name_conflict",
                    "A factor with the friendly name \"" + name + "\" for this user already exists");
        }
    }

    AuthReply challenge(Call call) {
        Factor factor = factor(call, call.user());
        String code = "";
        if (factor.type.equals("phone")) {
            requireEnabled("Phone", "PHONE_VERIFY", "mfa_phone_verify_not_enabled");
            code = core.codes().digits(core.settings().smsCodeLength());
            core.deliver("sms", factor.phone, "", "Your code is " + code);
        } else {
            requireEnabled("TOTP", "TOTP_VERIFY", "mfa_totp_verify_not_enabled");
        }
        Challenge challenge = new Challenge(UUID.randomUUID(), call.request().address(), core.stamp(), code);
        factor.challenges.put(challenge.id, challenge);
        factor.lastChallengedAt = challenge.createdAt;
        factor.changed(challenge.createdAt);
        core.audit().by(call.user(), "challenge_created", Audit.traits().put("factor_id", factor.id.toString()));
        return AuthReply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("id", challenge.id.toString())
                .put("type", factor.type)
                .put(
                        "expires_at",
                        challenge
                                .createdAt
                                .plus(core.settings().challengeLife())
                                .getEpochSecond()));
    }

    AuthReply verify(Call call) {
        Factor factor = factor(call, call.user());
        Params params = VERIFY.read(call.request());
        boolean phone = factor.type.equals("phone");
        requireEnabled(
                phone ? "Phone" : "TOTP",
                phone ? "PHONE_VERIFY" : "TOTP_VERIFY",
                phone ? "mfa_phone_verify_not_enabled" : "mfa_totp_verify_not_enabled");
        String code = params.text("code");
        if (code.isEmpty()) {
            throw AuthError.invalid("Code needs to be non-empty");
        }
        Challenge challenge = open(factor, params, call);
        boolean right = phone
                ? challenge.code.equals(code)
                : Totp.matches(factor.secret, SPACE_AROUND.matcher(code).replaceAll(""), core.now());
        core.audit()
                .by(
                        call.user(),
                        "verification_attempted",
                        Audit.traits()
                                .put("factor_id", factor.id.toString())
                                .put("challenge_id", challenge.id.toString()));
        if (!right) {
            throw AuthError.of(
                    422, "mfa_verification_failed", "Invalid " + (phone ? "MFA Phone" : "TOTP") + " code entered");
        }
        challenge.used = true;
        return raise(factor, call);
    }

    private Challenge open(Factor factor, Params params, Call call) {
        Challenge challenge = params.text("challenge_id").isEmpty()
                ? null
                : factor.challenges.get(
                        GoUuid.parse(params.text("challenge_id")).orElseThrow());
        if (challenge == null) {
            throw AuthError.of(422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found");
        }
        if (challenge.used || !challenge.address.equals(call.request().address())) {
            throw AuthError.of(422, "mfa_ip_address_mismatch", "Challenge and verify IP addresses mismatch.");
        }
        if (Times.expired(challenge.createdAt, core.settings().challengeLife(), core.now())) {
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
    private AuthReply raise(Factor factor, Call call) {
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
        core.tokens().prove(session, factor.type.equals("phone") ? "mfa/phone" : "totp");
        session.raised = true;
        session.factorId = factor.id;
        user.lastSignInAt = core.stamp();
        core.accounts().touch(user);
        List.copyOf(user.sessions).stream()
                .filter(other -> other != session && !other.raised)
                .forEach(core.state()::endSession);
        user.factors.removeIf(other -> !other.verified && other.type.equals(factor.type));
        core.audit().by(user, "login", Audit.traits().put("factor_id", factor.id.toString()));
        Tokens.Issued issued = core.tokens().issued(session, swapped(session));
        issued.headers().remove("sb-auth-refresh-token-counter");
        ((ObjectNode) issued.body().path("user")).set("factors", shown);
        return issued.reply();
    }

    /** The session's next refresh token; of the second kind the counter goes on by two. */
    private String swapped(Session session) {
        if (session.tokenKey.length > 0) {
            session.tokenCounter += 2;
            return core.tokens().second(session);
        }
        RefreshToken active = session.active();
        if (active != null) {
            active.revoked = true;
            active.updatedAt = core.stamp();
        }
        return core.tokens().rotated(session, active == null ? "" : active.token);
    }

    AuthReply remove(Call call) {
        Factor factor = factor(call, call.user());
        if (factor.verified && !raised(call.session())) {
            throw AuthError.of(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
        }
        removeFactor(factor);
        core.audit().by(call.user(), "factor_unenrolled", Audit.traits().put("factor_id", factor.id.toString()));
        return AuthReply.ok(JsonNodeFactory.instance.objectNode().put("id", factor.id.toString()));
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

    private static AuthError tooMany() {
        return AuthError.of(
                422,
                "too_many_enrolled_mfa_factors",
                "Maximum number of verified factors reached, unenroll to continue");
    }
}
