package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /admin/generate_link} and {@code /invite}: an admin brings people in. */
final class Links {
    private static final ParamSpec LINK = ParamSpec.of("GenerateLinkParams")
            .strings("type", "email", "new_email", "password", "redirect_to")
            .maps("data");
    private static final ParamSpec INVITE =
            ParamSpec.of("InviteParams").strings("email").maps("data");

    private final AuthCore core;
    private final Bearers bearers;

    Links(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
    }

    AuthReply invite(Call call) {
        Params params = INVITE.read(call.request());
        String email = Accounts.validEmail(params.text("email"));
        User user = core.state().users.findByEmail(email, bearers.audience(call));
        if (user == null) {
            user = register(email, "", params, bearers.audience(call));
        } else if (user.emailConfirmed()) {
            throw taken();
        }
        core.audit().byAdmin(call, "user_invited", Audit.traits(user));
        core.mailer().invitation(user, Redirects.of(core, call.request()).target());
        return AuthReply.ok(UserJson.user(user));
    }

    /** A link being made. */
    private record Order(String type, String email, Params params, String hash, String target) {}

    AuthReply generate(Call call) {
        Params params = LINK.read(call.request());
        String email = Accounts.validEmail(params.text("email"));
        String type = params.text("type");
        String aud = bearers.audience(call);
        User known = core.state().locked(() -> core.state().users.findByEmail(email, aud));
        if (known == null && type.equals("magiclink")) {
            type = "signup";
            params = params.with(
                    "password",
                    com.fasterxml.jackson.databind.node.TextNode.valueOf(
                            core.passwords().random()));
        } else if (known == null && (type.equals("recovery") || type.startsWith("email_change_"))) {
            throw AuthError.of(404, "user_not_found", "User with this email not found");
        }
        String hash = "";
        if (known == null && type.equals("signup")) {
            hash = core.passwords().hash(strongPassword(params));
        }
        String target =
                Redirects.of(core, call.request(), params.text("redirect_to")).target();
        Order order = new Order(type, email, params, hash, target);
        return core.state().locked(() -> generate(order, call));
    }

    private String strongPassword(Params params) {
        String password = params.text("password");
        if (password.isEmpty()) {
            throw AuthError.invalid("Signup requires a valid password");
        }
        core.passwords().requireStrong(password);
        return password;
    }

    private AuthReply generate(Order order, Call call) {
        User user = core.state().users.findByEmail(order.email(), bearers.audience(call));
        String code = core.codes().digits(core.settings().mailCodeLength());
        String hash = Codes.hash(order.email(), code);
        String linked = hash;
        Instant now = core.stamp();
        switch (order.type()) {
            case "signup" -> user = confirmable(order, user, hash, now, call, false);
            case "invite" -> user = confirmable(order, user, hash, now, call, true);
            case "magiclink", "recovery" -> {
                user = present(user);
                core.state().putOneTimeToken(user, Slot.RECOVERY, hash);
                user.recoverySentAt = now;
                core.audit().byAdmin(call, "user_recovery_requested", Audit.traits(user));
            }
            case "email_change_current", "email_change_new" -> {
                user = present(user);
                linked = changeEmail(user, order, code, hash, now, call);
            }
            default -> throw AuthError.invalid("Invalid email action link type requested: " + order.type());
        }
        core.accounts().touch(user);
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
            throw taken();
        }
        if (user == null) {
            user = register(order.email(), order.hash(), order.params(), bearers.audience(call));
        } else if (!invite) {
            user.userMetadata = User.merged(user.userMetadata, order.params().map("data"));
        }
        core.state().putOneTimeToken(user, Slot.CONFIRMATION, hash);
        user.confirmationSentAt = now;
        if (invite) {
            user.invitedAt = now;
        }
        core.audit().byAdmin(call, invite ? "user_invited" : "user_confirmation_requested", Audit.traits(user));
        return user;
    }

    private User register(String email, String hash, Params params, String aud) {
        User user = core.accounts().newUser(Optional.empty(), email, "", hash, aud);
        user.appMetadata = Accounts.providerData("email");
        user.userMetadata = User.merged(AdminUsers.nothing(), params.map("data"));
        core.accounts().addIdentity(user, "email", user.id.toString(), Accounts.emailData(user.id, email, false));
        core.accounts().requireUnique(null, email, "", "Database error saving new user");
        core.state().users.add(user);
        return user;
    }

    /** The link's token is made of the address that is to confirm; the one told is always of the current address. */
    private String changeEmail(User user, Order order, String code, String hash, Instant now, Call call) {
        if (!core.settings().secureEmailChange() && order.type().equals("email_change_current")) {
            throw AuthError.invalid("Enable secure email change to generate link for current email");
        }
        String newEmail = Accounts.validEmail(order.params().text("new_email"));
        if (core.state().users.findByEmail(newEmail, bearers.audience(call)) != null) {
            throw taken();
        }
        user.newEmail = newEmail;
        user.emailChangesConfirmed = 0;
        user.emailChangeSentAt = now;
        if (order.type().equals("email_change_current")) {
            core.state().putOneTimeToken(user, Slot.EMAIL_CHANGE_CURRENT, hash);
            return hash;
        }
        String linked = Codes.hash(newEmail, code);
        core.state().putOneTimeToken(user, Slot.EMAIL_CHANGE_NEW, linked);
        return linked;
    }

    private AuthReply answer(User user, Order order, String[] tokens) {
        boolean change = order.type().startsWith("email_change");
        String kind = switch (order.type()) {
            case "signup" -> "CONFIRMATION";
            case "invite" -> "INVITE";
            default -> change ? "EMAIL_CHANGE" : "RECOVERY";
        };
        String link = core.mailer().link(kind, change ? "email_change" : order.type(), tokens[2], order.target());
        ObjectNode body = UserJson.user(user)
                .put("action_link", link)
                .put("email_otp", tokens[0])
                .put("hashed_token", tokens[1])
                .put("verification_type", order.type())
                .put("redirect_to", order.target());
        return AuthReply.ok(body);
    }

    private static AuthError taken() {
        return AuthError.of(422, "email_exists", "A user with this email address has already been registered");
    }
}
