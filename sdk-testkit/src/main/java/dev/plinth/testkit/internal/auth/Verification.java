package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one-time tokens, and does what they were sent for. Called with the state's lock held. */
final class Verification {
    static final String HALF_DONE =
            "Confirmation link accepted. Please proceed to confirm link sent to the other email";

    private static final Set<String> BY_TEXT = Set.of("sms", "phone_change");

    private final AuthCore core;

    Verification(AuthCore core) {
        this.core = core;
    }

    /** A token that is good: whose it is, which one, and what it is called from here on. */
    record Accepted(User user, OneTimeToken token, String type) {}

    /** By the hash that a link carries. */
    Accepted byHash(String hash, String type) {
        Slot[] slots = slots(type);
        if (slots.length == 0 || BY_TEXT.contains(type)) {
            throw AuthError.invalid("Invalid email verification type");
        }
        OneTimeToken token = core.state().oneTimeToken(hash, slots).orElseThrow(AuthError::expiredLink);
        User user = token.user().reloaded();
        requireNotBanned(user);
        if (Times.expired(sentAt(user, token.slot()), life(token.slot(), false), core.now())) {
            throw AuthError.expiredLink();
        }
        return new Accepted(user, token, named(type, token));
    }

    /** By a code that somebody typed, and the address it was sent to. */
    Accepted byCode(@Nullable User found, String address, String code, String type) {
        if (found == null) {
            throw AuthError.expiredCode();
        }
        requireNotBanned(found);
        boolean phone = BY_TEXT.contains(type);
        String hash = Codes.hash(address, code);
        if (phone && core.texts().fixedCode(address).equals(code) && !code.isEmpty()) {
            return new Accepted(found, new OneTimeToken(found, slots(type)[0], hash), type);
        }
        for (Slot slot : slots(type)) {
            OneTimeToken token = found.oneTimeTokens.get(slot);
            boolean late = Times.expired(sentAt(found, slot), life(slot, phone), core.now());
            if (token != null && token.matches(hash) && !late) {
                return new Accepted(found, token, named(type, token));
            }
        }
        throw AuthError.expiredCode();
    }

    /** Does what the token was for; false when the other address has to confirm as well. */
    boolean carryOut(Accepted accepted) {
        User user = accepted.user();
        switch (accepted.type()) {
            case "signup", "invite" -> signedUp(user);
            case "recovery", "magiclink" -> recovered(user);
            case "email_change" -> {
                if (!emailChanged(user, accepted.token())) {
                    return false;
                }
            }
            case "sms" -> {
                core.audit().by(user, "user_signedup");
                core.accounts().confirmPhone(user);
            }
            case "phone_change" -> phoneChanged(user);
            default -> throw AuthError.invalid("Unsupported verification type");
        }
        user.reloaded();
        return true;
    }

    private void signedUp(User user) {
        if (!user.hasPassword() && user.invitedAt != null) {
            core.accounts().setPassword(user, core.passwords().hashOfUnknown());
        }
        core.audit().by(user, user.invitedAt == null ? "user_signedup" : "invite_accepted");
        core.accounts().confirmEmail(user);
        core.accounts().verifyEmailIdentity(user);
    }

    private void recovered(User user) {
        core.state().dropOneTimeTokens(user);
        if (user.emailConfirmed()) {
            core.audit().by(user, "login");
        } else {
            core.audit().by(user, "user_signedup");
            core.accounts().confirmEmail(user);
        }
    }

    private boolean emailChanged(User user, OneTimeToken token) {
        boolean both = !core.settings().autoconfirm() && core.settings().secureEmailChange() && !user.email.isEmpty();
        if (both && user.emailChangesConfirmed == 0) {
            user.emailChangesConfirmed = 1;
            core.state().dropOneTimeToken(user, token.slot());
            return false;
        }
        core.accounts().requireUnique(user, user.newEmail, "", "Error confirm email");
        core.accounts().putEmailIdentity(user, user.newEmail, true);
        user.anonymous = false;
        core.audit().by(user, "user_modified");
        core.state().users.readdress(user, user.newEmail, user.phone);
        user.newEmail = "";
        user.emailChangesConfirmed = 0;
        core.accounts().confirmEmail(user);
        return true;
    }

    private void phoneChanged(User user) {
        core.accounts().requireUnique(user, "", user.newPhone, "Error confirming user");
        core.accounts().putPhoneIdentity(user, user.newPhone, true);
        user.anonymous = false;
        core.audit().by(user, "user_modified");
        core.state().users.readdress(user, user.email, user.newPhone);
        user.newPhone = "";
        core.accounts().confirmPhone(user);
    }

    static AuthReply halfDone() {
        return AuthReply.ok(
                JsonNodeFactory.instance.objectNode().put("msg", HALF_DONE).put("code", "200"));
    }

    private void requireNotBanned(User user) {
        if (user.bannedAt(core.now())) {
            throw AuthError.of(403, "user_banned", "User is banned");
        }
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

    private static String named(String type, OneTimeToken token) {
        if (!type.equals("email")) {
            return type;
        }
        return token.slot() == Slot.RECOVERY ? "magiclink" : "signup";
    }

    private Duration life(Slot slot, boolean phone) {
        return phone || slot == Slot.PHONE_CHANGE
                ? core.settings().smsCodeLife()
                : core.settings().mailCodeLife();
    }

    private static @Nullable Instant sentAt(User user, Slot slot) {
        return switch (slot) {
            case CONFIRMATION -> user.confirmationSentAt;
            case RECOVERY -> user.recoverySentAt;
            case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> user.emailChangeSentAt;
            case PHONE_CHANGE -> user.phoneChangeSentAt;
            case REAUTHENTICATION -> user.reauthenticationSentAt;
        };
    }

    /** Whose e-mail change a typed code is about: found by the new address, or by the current one. */
    Optional<User> changing(String address, String code) {
        String hash = Codes.hash(address, code);
        for (String candidate : new String[] {hash, OneTimeToken.PKCE + hash}) {
            Optional<OneTimeToken> token =
                    core.state().oneTimeToken(candidate, Slot.EMAIL_CHANGE_CURRENT, Slot.EMAIL_CHANGE_NEW);
            if (token.isPresent()) {
                return token.map(OneTimeToken::user);
            }
        }
        return Optional.empty();
    }

    /** Whose number is to become this one. */
    @Nullable
    User changingTo(String phone) {
        return core.state().users.known().stream()
                .filter(user -> user.newPhone.equals(phone))
                .findFirst()
                .orElse(null);
    }
}
