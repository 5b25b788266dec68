package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /user}, {@code /reauthenticate} and {@code /logout}: what signed-in users do with their own account. */
record UserEndpoint(AuthCore core) {
    private static final Params.Spec PARAMS =
            Params.Spec.of("email phone password current_password nonce channel code_challenge"
                    + " code_challenge_method data:map app_metadata:map");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> RECOVERING = Set.of("otp", "magiclink", "recovery");
    private static final String AAL2_REQUIRED =
            "AAL2 session is required to update email or password when MFA is enabled.";
    private static final String BARE_PASSWORD =
            "Updating password of an anonymous user without an email or phone is not allowed";

    Reply get(Call call) {
        AuthError.invalidIf(
                !call.claims().path("aud").asText("").equals(core.bearers.audience(call)),
                "Token audience doesn't match request audience");
        return Replies.ok(UserJson.user(call.user()));
    }

    Reply put(Call call) {
        Params params = PARAMS.read(call);
        User user = call.user();
        String email = Accounts.email(params);
        String phone = Accounts.phone(params);
        if (!phone.isEmpty()) {
            core.mailer.requireChannel(params.text("channel"));
        }
        boolean moves =
                (!email.isEmpty() && !email.equals(user.email)) || (!phone.isEmpty() && !phone.equals(user.phone));
        AuthError.of(401, "insufficient_aal", AAL2_REQUIRED)
                .throwIf((params.has("password") || moves) && user.hasVerifiedFactor() && !call.raised());
        AuthError.of(422, "validation_failed", BARE_PASSWORD)
                .throwIf(user.isAnonymous
                        && params.has("password")
                        && Stream.of(email, phone, user.email, user.phone).allMatch(String::isEmpty));
        requireFree(user, email, "email_exists", "A user with this email address has already been registered", call);
        requireFree(user, phone, "phone_exists", "A user with this phone number has already been registered", call);
        String hash = params.has("password") ? newHash(params, call) : "";
        AuthError.of(403, "not_admin", "Updating app_metadata requires admin privileges")
                .throwIf(params.has("app_metadata") && !user.role.equals(core.settings.text("JWT_ADMIN_GROUP_NAME")));
        change(call, params, hash, email, phone);
        core.accounts.touch(user);
        core.audit.by(user, "user_modified");
        return Replies.ok(UserJson.user(user));
    }

    private void requireFree(User user, String address, String code, String text, Call call) {
        User owner = core.state.users.find(address, core.bearers.audience(call));
        AuthError.of(422, code, text).throwIf(owner != null && owner != user);
    }

    /** The hash of a new password, once everything that it takes to set one is checked. */
    private String newHash(Params params, Call call) {
        User user = call.user();
        String password = params.text("password");
        requireReauthenticated(call, params);
        requireCurrent(call, params);
        core.passwords.requireStrong(password);
        AuthError.of(422, "same_password", "New password should be different from the old password.")
                .throwIf(user.hasPassword() && core.passwords.matches(password, user.passwordHash));
        return core.passwords.hash(password);
    }

    private void change(Call call, Params params, String hash, String email, String phone) {
        User user = call.user();
        requireUnique(user, email, phone);
        if (params.has("password")) {
            core.accounts.setPassword(user, hash);
            core.state.endSessions(user, call.session());
        }
        if (!phone.isEmpty() && !phone.equals(user.phone)) {
            changePhone(user, phone);
        }
        if (!email.isEmpty() && !email.equals(user.email)) {
            changeEmail(user, email, params, Redirects.of(core, call));
        }
        user.userMetadata = User.merged(user.userMetadata, params.map("data"));
        user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
    }

    /** Addresses that are changed at once must be free before anything else is changed. */
    private void requireUnique(User user, String email, String phone) {
        if (core.settings.autoconfirm("phone")) {
            core.accounts.requireUnique(user, phone, "Error confirming user");
        }
        if (user.isAnonymous && core.settings.autoconfirm("email")) {
            core.accounts.requireUnique(user, email, "Error confirm email");
        }
    }

    private void requireReauthenticated(Call call, Params params) {
        Session session = call.session();
        boolean old = session == null || core.now().isAfter(session.createdAt.plus(DAY));
        if (!core.settings.flag("SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION") || !old) {
            return;
        }
        AuthError.of(400, "reauthentication_needed", "Password update requires reauthentication")
                .throwIf(!params.filled("nonce"));
        User user = call.user();
        String hash = Codes.hash(user.address(), params.text("nonce"));
        boolean late = User.expired(user.reauthenticationSentAt, core.settings.seconds("MAILER_OTP_EXP"), core.now());
        AuthError.of(422, "reauthentication_not_valid", "Nonce has expired or is invalid")
                .throwIf(late || !user.holds(Slot.REAUTHENTICATION, hash));
    }

    private void requireCurrent(Call call, Params params) {
        Session session = call.session();
        boolean recovering =
                session != null && session.methods.keySet().stream().anyMatch(RECOVERING::contains);
        boolean wanted = core.settings.flag("SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD");
        User user = call.user();
        if (!wanted || recovering || !user.hasPassword()) {
            return;
        }
        String current = params.text("current_password");
        String code = current.isEmpty() ? "current_password_required" : "current_password_invalid";
        AuthError.of(400, code, "Current password required when setting new password.")
                .throwIf(!core.passwords.matches(current, user.passwordHash));
    }

    private void changeEmail(User user, String email, Params params, String target) {
        if (user.isAnonymous && core.settings.autoconfirm("email")) {
            core.accounts.readdress(user, email, true);
            core.accounts.confirm(user, "email");
            return;
        }
        core.flows.begin(user, "email_change", params);
        core.mailer.emailChange(user, email, Flows.pkce(params), target);
    }

    private void changePhone(User user, String phone) {
        if (core.settings.autoconfirm("phone")) {
            core.accounts.readdress(user, phone, true);
            core.accounts.confirm(user, "phone");
            return;
        }
        core.mailer.sendText(user, Slot.PHONE_CHANGE, phone);
        user.newPhone = phone;
    }

    Reply reauthenticate(Call call) {
        User user = call.user();
        AuthError.invalidIf(
                user.address().isEmpty(), "Reauthentication requires the user to have an email or a phone number");
        String kind = user.email.isEmpty() ? "phone" : "email";
        AuthError.of(422, kind + "_not_confirmed", "Please verify your " + kind + " first.")
                .throwIf(!user.confirmed(kind));
        core.audit.by(user, "user_reauthenticate_requested");
        if (kind.equals("phone")) {
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
            case "", "global" -> core.state.endSessions(call.user(), null);
            case "others" -> core.state.endSessions(call.user(), session);
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
