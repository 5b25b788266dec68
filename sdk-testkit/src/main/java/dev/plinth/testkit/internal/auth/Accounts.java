package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happens to a user's account: made, confirmed, given identities. Called with the state's lock held. */
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

    /** The valid address in a body; empty when there is none. */
    static String email(Params params) {
        return params.filled("email") ? validEmail(params.text("email")) : "";
    }

    /** The valid number in a body; empty when there is none. */
    static String phone(Params params) {
        return params.filled("phone") ? validPhone(params.text("phone")) : "";
    }

    /**
     * Refuses addresses that another user has, in whatever audience, as the database's unique constraints do.
     *
     * @param self the user who is to have them; null for a new one
     * @param wrapped what newer clients are told
     */
    void requireUnique(@Nullable User self, String email, String phone, String wrapped) {
        User owner = email.isEmpty() ? null : core.state.users.emailOwner(email);
        if (owner != null && owner != self) {
            throw AuthError.duplicate("users_email_partial_key", "email", email, wrapped);
        }
        User holder = core.state.users.phoneOwner(phone);
        if (holder != null && holder != self) {
            throw AuthError.duplicate("users_phone_key", "phone", phone, wrapped);
        }
    }

    void requireNotBanned(User user, int status) {
        AuthError.throwIf(user.bannedAt(core.now()), status, "user_banned", "User is banned");
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

    /** Gives a user the identity of an own address: {@code kind} is {@code email} or {@code phone}. */
    void addIdentity(User user, String kind, String address, boolean verified) {
        ObjectNode data = User.identityData(user.id, kind, address, verified);
        user.addIdentity(kind, user.id.toString(), data, core.stamp());
    }

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

    /** The identity of the user's own address is known to be theirs from now on. */
    void verifyEmailIdentity(User user) {
        Identity identity = user.identity("email");
        if (identity != null && identity.email().equals(user.email)) {
            identity.data.put("email_verified", true);
        }
    }

    /** Gives a user another address, and makes the identity say so. */
    void readdress(User user, String kind, String address, boolean verified) {
        Identity identity = user.identity(kind);
        if (identity == null) {
            addIdentity(user, kind, address, verified);
        } else {
            identity.data.put(kind, address).put(kind + "_verified", verified);
            identity.updatedAt = core.stamp();
        }
        boolean email = kind.equals("email");
        core.state.users.readdress(user, email ? address : user.email, email ? user.phone : address);
        user.anonymous &= !verified;
    }

    /** Which providers the user's identities are of, as app_metadata tells it. */
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
        user.confirmationSentAt = null;
        user.recoverySentAt = null;
        user.emailChangeSentAt = null;
        user.phoneChangeSentAt = null;
        user.reauthenticationSentAt = null;
        touch(user);
    }

    void touch(User user) {
        Instant now = core.stamp();
        user.updatedAt = now.isAfter(user.updatedAt) ? now : user.updatedAt;
    }

    /** Which user somebody is who comes from an identity provider. */
    User signIn(FlowState flow, OAuth.Profile profile) {
        ObjectNode data = Json.object("email", profile.email(), "email_verified", true, "full_name", profile.name())
                .put("iss", "stub:" + flow.provider)
                .put("name", profile.name())
                .put("phone_verified", false)
                .put("provider_id", profile.subject())
                .put("sub", profile.subject());
        Optional<User> known = core.state.users.known().stream()
                .filter(user -> user.identities.stream()
                        .anyMatch(identity -> identity.provider.equals(flow.provider)
                                && identity.providerId.equals(profile.subject())))
                .findFirst();
        User user = flow.linkingUser == null
                ? known.orElseGet(() -> joined(flow, profile, data))
                : linked(flow, profile, data, known);
        requireNotBanned(user, 403);
        user.userMetadata = User.merged(user.userMetadata, data);
        recountProviders(user);
        touch(user);
        core.audit.by(user, "login", "provider", flow.provider);
        return user;
    }

    /** A verified address links to the user who has it; else somebody new has come. */
    private User joined(FlowState flow, OAuth.Profile profile, ObjectNode data) {
        String email = profile.email().toLowerCase(Locale.ROOT);
        User user = core.state.users.findByEmail(email, core.settings.jwtAud());
        if (user == null) {
            if (core.settings.flag("DISABLE_SIGNUP")) {
                throw AuthError.of(422, "signup_disabled", "Signups not allowed for this instance");
            }
            requireUnique(null, email, "", "Database error saving new user");
            user = newUser(UUID.randomUUID(), email, "", "", core.settings.jwtAud());
            user.appMetadata = Json.object();
            core.state.users.add(user);
        } else if (!user.emailConfirmed()) {
            user.passwordHash = "";
            user.identities.clear();
        }
        user.addIdentity(flow.provider, profile.subject(), data.deepCopy(), core.stamp());
        if (!user.emailConfirmed()) {
            confirm(user, "email");
        }
        return user;
    }

    private User linked(FlowState flow, OAuth.Profile profile, ObjectNode data, Optional<User> known) {
        User user = flow.linkingUser == null ? null : core.state.users.find(flow.linkingUser);
        if (user == null) {
            throw AuthError.of(422, "user_not_found", "Linking target user not found");
        }
        if (known.isPresent()) {
            String whose = known.get() == user ? "" : " to another user";
            throw AuthError.of(422, "identity_already_exists", "Identity is already linked" + whose);
        }
        user.addIdentity(flow.provider, profile.subject(), data.deepCopy(), core.stamp());
        if (user.anonymous) {
            user.anonymous = false;
            if (user.email.isEmpty() && core.state.users.emailOwner(profile.email()) == null) {
                core.state.users.readdress(user, profile.email().toLowerCase(Locale.ROOT), user.phone);
                confirm(user, "email");
            }
        }
        return user;
    }
}
