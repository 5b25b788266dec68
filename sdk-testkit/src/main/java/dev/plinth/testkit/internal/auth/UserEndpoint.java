package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /user}, {@code /reauthenticate} and {@code /logout}: what a signed-in user does with himself. */
final class UserEndpoint {
    private static final ParamSpec PARAMS = ParamSpec.of("UserUpdateParams")
            .strings(
                    "email",
                    "phone",
                    "password",
                    "current_password",
                    "nonce",
                    "channel",
                    "code_challenge",
                    "code_challenge_method")
            .maps("data", "app_metadata");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> RECOVERING = Set.of("otp", "magiclink", "recovery");

    private final AuthCore core;
    private final Bearers bearers;

    UserEndpoint(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
    }

    AuthReply get(Call call) {
        if (!call.claims().path("aud").asText("").equals(bearers.audience(call))) {
            throw AuthError.invalid("Token audience doesn't match request audience");
        }
        return AuthReply.ok(UserJson.user(call.user()));
    }

    AuthReply put(Call call) {
        Params params = PARAMS.read(call.request());
        String target = Redirects.of(core, call.request()).target();
        NewPassword password = params.has("password") ? checked(params.text("password"), call) : null;
        return core.state().locked(() -> update(call, params, password, target));
    }

    /** A new password with its hash, and whether it is the old one. */
    private record NewPassword(String text, String hash, boolean same, boolean currentGiven) {}

    /** The slow part, before the lock; a password that will be refused is not hashed. */
    private NewPassword checked(String text, Call call) {
        Params params = PARAMS.read(call.request());
        String old = core.state().locked(() -> call.user().passwordHash);
        boolean same = !old.isEmpty() && core.passwords().matches(text, old);
        boolean current =
                params.has("current_password") && core.passwords().matches(params.text("current_password"), old);
        boolean hashable = !same && core.passwords().weaknesses(text).isEmpty() && text.length() <= Passwords.LONGEST;
        return new NewPassword(text, hashable ? core.passwords().hash(text) : "", same, current);
    }

    private AuthReply update(Call call, Params params, @Nullable NewPassword password, String target) {
        User user = call.user();
        String email = params.text("email").isEmpty() ? "" : Accounts.validEmail(params.text("email"));
        String phone = params.text("phone").isEmpty() ? "" : Accounts.validPhone(params.text("phone"));
        if (!phone.isEmpty()) {
            Texts.requireChannel(params.text("channel"), core.settings());
        }
        boolean moves =
                (!email.isEmpty() && !email.equals(user.email)) || (!phone.isEmpty() && !phone.equals(user.phone));
        requireLevel(call, password != null || moves);
        requireAnonymousMay(user, params);
        requireOwn(call, email, phone, user);
        if (password != null) {
            requireGood(call, params, password);
        }
        if (params.has("app_metadata") && !user.role.equals(core.settings().text("JWT_ADMIN_GROUP_NAME"))) {
            throw AuthError.of(403, "not_admin", "Updating app_metadata requires admin privileges");
        }
        change(call, params, password, target, new Addresses(email, phone));
        core.accounts().touch(user);
        core.audit().by(user, "user_modified");
        return AuthReply.ok(UserJson.user(user));
    }

    private record Addresses(String email, String phone) {}

    private void change(Call call, Params params, @Nullable NewPassword password, String target, Addresses addresses) {
        User user = call.user();
        requireUnique(user, addresses);
        if (password != null) {
            core.accounts().setPassword(user, password.hash());
            core.state().endOtherSessions(user, call.session());
        }
        if (!addresses.phone().isEmpty() && !addresses.phone().equals(user.phone)) {
            changePhone(user, addresses.phone());
        }
        if (!addresses.email().isEmpty() && !addresses.email().equals(user.email)) {
            changeEmail(user, addresses.email(), params, target);
        }
        if (params.has("data")) {
            user.userMetadata = User.merged(user.userMetadata, params.map("data"));
        }
        if (params.has("app_metadata")) {
            user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        }
    }

    /** Addresses that are changed at once must be free, before anything else is changed. */
    private void requireUnique(User user, Addresses addresses) {
        if (core.settings().smsAutoconfirm()) {
            core.accounts().requireUnique(user, "", addresses.phone(), "Error confirming user");
        }
        if (user.anonymous && core.settings().autoconfirm()) {
            core.accounts().requireUnique(user, addresses.email(), "", "Error confirm email");
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
        boolean bare = params.text("email").isEmpty() && params.text("phone").isEmpty();
        if (user.anonymous && params.has("password") && bare && user.email.isEmpty() && user.phone.isEmpty()) {
            throw AuthError.of(
                    422,
                    "validation_failed",
                    "Updating password of an anonymous user without an email or phone is not allowed");
        }
    }

    private void requireOwn(Call call, String email, String phone, User user) {
        User owner = core.state().users.findByEmail(email, bearers.audience(call));
        if (owner != null && owner != user) {
            throw AuthError.of(422, "email_exists", "A user with this email address has already been registered");
        }
        User holder = core.state().users.findByPhone(phone, bearers.audience(call));
        if (holder != null && holder != user) {
            throw AuthError.of(422, "phone_exists", "A user with this phone number has already been registered");
        }
    }

    private void requireGood(Call call, Params params, NewPassword password) {
        requireReauthenticated(call, params);
        requireCurrent(call, params, password);
        core.passwords().requireStrong(password.text());
        if (password.same()) {
            throw AuthError.of(422, "same_password", "New password should be different from the old password.");
        }
    }

    private void requireReauthenticated(Call call, Params params) {
        Session session = call.session();
        boolean old = session == null || core.now().isAfter(session.createdAt.plus(DAY));
        if (!core.settings().flag("SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION") || !old) {
            return;
        }
        if (params.text("nonce").isEmpty()) {
            throw AuthError.of(400, "reauthentication_needed", "Password update requires reauthentication");
        }
        User user = call.user();
        OneTimeToken expected = user.oneTimeTokens.get(Slot.REAUTHENTICATION);
        String address = user.email.isEmpty() ? user.phone : user.email;
        boolean live =
                !Times.expired(user.reauthenticationSentAt, core.settings().mailCodeLife(), core.now());
        if (expected == null || !live || !expected.matches(Codes.hash(address, params.text("nonce")))) {
            throw AuthError.of(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
        }
    }

    private void requireCurrent(Call call, Params params, NewPassword password) {
        Session session = call.session();
        boolean recovering =
                session != null && session.methods.keySet().stream().anyMatch(RECOVERING::contains);
        boolean wanted = core.settings().flag("SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD");
        if (!wanted || recovering || !call.user().hasPassword() || password.currentGiven()) {
            return;
        }
        throw AuthError.of(
                400,
                params.text("current_password").isEmpty() ? "current_password_required" : "current_password_invalid",
                "Current password required when setting new password.");
    }

    private void changeEmail(User user, String email, Params params, String target) {
        if (user.anonymous && core.settings().autoconfirm()) {
            core.state().users.readdress(user, email, user.phone);
            core.accounts().putEmailIdentity(user, email, true);
            user.anonymous = false;
            core.accounts().confirmEmail(user);
            return;
        }
        if (Flows.pkce(params)) {
            core.flows().begin(user, "email_change", params);
        }
        core.mailer().emailChange(user, email, Flows.pkce(params), target);
    }

    private void changePhone(User user, String phone) {
        if (core.settings().smsAutoconfirm()) {
            core.state().users.readdress(user, user.email, phone);
            core.accounts().putPhoneIdentity(user, phone, true);
            user.anonymous = false;
            core.accounts().confirmPhone(user);
            return;
        }
        core.texts().send(user, Slot.PHONE_CHANGE, phone);
        user.newPhone = phone;
    }

    AuthReply reauthenticate(Call call) {
        User user = call.user();
        if (user.email.isEmpty() && user.phone.isEmpty()) {
            throw AuthError.invalid("Reauthentication requires the user to have an email or a phone number");
        }
        if (!user.email.isEmpty() && !user.emailConfirmed()) {
            throw AuthError.of(422, "email_not_confirmed", "Please verify your email first.");
        }
        if (user.email.isEmpty() && !user.phoneConfirmed()) {
            throw AuthError.of(422, "phone_not_confirmed", "Please verify your phone first.");
        }
        core.audit().by(user, "user_reauthenticate_requested");
        if (user.email.isEmpty()) {
            String message = core.texts().send(user, Slot.REAUTHENTICATION, user.phone);
            return AuthReply.ok(Texts.answer(message));
        }
        core.mailer().reauthentication(user);
        return AuthReply.ok(JsonNodeFactory.instance.objectNode());
    }

    AuthReply logout(Call call) {
        String scope = call.request().parameter("scope");
        Session session = call.session();
        core.audit().by(call.user(), "logout");
        switch (scope) {
            case "", "global" -> core.state().endSessions(call.user());
            case "others" -> core.state().endOtherSessions(call.user(), session);
            case "local" -> {
                if (session != null) {
                    core.state().endSession(session);
                }
            }
            default -> throw AuthError.invalid("Unsupported logout scope \"" + scope + "\"");
        }
        return AuthReply.empty(204);
    }
}
