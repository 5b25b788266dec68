package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.util.List;

/** {@code /otp}, {@code /magiclink}, {@code /recover} and {@code /resend}: whoever asks is sent something. */
final class MailEndpoints {
    private static final ParamSpec OTP = ParamSpec.of("OtpParams")
            .strings("email", "phone", "channel", "code_challenge", "code_challenge_method")
            .bools("create_user")
            .maps("data");
    private static final ParamSpec MAGIC_LINK = ParamSpec.of("MagicLinkParams")
            .strings("email", "code_challenge", "code_challenge_method")
            .maps("data");
    private static final ParamSpec RECOVER =
            ParamSpec.of("RecoverParams").strings("email", "code_challenge", "code_challenge_method");
    private static final ParamSpec RESEND = ParamSpec.of("ResendConfirmationParams")
            .strings("type", "email", "phone", "code_challenge", "code_challenge_method");
    private static final List<String> BY_MAIL = List.of("signup", "email_change");
    private static final List<String> BY_TEXT = List.of("sms", "phone_change");

    private final AuthCore core;
    private final Signup signup;
    private final Bearers bearers;

    MailEndpoints(AuthCore core, Signup signup, Bearers bearers) {
        this.core = core;
        this.signup = signup;
        this.bearers = bearers;
    }

    AuthReply otp(Call call) {
        Params params = OTP.read(call.request());
        boolean email = !params.text("email").isEmpty();
        boolean phone = !params.text("phone").isEmpty();
        if (email && phone) {
            throw AuthError.invalid("Only an email address or phone number should be provided");
        }
        if (email && !params.text("channel").isEmpty()) {
            throw AuthError.invalid("Channel should only be specified with Phone OTP");
        }
        Flows.requireValid(params);
        if (!params.flag("create_user", true)) {
            requireKnown(params, call);
        }
        if (email) {
            return magicLink(params, call);
        }
        if (phone) {
            return text(params, call);
        }
        throw AuthError.invalid("One of email or phone must be set");
    }

    AuthReply magicLink(Call call) {
        requireEmailProvider(422);
        return magicLink(MAGIC_LINK.readStream(call.request(), "Could not read verification params: "), call);
    }

    private void requireKnown(Params params, Call call) {
        String aud = bearers.audience(call);
        boolean known = core.state()
                .locked(() -> params.text("email").isEmpty()
                        ? core.state().users.findByPhone(Accounts.validPhone(params.text("phone")), aud) != null
                        : core.state().users.findByEmail(Accounts.validEmail(params.text("email")), aud) != null);
        if (!known) {
            throw AuthError.of(422, "otp_disabled", "Signups not allowed for otp");
        }
    }

    private AuthReply magicLink(Params params, Call call) {
        requireEmailProvider(422);
        if (params.text("email").isEmpty()) {
            throw AuthError.of(422, "validation_failed", "Password recovery requires an email");
        }
        String email = Accounts.validEmail(params.text("email"));
        Flows.requireValid(params);
        String aud = bearers.audience(call);
        User known = core.state().locked(() -> core.state().users.findByEmail(email, aud));
        if (known == null || !known.emailConfirmed()) {
            signup.signUp(
                    params.with("password", TextNode.valueOf(core.passwords().random())), call);
            if (!core.settings().autoconfirm()) {
                return nothing();
            }
        }
        String target = Redirects.of(core, call.request()).target();
        return core.state().locked(() -> {
            User user = core.state().users.findByEmail(email, aud);
            if (user != null) {
                begin(user, "magiclink", params);
                core.audit().by(user, "user_recovery_requested");
                core.mailer().magicLink(user, Flows.pkce(params), target);
            }
            return nothing();
        });
    }

    private AuthReply text(Params params, Call call) {
        if (!core.settings().flag("EXTERNAL_PHONE_ENABLED")) {
            throw AuthError.of(400, "phone_provider_disabled", "Unsupported phone provider");
        }
        String phone = Accounts.validPhone(params.text("phone"));
        Texts.requireChannel(params.text("channel"), core.settings());
        String aud = bearers.audience(call);
        User known = core.state().locked(() -> core.state().users.findByPhone(phone, aud));
        if (known == null || !known.phoneConfirmed()) {
            signup.signUp(
                    params.with("password", TextNode.valueOf(core.passwords().random())), call);
            if (!core.settings().smsAutoconfirm()) {
                return nothing();
            }
        }
        return core.state().locked(() -> {
            User user = core.state().users.findByPhone(phone, aud);
            if (user == null) {
                return nothing();
            }
            core.audit().by(user, "user_recovery_requested");
            return AuthReply.ok(Texts.answer(core.texts().send(user, Slot.CONFIRMATION, phone)));
        });
    }

    AuthReply recover(Call call) {
        requireEmailProvider(400);
        Params params = RECOVER.read(call.request());
        if (params.text("email").isEmpty()) {
            throw AuthError.invalid("Password recovery requires an email");
        }
        String email = Accounts.validEmail(params.text("email"));
        Flows.requireValid(params);
        User user = core.state().users.findByEmail(email, bearers.audience(call));
        if (user != null) {
            begin(user, "recovery", params);
            core.audit().by(user, "user_recovery_requested");
            core.mailer()
                    .recovery(
                            user,
                            Flows.pkce(params),
                            Redirects.of(core, call.request()).target());
        }
        return nothing();
    }

    AuthReply resend(Call call) {
        Params params = RESEND.read(call.request());
        String type = params.text("type");
        requireResendable(params, type);
        Flows.requireValid(params);
        String aud = bearers.audience(call);
        User user = params.text("email").isEmpty()
                ? core.state().users.findByPhone(phone(params), aud)
                : core.state().users.findByEmail(email(params), aud);
        if (user == null) {
            return nothing();
        }
        String target = Redirects.of(core, call.request()).target();
        return switch (type) {
            case "signup" -> resendSignup(user, params, target);
            case "email_change" -> resendEmailChange(user, params, target);
            case "sms" -> user.phoneConfirmed() ? nothing() : resendText(user, Slot.CONFIRMATION, user.phone);
            default -> user.newPhone.isEmpty() ? nothing() : resendText(user, Slot.PHONE_CHANGE, user.newPhone);
        };
    }

    private void requireResendable(Params params, String type) {
        if (!BY_MAIL.contains(type) && !BY_TEXT.contains(type)) {
            throw AuthError.invalid("Missing one of these types: signup, email_change, sms, phone_change");
        }
        boolean email = !params.text("email").isEmpty();
        boolean phone = !params.text("phone").isEmpty();
        if (email && phone) {
            throw AuthError.invalid("Only an email address or phone number should be provided.");
        }
        if (BY_MAIL.contains(type) && !email) {
            throw AuthError.invalid("Type provided requires an email address");
        }
        if (BY_TEXT.contains(type) && !phone) {
            throw AuthError.invalid("Type provided requires a phone number");
        }
        if (email) {
            requireEmailProvider(400);
        } else if (!core.settings().flag("EXTERNAL_PHONE_ENABLED")) {
            throw AuthError.of(400, "phone_provider_disabled", "Phone logins are disabled");
        }
    }

    private AuthReply resendSignup(User user, Params params, String target) {
        if (!user.emailConfirmed()) {
            begin(user, "email/signup", params);
            core.audit().by(user, "user_confirmation_requested");
            core.mailer().confirmation(user, Flows.pkce(params), target);
        }
        return nothing();
    }

    private AuthReply resendEmailChange(User user, Params params, String target) {
        if (!user.newEmail.isEmpty()) {
            begin(user, "email_change", params);
            core.mailer().emailChange(user, user.newEmail, Flows.pkce(params), target);
        }
        return nothing();
    }

    private AuthReply resendText(User user, Slot slot, String phone) {
        return AuthReply.ok(Texts.answer(core.texts().send(user, slot, phone)));
    }

    private void begin(User user, String method, Params params) {
        if (Flows.pkce(params)) {
            core.flows().begin(user, method, params);
        }
    }

    private void requireEmailProvider(int status) {
        if (!core.settings().flag("EXTERNAL_EMAIL_ENABLED")) {
            throw AuthError.of(status, "email_provider_disabled", "Email logins are disabled");
        }
    }

    private static String email(Params params) {
        return Accounts.validEmail(params.text("email"));
    }

    private static String phone(Params params) {
        return Accounts.validPhone(params.text("phone"));
    }

    private static AuthReply nothing() {
        return AuthReply.ok(JsonNodeFactory.instance.objectNode());
    }
}
