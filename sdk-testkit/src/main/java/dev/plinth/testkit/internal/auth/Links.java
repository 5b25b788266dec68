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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /admin/generate_link} and {@code /invite}: links that an admin makes, and invitations. */
record Links(AuthCore core) {
    private static final Params.Spec LINK = Params.Spec.of("type email new_email password redirect_to data:map");
    private static final Params.Spec INVITE = Params.Spec.of("email data:map");

    Reply invite(Call call) {
        Params params = INVITE.read(call);
        String email = Accounts.validEmail(params.text("email"));
        User user = core.state.users.find(email, core.bearers.audience(call));
        if (user == null) {
            user = register(email, "", params, call);
        }
        AuthError.emailExists().throwIf(user.emailConfirmed());
        core.audit.byAdmin(call, "user_invited", user);
        core.mailer.send(Mail.INVITE, user, false, Redirects.of(core, call));
        user.invitedAt = user.confirmationSentAt;
        return Replies.ok(UserJson.user(user));
    }

    /** A link that is asked for, and its code. */
    private record Order(String type, String email, Params params, String code, Call call) {}

    Reply generate(Call call) {
        Params params = LINK.read(call);
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
                yield answer(order, Mail.SIGNUP, "user_confirmation_requested", user, hash);
            }
            case "invite" -> {
                User user = unconfirmed(order, passwordHash, known);
                user.invitedAt = core.stamp();
                yield answer(order, Mail.INVITE, "user_invited", user, hash);
            }
            case "magiclink" -> answer(order, Mail.MAGICLINK, "user_recovery_requested", present(known), hash);
            case "recovery" -> answer(order, Mail.RECOVERY, "user_recovery_requested", present(known), hash);
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
        AuthError.emailExists().throwIf(user.emailConfirmed());
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

    private Reply answer(Order order, Mail mail, String action, User user, String hash) {
        core.audit.byAdmin(order.call(), action, user);
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
