package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.Mailer.Mail;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /otp}, {@code /magiclink}, {@code /recover} and {@code /resend}: codes and links for whoever asks. */
record MailEndpoints(AuthCore core, Signup signup) {
    private static final String PKCE = " code_challenge code_challenge_method";
    private static final Params.Spec OTP = Params.Spec.of("email phone channel create_user:flag data:map" + PKCE);
    private static final Params.Spec MAGIC_LINK = Params.Spec.of("email data:map" + PKCE);
    private static final Params.Spec RECOVER = Params.Spec.of("email" + PKCE);
    private static final Params.Spec RESEND = Params.Spec.of("type email phone" + PKCE);
    private static final List<String> BY_MAIL = List.of("signup", "email_change");
    private static final List<String> BY_TEXT = List.of("sms", "phone_change");

    Reply otp(Call call) {
        Params params = OTP.read(call);
        boolean email = params.filled("email");
        boolean phone = params.filled("phone");
        AuthError.invalidIf(email && phone, "Only an email address or phone number should be provided");
        AuthError.invalidIf(email && params.filled("channel"), "Channel should only be specified with Phone OTP");
        Flows.requireValid(params);
        if (!params.flag("create_user", true)) {
            String address = email ? Accounts.email(params) : Accounts.validPhone(params.text("phone"));
            AuthError.of(422, "otp_disabled", "Signups not allowed for otp")
                    .throwIf(core.state.users.find(address, core.bearers.audience(call)) == null);
        }
        AuthError.invalidIf(!email && !phone, "One of email or phone must be set");
        return email ? magicLink(params, call) : text(params, call);
    }

    Reply magicLink(Call call) {
        requireEmail(422);
        return magicLink(MAGIC_LINK.read(call, "Could not read verification params: "), call);
    }

    private Reply magicLink(Params params, Call call) {
        requireEmail(422);
        AuthError.of(422, "validation_failed", "Password recovery requires an email")
                .throwIf(!params.filled("email"));
        String email = Accounts.validEmail(params.text("email"));
        Flows.requireValid(params);
        User user = signedUp(email, params, call);
        if (user != null) {
            core.flows.begin(user, "magiclink", params);
            core.audit.by(user, "user_recovery_requested");
            core.mailer.send(Mail.MAGICLINK, user, Flows.pkce(params), Redirects.of(core, call));
        }
        return Replies.nothing();
    }

    private Reply text(Params params, Call call) {
        core.requireProvider("phone", 400, "Unsupported phone provider");
        String phone = Accounts.validPhone(params.text("phone"));
        core.mailer.requireChannel(params.text("channel"));
        User user = signedUp(phone, params, call);
        if (user == null) {
            return Replies.nothing();
        }
        core.audit.by(user, "user_recovery_requested");
        return core.mailer.sendText(user, Slot.CONFIRMATION, phone);
    }

    /** Finds or signs up the user with an address; null if the sign-up has already sent what confirms it. */
    private @Nullable User signedUp(String address, Params params, Call call) {
        String aud = core.bearers.audience(call);
        User known = core.state.users.find(address, aud);
        if (known == null || !known.confirmed(Accounts.kind(address))) {
            signup.signUp(params.with("password", core.passwords.random()), call);
            if (!core.settings.autoconfirm(Accounts.kind(address))) {
                return null;
            }
        }
        return core.state.users.find(address, aud);
    }

    Reply recover(Call call) {
        requireEmail(400);
        Params params = RECOVER.read(call);
        AuthError.invalidIf(!params.filled("email"), "Password recovery requires an email");
        String email = Accounts.validEmail(params.text("email"));
        Flows.requireValid(params);
        User user = core.state.users.find(email, core.bearers.audience(call));
        if (user != null) {
            core.flows.begin(user, "recovery", params);
            core.audit.by(user, "user_recovery_requested");
            core.mailer.send(Mail.RECOVERY, user, Flows.pkce(params), Redirects.of(core, call));
        }
        return Replies.nothing();
    }

    Reply resend(Call call) {
        Params params = RESEND.read(call);
        String type = params.text("type");
        requireResendable(params, type);
        Flows.requireValid(params);
        User user = core.state.users.find(Accounts.address(params), core.bearers.audience(call));
        if (user == null) {
            return Replies.nothing();
        }
        String target = Redirects.of(core, call);
        if (type.equals("signup") && !user.emailConfirmed()) {
            core.flows.begin(user, "email/signup", params);
            core.audit.by(user, "user_confirmation_requested");
            core.mailer.send(Mail.SIGNUP, user, Flows.pkce(params), target);
        } else if (type.equals("email_change") && !user.newEmail.isEmpty()) {
            core.flows.begin(user, "email_change", params);
            core.mailer.emailChange(user, user.newEmail, Flows.pkce(params), target);
        } else if (type.equals("sms") && !user.phoneConfirmed()) {
            return core.mailer.sendText(user, Slot.CONFIRMATION, user.phone);
        } else if (type.equals("phone_change") && !user.newPhone.isEmpty()) {
            return core.mailer.sendText(user, Slot.PHONE_CHANGE, user.newPhone);
        }
        return Replies.nothing();
    }

    private void requireResendable(Params params, String type) {
        AuthError.invalidIf(
                !BY_MAIL.contains(type) && !BY_TEXT.contains(type),
                "Missing one of these types: signup, email_change, sms, phone_change");
        boolean email = params.filled("email");
        boolean phone = params.filled("phone");
        AuthError.invalidIf(email && phone, "Only an email address or phone number should be provided.");
        AuthError.invalidIf(BY_MAIL.contains(type) && !email, "Type provided requires an email address");
        AuthError.invalidIf(BY_TEXT.contains(type) && !phone, "Type provided requires a phone number");
        if (email) {
            requireEmail(400);
        } else {
            core.requireProvider("phone", 400, "Phone logins are disabled");
        }
    }

    private void requireEmail(int status) {
        core.requireProvider("email", status, "Email logins are disabled");
    }
}
