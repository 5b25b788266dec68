package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.OneTimeToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.password.PasswordHash;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /user}, {@code /reauthenticate} and {@code /logout}: what a signed-in user does with themselves. */
record UserEndpoint(AuthCore core) {
    private static final Params.Spec PARAMS =
            Params.Spec.of("email phone password current_password nonce channel code_challenge"
                    + " code_challenge_method data:map app_metadata:map");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> RECOVERING = Set.of("otp", "magiclink", "recovery");

    Reply get(Call call) {
        AuthError.invalidIf(
                !call.claims().path("aud").asText("").equals(core.bearers.audience(call)),
                "Token audience doesn't match request audience");
        return Replies.ok(UserJson.user(call.user()));
    }

    Reply put(Call call) {
        Params params = PARAMS.read(call);
        String target = Redirects.of(core, call);
        NewPassword password = params.has("password") ? checked(params.text("password"), call) : null;
        return core.state.locked(() -> update(call, params, password, target));
    }

    /** A new password with its hash, and whether it is the old one. */
    private record NewPassword(String text, String hash, boolean same, boolean currentGiven) {}

    /** The slow part, before the lock; a password that will be refused is not hashed. */
    private NewPassword checked(String text, Call call) {
        Params params = PARAMS.read(call);
        String old = core.state.locked(() -> call.user().passwordHash);
        boolean same = !old.isEmpty() && PasswordHash.matches(text, old);
        boolean current = params.has("current_password") && PasswordHash.matches(params.text("current_password"), old);
        boolean hashable = !same && core.passwords.weaknesses(text).isEmpty() && text.length() <= Passwords.LONGEST;
        return new NewPassword(text, hashable ? core.passwords.hash(text) : "", same, current);
    }

    private Reply update(Call call, Params params, @Nullable NewPassword password, String target) {
        User user = call.user();
        String email = Accounts.email(params);
        String phone = Accounts.phone(params);
        if (!phone.isEmpty()) {
            Mailer.requireChannel(params.text("channel"), core.settings);
        }
        boolean moves =
                (!email.isEmpty() && !email.equals(user.email)) || (!phone.isEmpty() && !phone.equals(user.phone));
        requireLevel(call, password != null || moves);
        requireAnonymousMay(user, params);
        requireOwn(call, email, phone, user);
        if (password != null) {
            requireGood(call, params, password);
        }
        if (params.has("app_metadata") && !user.role.equals(core.settings.text("JWT_ADMIN_GROUP_NAME"))) {
            throw AuthError.of(403, "not_admin", "Updating app_metadata requires admin privileges");
        }
        change(call, params, password, target, email, phone);
        core.accounts.touch(user);
        core.audit.by(user, "user_modified");
        return Replies.ok(UserJson.user(user));
    }

    private void change(
            Call call, Params params, @Nullable NewPassword password, String target, String email, String phone) {
        User user = call.user();
        requireUnique(user, email, phone);
        if (password != null) {
            core.accounts.setPassword(user, password.hash());
            core.state.endOtherSessions(user, call.session());
        }
        if (!phone.isEmpty() && !phone.equals(user.phone)) {
            changePhone(user, phone);
        }
        if (!email.isEmpty() && !email.equals(user.email)) {
            changeEmail(user, email, params, target);
        }
        if (params.has("data")) {
            user.userMetadata = User.merged(user.userMetadata, params.map("data"));
        }
        if (params.has("app_metadata")) {
            user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        }
    }

    /** Addresses that are changed at once must be free, before anything else is changed. */
    private void requireUnique(User user, String email, String phone) {
        if (core.settings.smsAutoconfirm()) {
            core.accounts.requireUnique(user, "", phone, "Error confirming user");
        }
        if (user.anonymous && core.settings.autoconfirm()) {
            core.accounts.requireUnique(user, email, "", "Error confirm email");
        }
    }

    private static void requireLevel(Call call, boolean guarded) {
        Session session = call.session();
        if (guarded && call.user().hasVerifiedFactor() && (session == null || !session.raised)) {
            throw AuthError.of(
                    401,
                    "insufficient_aal",
                    "AAL2 session is required to update email or password when MFA is enabled.");
        }
    }

    private static void requireAnonymousMay(User user, Params params) {
        boolean bare = !params.filled("email") && !params.filled("phone");
        AuthError.throwIf(
                user.anonymous && params.has("password") && bare && user.email.isEmpty() && user.phone.isEmpty(),
                422,
                "validation_failed",
                "Updating password of an anonymous user without an email or phone is not allowed");
    }

    private void requireOwn(Call call, String email, String phone, User user) {
        User owner = core.state.users.findByEmail(email, core.bearers.audience(call));
        if (owner != null && owner != user) {
            throw AuthError.emailExists();
        }
        User holder = core.state.users.findByPhone(phone, core.bearers.audience(call));
        if (holder != null && holder != user) {
            throw AuthError.of(422, "phone_exists", "A user with this phone number has already been registered");
        }
    }

    private void requireGood(Call call, Params params, NewPassword password) {
        requireReauthenticated(call, params);
        requireCurrent(call, params, password);
        core.passwords.requireStrong(password.text());
        AuthError.throwIf(
                password.same(), 422, "same_password", "New password should be different from the old password.");
    }

    private void requireReauthenticated(Call call, Params params) {
        Session session = call.session();
        boolean old = session == null || core.now().isAfter(session.createdAt.plus(DAY));
        if (!core.settings.flag("SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION") || !old) {
            return;
        }
        AuthError.throwIf(
                !params.filled("nonce"), 400, "reauthentication_needed", "Password update requires reauthentication");
        User user = call.user();
        OneTimeToken expected = user.oneTimeTokens.get(Slot.REAUTHENTICATION);
        String address = user.email.isEmpty() ? user.phone : user.email;
        boolean live = !User.expired(user.reauthenticationSentAt, core.settings.seconds("MAILER_OTP_EXP"), core.now());
        if (expected == null || !live || !expected.matches(Codes.hash(address, params.text("nonce")))) {
            throw AuthError.of(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
        }
    }

    private void requireCurrent(Call call, Params params, NewPassword password) {
        Session session = call.session();
        boolean recovering =
                session != null && session.methods.keySet().stream().anyMatch(RECOVERING::contains);
        boolean wanted = core.settings.flag("SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD");
        if (!wanted || recovering || !call.user().hasPassword() || password.currentGiven()) {
            return;
        }
        throw AuthError.of(
                400,
                !params.filled("current_password") ? "current_password_required" : "current_password_invalid",
                "Current password required when setting new password.");
    }

    private void changeEmail(User user, String email, Params params, String target) {
        if (user.anonymous && core.settings.autoconfirm()) {
            core.accounts.readdress(user, "email", email, true);
            core.accounts.confirm(user, "email");
            return;
        }
        core.flows.begin(user, "email_change", params);
        core.mailer.emailChange(user, email, Flows.pkce(params), target);
    }

    private void changePhone(User user, String phone) {
        if (core.settings.smsAutoconfirm()) {
            core.accounts.readdress(user, "phone", phone, true);
            core.accounts.confirm(user, "phone");
            return;
        }
        core.mailer.sendText(user, Slot.PHONE_CHANGE, phone);
        user.newPhone = phone;
    }

    Reply reauthenticate(Call call) {
        User user = call.user();
        AuthError.invalidIf(
                user.email.isEmpty() && user.phone.isEmpty(),
                "Reauthentication requires the user to have an email or a phone number");
        if (!user.email.isEmpty() && !user.emailConfirmed()) {
            throw AuthError.of(422, "email_not_confirmed", "Please verify your email first.");
        }
        if (user.email.isEmpty() && !user.phoneConfirmed()) {
            throw AuthError.of(422, "phone_not_confirmed", "Please verify your phone first.");
        }
        core.audit.by(user, "user_reauthenticate_requested");
        if (user.email.isEmpty()) {
            return core.mailer.sendText(user, Slot.REAUTHENTICATION, user.phone);
        }
        core.mailer.reauthentication(user);
        return Replies.nothing();
    }

    Reply logout(Call call) {
        String scope = call.parameter("scope");
        Session session = call.session();
        core.audit.by(call.user(), "logout");
        switch (scope) {
            case "", "global" -> core.state.endSessions(call.user());
            case "others" -> core.state.endOtherSessions(call.user(), session);
            case "local" -> {
                if (session != null) {
                    core.state.endSession(session);
                }
            }
            default -> throw AuthError.invalid("Unsupported logout scope \"" + scope + "\"");
        }
        return Reply.of(204);
    }
}
