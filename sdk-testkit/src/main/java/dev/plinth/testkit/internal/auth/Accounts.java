package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthState.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Users' accounts: created, confirmed, given addresses and identities. Called with the state's lock held. */
record Accounts(AuthCore core) {
    private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@"
            + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
    private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{1,14}");
    private static final int LONGEST_EMAIL = 255;

    static String validEmail(String email) {
        AuthError.invalidIf(email.isEmpty(), "An email address is required");
        AuthError.invalidIf(
                email.getBytes(StandardCharsets.UTF_8).length > LONGEST_EMAIL, "An email address is too long");
        AuthError.invalidIf(!EMAIL.matcher(email).matches(), "Unable to validate email address: invalid format");
        return email.toLowerCase(Locale.ROOT);
    }

    static String validPhone(String phone) {
        String plain = plainPhone(phone);
        AuthError.invalidIf(!PHONE.matcher(plain).matches(), "Invalid phone number format (E.164 required)");
        return plain;
    }

    static String plainPhone(String phone) {
        return (phone.startsWith("+") ? phone.substring(1) : phone).replace(" ", "");
    }

    /** The valid e-mail address in a body; empty when there is none. */
    static String email(Params params) {
        return params.filled("email") ? validEmail(params.text("email")) : "";
    }

    /** The valid phone number in a body; empty when there is none. */
    static String phone(Params params) {
        return params.filled("phone") ? validPhone(params.text("phone")) : "";
    }

    /** The valid address in a body: of e-mail where it is given, else the phone number. */
    static String address(Params params) {
        return params.filled("email") ? email(params) : phone(params);
    }

    /** What an address is: {@code email} or {@code phone}. */
    static String kind(String address) {
        return address.contains("@") ? "email" : "phone";
    }

    /**
     * Refuses an address that another user has, in whatever audience, as the database's unique constraints do.
     *
     * @param self the user who is to have it; null for a new one
     * @param wrapped the message for newer clients
     */
    void requireUnique(@Nullable User self, String address, String wrapped) {
        User owner = core.state.users.owner(address);
        if (owner != null && owner != self) {
            String kind = kind(address);
            String constraint = kind.equals("email") ? "users_email_partial_key" : "users_phone_key";
            throw AuthError.duplicate(constraint, kind, address, wrapped);
        }
    }

    void requireNotBanned(User user, int status) {
        AuthError.banned(status).throwIf(user.bannedAt(core.now()));
    }

    /** A user that is in no table yet. */
    User newUser(UUID id, String email, String phone, String passwordHash, String aud) {
        User user = new User(id, core.stamp());
        user.aud = aud;
        user.role = core.settings.text("JWT_DEFAULT_GROUP_NAME");
        user.email = email;
        user.phone = phone;
        user.passwordHash = passwordHash;
        user.appMetadata = User.providerData(email.isEmpty() ? "phone" : "email");
        return user;
    }

    /** Gives a user the identity of an address of their own. */
    void addIdentity(User user, String address, boolean verified) {
        ObjectNode data = User.identityData(user.id, kind(address), address, verified);
        user.addIdentity(kind(address), user.id.toString(), data, core.stamp());
    }

    /** Confirms the user's address of a kind: {@code email} or {@code phone}. */
    void confirm(User user, String kind) {
        if (kind.equals("email")) {
            user.emailConfirmedAt = core.stamp();
            user.userMetadata.put("email_verified", true);
        } else {
            user.phoneConfirmedAt = core.stamp();
        }
        core.state.dropOneTimeTokens(user);
        touch(user);
    }

    /** Gives a user another address, also in the identity of its kind. */
    void readdress(User user, String address, boolean verified) {
        String kind = kind(address);
        Identity identity = user.identity(kind);
        if (identity == null) {
            addIdentity(user, address, verified);
        } else {
            identity.identityData.put(kind, address).put(kind + "_verified", verified);
            identity.updatedAt = core.stamp();
        }
        boolean email = kind.equals("email");
        core.state.users.readdress(user, email ? address : user.email, email ? user.phone : address);
        user.isAnonymous &= !verified;
    }

    /** Sets the providers in app_metadata to those of the user's identities. */
    void recountProviders(User user) {
        if (!user.identities.isEmpty()) {
            ArrayNode providers = user.appMetadata.putArray("providers");
            user.identities.stream()
                    .map(identity -> identity.provider)
                    .distinct()
                    .forEach(providers::add);
            user.appMetadata.put("provider", user.identities.get(0).provider);
        }
    }

    void setPassword(User user, String hash) {
        user.passwordHash = hash;
        core.state.dropOneTimeTokens(user);
        for (Slot slot : Slot.values()) {
            user.sent(slot, null);
        }
        touch(user);
    }

    /** Marks a user as changed now. */
    void touch(User user) {
        core.state.see(user);
        Instant now = core.stamp();
        user.updatedAt = now.isAfter(user.updatedAt) ? now : user.updatedAt;
    }

    /** Finds or creates the user who signs in with an identity provider. */
    User signIn(FlowState flow, OAuth.Profile profile) {
        ObjectNode data = Json.object("email", profile.email(), "email_verified", true, "full_name", profile.name())
                .put("iss", "stub:" + flow.provider)
                .put("name", profile.name())
                .put("phone_verified", false)
                .put("provider_id", profile.subject())
                .put("sub", profile.subject());
        Optional<User> known = core.state.users.known().stream()
                .filter(user -> user.identities.stream()
                        .anyMatch(identity ->
                                identity.provider.equals(flow.provider) && identity.id.equals(profile.subject())))
                .findFirst();
        User user = flow.linkingUser == null
                ? known.orElseGet(() -> joined(profile.email().toLowerCase(Locale.ROOT)))
                : linked(flow.linkingUser, known);
        if (known.isEmpty()) {
            user.addIdentity(flow.provider, profile.subject(), data.deepCopy(), core.stamp());
            if (flow.linkingUser == null ? !user.emailConfirmed() : takesAddress(user, profile.email())) {
                confirm(user, "email");
            }
        }
        requireNotBanned(user, 403);
        user.userMetadata = User.merged(user.userMetadata, data);
        recountProviders(user);
        touch(user);
        core.audit.by(user, "login", "provider", flow.provider);
        return user;
    }

    /** A verified address links to the user who has it; else there is a new user. */
    private User joined(String email) {
        User user = core.state.users.find(email, core.settings.jwtAud());
        if (user == null) {
            AuthError.of(422, "signup_disabled", "Signups not allowed for this instance")
                    .throwIf(core.settings.flag("DISABLE_SIGNUP"));
            requireUnique(null, email, "Database error saving new user");
            user = newUser(UUID.randomUUID(), email, "", "", core.settings.jwtAud());
            user.appMetadata = Json.object();
            core.state.users.add(user);
        } else if (!user.emailConfirmed()) {
            user.passwordHash = "";
            user.identities.clear();
        }
        return user;
    }

    private User linked(UUID linking, Optional<User> known) {
        User user = core.state.users.find(linking);
        if (user == null) {
            throw AuthError.of(422, "user_not_found", "Linking target user not found");
        }
        String whose = known.filter(owner -> owner != user).isPresent() ? " to another user" : "";
        AuthError.of(422, "identity_already_exists", "Identity is already linked" + whose)
                .throwIf(known.isPresent());
        return user;
    }

    /** An anonymous user who links an identity becomes a permanent one, with its address if that is free. */
    private boolean takesAddress(User user, String email) {
        boolean takes = user.isAnonymous && user.email.isEmpty() && core.state.users.owner(email) == null;
        if (takes) {
            core.state.users.readdress(user, email.toLowerCase(Locale.ROOT), user.phone);
        }
        user.isAnonymous = false;
        return takes;
    }
}
