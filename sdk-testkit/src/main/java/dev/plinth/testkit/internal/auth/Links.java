package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /admin/generate_link} and {@code /invite}: an admin brings people in. */
record Links(AuthCore core) {
    private static final Params.Spec LINK = Params.Spec.of("type email new_email password redirect_to data:map");
    private static final Params.Spec INVITE = Params.Spec.of("email data:map");

    Reply invite(Call call) {
        Params params = INVITE.read(call);
        String email = Accounts.validEmail(params.text("email"));
        User user = core.state.users.findByEmail(email, core.bearers.audience(call));
        if (user == null) {
            user = register(email, "", params, core.bearers.audience(call));
        } else if (user.emailConfirmed()) {
            throw AuthError.emailExists();
        }
        core.audit.byAdmin(call, "user_invited", user);
        core.mailer.invitation(user, Redirects.of(core, call));
        return Replies.ok(UserJson.user(user));
    }

    /** A link being made. */
    private record Order(String type, String email, Params params, String hash, String target) {}

    Reply generate(Call call) {
        Params params = LINK.read(call);
        String email = Accounts.validEmail(params.text("email"));
        String type = params.text("type");
        String aud = core.bearers.audience(call);
        User known = core.state.locked(() -> core.state.users.findByEmail(email, aud));
        if (known == null && type.equals("magiclink")) {
            type = "signup";
            params = params.with("password", core.passwords.random());
        } else if (known == null && (type.equals("recovery") || type.startsWith("email_change_"))) {
            throw AuthError.of(404, "user_not_found", "User with this email not found");
        }
        String hash = "";
        if (known == null && type.equals("signup")) {
            hash = core.passwords.hash(strongPassword(params));
        }
        String target = Redirects.of(core, call, params.text("redirect_to"));
        Order order = new Order(type, email, params, hash, target);
        return core.state.locked(() -> generate(order, call));
    }

    private String strongPassword(Params params) {
        String password = params.text("password");
        AuthError.invalidIf(password.isEmpty(), "Signup requires a valid password");
        core.passwords.requireStrong(password);
        return password;
    }

    private Reply generate(Order order, Call call) {
        User user = core.state.users.findByEmail(order.email(), core.bearers.audience(call));
        String code = core.mailer.code("MAILER");
        String hash = Codes.hash(order.email(), code);
        String linked = hash;
        Instant now = core.stamp();
        switch (order.type()) {
            case "signup" -> user = confirmable(order, user, hash, now, call, false);
            case "invite" -> user = confirmable(order, user, hash, now, call, true);
            case "magiclink", "recovery" -> {
                user = present(user);
                core.state.putOneTimeToken(user, Slot.RECOVERY, hash);
                user.recoverySentAt = now;
                core.audit.byAdmin(call, "user_recovery_requested", user);
            }
            case "email_change_current", "email_change_new" -> {
                user = present(user);
                linked = changeEmail(user, order, code, hash, now, call);
            }
            default -> throw AuthError.invalid("Invalid email action link type requested: " + order.type());
        }
        core.accounts.touch(user);
        return answer(user, order, new String[] {code, hash, linked});
    }

    private static User present(@Nullable User user) {
        if (user == null) {
            throw AuthError.of(404, "user_not_found", "User with this email not found");
        }
        return user;
    }

    private User confirmable(Order order, @Nullable User known, String hash, Instant now, Call call, boolean invite) {
        User user = known;
        if (user != null && user.emailConfirmed()) {
            throw AuthError.emailExists();
        }
        if (user == null) {
            user = register(order.email(), order.hash(), order.params(), core.bearers.audience(call));
        } else if (!invite) {
            user.userMetadata = User.merged(user.userMetadata, order.params().map("data"));
        }
        core.state.putOneTimeToken(user, Slot.CONFIRMATION, hash);
        user.confirmationSentAt = now;
        if (invite) {
            user.invitedAt = now;
        }
        core.audit.byAdmin(call, invite ? "user_invited" : "user_confirmation_requested", user);
        return user;
    }

    private User register(String email, String hash, Params params, String aud) {
        User user = core.accounts.newUser(UUID.randomUUID(), email, "", hash, aud);
        user.userMetadata = User.merged(Json.object(), params.map("data"));
        core.accounts.addIdentity(user, "email", email, false);
        core.accounts.requireUnique(null, email, "", "Database error saving new user");
        core.state.users.add(user);
        return user;
    }

    /** The link's token is made of the address that is to confirm; the one told is always of the current address. */
    private String changeEmail(User user, Order order, String code, String hash, Instant now, Call call) {
        AuthError.invalidIf(
                !core.settings.secureEmailChange() && order.type().equals("email_change_current"),
                "Enable secure email change to generate link for current email");
        String newEmail = Accounts.validEmail(order.params().text("new_email"));
        if (core.state.users.findByEmail(newEmail, core.bearers.audience(call)) != null) {
            throw AuthError.emailExists();
        }
        user.newEmail = newEmail;
        user.emailChangesConfirmed = 0;
        user.emailChangeSentAt = now;
        if (order.type().equals("email_change_current")) {
            core.state.putOneTimeToken(user, Slot.EMAIL_CHANGE_CURRENT, hash);
            return hash;
        }
        String linked = Codes.hash(newEmail, code);
        core.state.putOneTimeToken(user, Slot.EMAIL_CHANGE_NEW, linked);
        return linked;
    }

    private Reply answer(User user, Order order, String[] tokens) {
        boolean change = order.type().startsWith("email_change");
        String kind = switch (order.type()) {
            case "signup" -> "CONFIRMATION";
            case "invite" -> "INVITE";
            default -> change ? "EMAIL_CHANGE" : "RECOVERY";
        };
        String link = core.mailer.link(kind, change ? "email_change" : order.type(), tokens[2], order.target());
        ObjectNode body = UserJson.user(user)
                .put("action_link", link)
                .put("email_otp", tokens[0])
                .put("hashed_token", tokens[1])
                .put("verification_type", order.type())
                .put("redirect_to", order.target());
        return Replies.ok(body);
    }
}
