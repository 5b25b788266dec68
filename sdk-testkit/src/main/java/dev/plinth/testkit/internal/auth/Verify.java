package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.model.User.OneTimeToken;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.token.PasswordHash;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.golang.GoUrl;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /verify}: accepts links that were clicked and codes that were typed, and does what they were sent for. */
record Verify(AuthCore core) {
    private static final Params.Spec PARAMS = Params.Spec.of("type token token_hash email phone redirect_to");
    private static final String HALF_DONE =
            "Confirmation link accepted. Please proceed to confirm link sent to the other email";
    private static final Set<String> BY_TEXT = Set.of("sms", "phone_change");

    /** A link: the browser is redirected, whether the token is valid or not. */
    Reply get(Call call) {
        String token = call.parameter("token");
        String type = call.parameter("type");
        AuthError.invalidIf(type.isEmpty(), "Verify requires a verification type");
        AuthError.invalidIf(token.isEmpty(), "Verify requires a token or a token hash");
        String target = Redirects.of(core, call);
        boolean pkce = token.startsWith(OneTimeToken.PKCE);
        try {
            Accepted accepted = byHash(token, type);
            if (!carryOut(accepted)) {
                return Replies.redirect(303, told(target, Map.of("message", HALF_DONE), pkce));
            }
            String location =
                    pkce ? coded(target, accepted.user(), accepted.type()) : signedIn(target, accepted, type, call);
            return Replies.redirect(303, location);
        } catch (AuthError error) {
            return Replies.redirect(303, told(target, error.describe(), pkce));
        }
    }

    private String coded(String target, User user, String type) {
        String method = type.equals("signup") ? "email/signup" : type;
        return Replies.appended(target, "code=" + core.flows.code(user, method));
    }

    private String signedIn(String target, Accepted accepted, String asked, Call call) {
        Tokens.Issued issued = core.tokens.signIn(accepted.user(), "otp", call);
        Map<String, String> fragment = issued.fragment();
        fragment.put("type", asked.equals("email") ? "magiclink" : asked);
        return target + "#" + Replies.form(fragment);
    }

    private static String told(String asked, Map<String, String> members, boolean pkce) {
        String target = GoUrl.parse(asked).map(GoUrl::encoded).orElse(asked);
        Map<String, String> fragment = new TreeMap<>(members);
        fragment.put("sb", "");
        String base = pkce ? Replies.appended(target, Replies.form(members)) : target;
        return base + "#" + Replies.form(fragment);
    }

    Reply post(Call call) {
        Params params = PARAMS.read(call);
        requireShape(params);
        Accepted accepted = !params.filled("token_hash")
                ? byCode(params, core.bearers.audience(call))
                : byHash(params.text("token_hash"), params.text("type"));
        if (!carryOut(accepted)) {
            return Replies.ok(Json.object("msg", HALF_DONE, "code", "200"));
        }
        return core.tokens.signIn(accepted.user(), "otp", call).reply();
    }

    private static void requireShape(Params params) {
        AuthError.invalidIf(!params.filled("type"), "Verify requires a verification type");
        boolean token = params.filled("token");
        boolean hash = params.filled("token_hash");
        AuthError.invalidIf(token == hash, "Verify requires either a token or a token hash");
        boolean addressed = params.filled("email") || params.filled("phone");
        AuthError.invalidIf(
                hash && (addressed || params.filled("redirect_to")), "Only the token_hash and type should be provided");
        AuthError.invalidIf(
                token && !params.filled("email") == !params.filled("phone"),
                "Only an email address or phone number should be provided on verify");
    }

    private Accepted byCode(Params params, String aud) {
        String type = params.text("type");
        String code = params.text("token");
        if (!params.filled("email")) {
            AuthError.expiredCode().throwIf(!BY_TEXT.contains(type));
            String phone = Accounts.validPhone(params.text("phone"));
            return byCode(
                    type.equals("phone_change") ? changingTo(phone) : core.state.users.find(phone, aud),
                    phone,
                    code,
                    type);
        }
        String email = validEmail(params.text("email"));
        return byCode(
                type.equals("email_change") ? changing(email, code) : core.state.users.find(email, aud),
                email,
                code,
                type);
    }

    private static String validEmail(String text) {
        try {
            return Accounts.validEmail(text);
        } catch (AuthError e) {
            throw AuthError.of(422, "validation_failed", "Invalid email format");
        }
    }

    /** A valid token: whose it is, in which slot, and the type that it has from here on. */
    private record Accepted(User user, Slot slot, String type) {}

    /** By the hash that a link has. */
    private Accepted byHash(String hash, String type) {
        Slot[] slots = slots(type);
        AuthError.invalidIf(slots.length == 0 || BY_TEXT.contains(type), "Invalid email verification type");
        OneTimeToken token = core.state.oneTimeToken(hash, slots).orElseThrow(AuthError::expiredLink);
        User user = token.user().reloaded();
        core.accounts.requireNotBanned(user, 403);
        AuthError.expiredLink().throwIf(User.expired(user.sentAt(token.slot()), life(token.slot(), false), core.now()));
        return new Accepted(user, token.slot(), named(type, token.slot()));
    }

    /** By a code that was typed, and the address it was sent to. */
    private Accepted byCode(@Nullable User found, String address, String code, String type) {
        if (found == null) {
            throw AuthError.expiredCode();
        }
        core.accounts.requireNotBanned(found, 403);
        boolean phone = BY_TEXT.contains(type);
        if (phone && core.mailer.fixedCode(address).equals(code) && !code.isEmpty()) {
            return new Accepted(found, slots(type)[0], type);
        }
        String hash = Codes.hash(address, code);
        return Arrays.stream(slots(type))
                .filter(slot -> found.holds(slot, hash))
                .filter(slot -> !User.expired(found.sentAt(slot), life(slot, phone), core.now()))
                .findFirst()
                .map(slot -> new Accepted(found, slot, named(type, slot)))
                .orElseThrow(AuthError::expiredCode);
    }

    /** Does what the token was for; false when the other address has to confirm as well. */
    private boolean carryOut(Accepted accepted) {
        User user = accepted.user();
        switch (accepted.type()) {
            case "signup", "invite" -> signedUp(user);
            case "recovery", "magiclink" -> recovered(user);
            case "email_change" -> {
                if (!emailChanged(user, accepted.slot())) {
                    return false;
                }
            }
            case "sms" -> {
                core.audit.by(user, "user_signedup");
                core.accounts.confirm(user, "phone");
            }
            case "phone_change" -> {
                changeTo(user, user.newPhone, "Error confirming user");
                user.newPhone = "";
            }
            default -> throw AuthError.invalid("Unsupported verification type");
        }
        user.reloaded();
        core.accounts.recountProviders(user);
        return true;
    }

    private void signedUp(User user) {
        if (!user.hasPassword() && user.invitedAt != null) {
            core.accounts.setPassword(user, PasswordHash.ofUnknown(core.random));
        }
        core.audit.by(user, user.invitedAt == null ? "user_signedup" : "invite_accepted");
        core.accounts.confirm(user, "email");
        Identity identity = user.identity("email");
        if (identity != null && identity.email().equals(user.email)) {
            identity.identityData.put("email_verified", true);
        }
    }

    private void recovered(User user) {
        core.state.dropOneTimeTokens(user);
        if (user.emailConfirmed()) {
            core.audit.by(user, "login");
        } else {
            core.audit.by(user, "user_signedup");
            core.accounts.confirm(user, "email");
        }
    }

    private boolean emailChanged(User user, Slot slot) {
        boolean both =
                !core.settings.autoconfirm("email") && core.settings.secureEmailChange() && !user.email.isEmpty();
        if (both && user.emailChangesConfirmed == 0) {
            user.emailChangesConfirmed = 1;
            core.state.dropOneTimeToken(user, slot);
            return false;
        }
        changeTo(user, user.newEmail, "Error confirm email");
        user.newEmail = "";
        user.emailChangesConfirmed = 0;
        return true;
    }

    private void changeTo(User user, String address, String wrapped) {
        core.accounts.requireUnique(user, address, wrapped);
        core.audit.by(user, "user_modified");
        core.accounts.readdress(user, address, true);
        core.accounts.confirm(user, Accounts.kind(address));
    }

    private static Slot[] slots(String type) {
        return switch (type) {
            case "signup", "invite", "sms" -> new Slot[] {Slot.CONFIRMATION};
            case "recovery", "magiclink" -> new Slot[] {Slot.RECOVERY};
            case "email" -> new Slot[] {Slot.CONFIRMATION, Slot.RECOVERY};
            case "email_change" -> new Slot[] {Slot.EMAIL_CHANGE_CURRENT, Slot.EMAIL_CHANGE_NEW};
            case "phone_change" -> new Slot[] {Slot.PHONE_CHANGE};
            default -> new Slot[0];
        };
    }

    private static String named(String type, Slot slot) {
        return !type.equals("email") ? type : slot == Slot.RECOVERY ? "magiclink" : "signup";
    }

    private Duration life(Slot slot, boolean phone) {
        return phone || slot == Slot.PHONE_CHANGE
                ? core.settings.seconds("SMS_OTP_EXP")
                : core.settings.seconds("MAILER_OTP_EXP");
    }

    /** The user whose change of address a typed code confirms; the code was sent to the new address or the current one. */
    private @Nullable User changing(String address, String code) {
        String hash = Codes.hash(address, code);
        return Stream.of(hash, OneTimeToken.PKCE + hash)
                .map(held -> core.state.oneTimeToken(held, slots("email_change")))
                .flatMap(Optional::stream)
                .map(token -> token.user().reloaded())
                .findFirst()
                .orElse(null);
    }

    /** The user whose number is to become this one. */
    private @Nullable User changingTo(String phone) {
        return core.state.users.known().stream()
                .filter(user -> user.newPhone.equals(phone))
                .findFirst()
                .orElse(null);
    }
}
