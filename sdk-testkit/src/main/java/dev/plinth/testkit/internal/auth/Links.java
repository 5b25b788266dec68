package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.Mailer.Mail;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links and codes: those that users ask for ({@code /otp}, {@code /magiclink}, {@code /recover}, {@code /resend}), and
 * those of admins ({@code /invite}, {@code /admin/generate_link}).
 */
record Links(AuthCore core, Signup signup) {
    private static final String PKCE = " code_challenge code_challenge_method";
    private static final List<String> BY_MAIL = List.of("signup", "email_change");
    private static final List<String> BY_TEXT = List.of("sms", "phone_change");

    Reply otp(Call call) {
        Params params = Params.read(call, "email phone channel create_user:flag data:map" + PKCE);
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
        return magicLink(Params.read(call, "email data:map" + PKCE, "Could not read verification params: "), call);
    }

    private Reply magicLink(Params params, Call call) {
        requireEmail(422);
        AuthError.of(422, "validation_failed", "Password recovery requires an email")
                .throwIf(!params.filled("email"));
        String email = Accounts.validEmail(params.text("email"));
        Flows.requireValid(params);
        User user = signedUp(email, params, call);
        return user == null ? Replies.nothing() : send(Mail.MAGICLINK, user, params, call);
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
        Params params = Params.read(call, "email" + PKCE);
        AuthError.invalidIf(!params.filled("email"), "Password recovery requires an email");
        String email = Accounts.validEmail(params.text("email"));
        Flows.requireValid(params);
        User user = core.state.users.find(email, core.bearers.audience(call));
        return user == null ? Replies.nothing() : send(Mail.RECOVERY, user, params, call);
    }

    private Reply send(Mail mail, User user, Params params, Call call) {
        core.mailer.send(mail, user, params, Redirects.of(core, call));
        core.audit.by(user, mail.action);
        return Replies.nothing();
    }

    Reply resend(Call call) {
        Params params = Params.read(call, "type email phone" + PKCE);
        String type = params.text("type");
        requireResendable(params, type);
        Flows.requireValid(params);
        User user = core.state.users.find(Accounts.address(params), core.bearers.audience(call));
        if (user == null) {
            return Replies.nothing();
        }
        if (type.equals("signup") && !user.confirmed("email")) {
            return send(Mail.SIGNUP, user, params, call);
        } else if (type.equals("email_change") && !user.newEmail.isEmpty()) {
            core.mailer.emailChange(user, user.newEmail, params, Redirects.of(core, call));
        } else if (type.equals("sms") && !user.confirmed("phone")) {
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

    Reply invite(Call call) {
        Params params = Params.read(call, "email data:map");
        String email = Accounts.validEmail(params.text("email"));
        User user = core.state.users.find(email, core.bearers.audience(call));
        if (user == null) {
            user = register(email, "", params, call);
        }
        AuthError.emailExists().throwIf(user.confirmed("email"));
        core.mailer.send(Mail.INVITE, user, params, Redirects.of(core, call));
        core.audit.byAdmin(call, Mail.INVITE.action, user);
        user.invitedAt = user.sentAt(Mail.INVITE.slot);
        return Replies.ok(UserJson.user(user));
    }

    /** A link that is asked for, and its code. */
    private record Order(String type, String email, Params params, String code, Call call) {}

    Reply generate(Call call) {
        Params params = Params.read(call, "type email new_email password redirect_to data:map");
        String email = Accounts.validEmail(params.text("email"));
        String aud = core.bearers.audience(call);
        boolean known = core.state.users.find(email, aud) != null;
        String type = params.text("type");
        if (!known && type.equals("magiclink")) {
            type = "signup";
            params = params.with("password", core.passwords.random());
        }
        String hash = known || !type.equals("signup") ? "" : core.passwords.hash(strongPassword(params));
        Order order = new Order(type, email, params, core.mailer.code("MAILER"), call);
        return generate(order, hash, core.state.users.find(email, aud));
    }

    private String strongPassword(Params params) {
        String password = params.text("password");
        AuthError.invalidIf(password.isEmpty(), "Signup requires a valid password");
        core.passwords.requireStrong(password);
        return password;
    }

    private Reply generate(Order order, String passwordHash, @Nullable User known) {
        String hash = Codes.hash(order.email(), order.code());
        return switch (order.type()) {
            case "signup" -> {
                User user = unconfirmed(order, passwordHash, known);
                if (known != null) {
                    user.userMetadata =
                            User.merged(user.userMetadata, order.params().map("data"));
                }
                yield answer(order, Mail.SIGNUP, user, hash);
            }
            case "invite" -> {
                User user = unconfirmed(order, passwordHash, known);
                user.invitedAt = core.stamp();
                yield answer(order, Mail.INVITE, user, hash);
            }
            case "magiclink" -> answer(order, Mail.MAGICLINK, present(known), hash);
            case "recovery" -> answer(order, Mail.RECOVERY, present(known), hash);
            case "email_change_current", "email_change_new" -> changeEmail(present(known), order, hash);
            default -> throw AuthError.invalid("Invalid email action link type requested: " + order.type());
        };
    }

    private static User present(@Nullable User user) {
        if (user == null) {
            throw AuthError.of(404, "user_not_found", "User with this email not found");
        }
        return user;
    }

    private User unconfirmed(Order order, String passwordHash, @Nullable User known) {
        User user = known == null ? register(order.email(), passwordHash, order.params(), order.call()) : known;
        AuthError.emailExists().throwIf(user.confirmed("email"));
        return user;
    }

    private User register(String email, String hash, Params params, Call call) {
        User user = core.accounts.newUser(UUID.randomUUID(), email, "", hash, core.bearers.audience(call));
        user.userMetadata = User.merged(Json.object(), params.map("data"));
        core.accounts.addIdentity(user, email, false);
        core.accounts.requireUnique(null, email, "Database error saving new user");
        core.state.users.add(user);
        return user;
    }

    private Reply answer(Order order, Mail mail, User user, String hash) {
        core.audit.byAdmin(order.call(), mail.action, user);
        return answer(order, mail, mail.slot, user, hash, hash);
    }

    /** The link's token is made of the address that is to confirm; the hash in the answer is of the current address. */
    private Reply changeEmail(User user, Order order, String hash) {
        boolean current = order.type().equals("email_change_current");
        AuthError.invalidIf(
                !core.settings.secureEmailChange() && current,
                "Enable secure email change to generate link for current email");
        String newEmail = Accounts.validEmail(order.params().text("new_email"));
        AuthError.emailExists().throwIf(core.state.users.find(newEmail, core.bearers.audience(order.call())) != null);
        user.newEmail = newEmail;
        user.emailChangesConfirmed = 0;
        String linked = current ? hash : Codes.hash(newEmail, order.code());
        Slot slot = current ? Slot.EMAIL_CHANGE_CURRENT : Slot.EMAIL_CHANGE_NEW;
        return answer(order, Mail.EMAIL_CHANGE, slot, user, hash, linked);
    }

    private Reply answer(Order order, Mail mail, Slot slot, User user, String hash, String linked) {
        core.state.putOneTimeToken(user, slot, linked);
        user.sent(slot, core.stamp());
        core.accounts.touch(user);
        String target = Redirects.of(core, order.call(), order.params().text("redirect_to"));
        return Replies.ok(UserJson.user(user)
                .put("action_link", core.mailer.link(mail, linked, target))
                .put("email_otp", order.code())
                .put("hashed_token", hash)
                .put("verification_type", order.type())
                .put("redirect_to", target));
    }
}
