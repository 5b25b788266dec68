package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happens to a user's account: made, confirmed, given identities. Called with the state's lock held. */
final class Accounts {
    private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@"
            + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
    private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{1,14}");
    private static final int LONGEST_EMAIL = 255;

    private final AuthCore core;

    Accounts(AuthCore core) {
        this.core = core;
    }

    static String validEmail(String email) {
        if (email.isEmpty()) {
            throw AuthError.invalid("An email address is required");
        }
        if (email.getBytes(StandardCharsets.UTF_8).length > LONGEST_EMAIL) {
            throw AuthError.invalid("An email address is too long");
        }
        if (!EMAIL.matcher(email).matches()) {
            throw AuthError.invalid("Unable to validate email address: invalid format");
        }
        return email.toLowerCase(Locale.ROOT);
    }

    static String validPhone(String phone) {
        String plain = plainPhone(phone);
        if (!PHONE.matcher(plain).matches()) {
            throw AuthError.invalid("Invalid phone number format (E.164 required)");
        }
        return plain;
    }

    static String plainPhone(String phone) {
        return (phone.startsWith("+") ? phone.substring(1) : phone).replace(" ", "");
    }

    static ObjectNode providerData(String provider) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("provider", provider);
        data.putArray("providers").add(provider);
        return data;
    }

    static ObjectNode emailData(UUID subject, String email, boolean verified) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sub", subject.toString())
                .put("email", email)
                .put("email_verified", verified)
                .put("phone_verified", false);
    }

    /** What a sign-up by phone keeps: not the number, as it is. */
    static ObjectNode bareData(UUID subject) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sub", subject.toString())
                .put("email_verified", false)
                .put("phone_verified", false);
    }

    static ObjectNode phoneData(UUID subject, String phone, boolean verified) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sub", subject.toString())
                .put("phone", phone)
                .put("email_verified", false)
                .put("phone_verified", verified);
    }

    /**
     * Refuses addresses that another user has, in whatever audience, as the database's unique constraints do.
     *
     * @param self the user who is to have them; null for a new one
     * @param wrapped what newer clients are told
     */
    void requireUnique(@Nullable User self, String email, String phone, String wrapped) {
        User owner = email.isEmpty() ? null : core.state().users.emailOwner(email);
        if (owner != null && owner != self) {
            throw AuthError.duplicate("users_email_partial_key", "email", email, wrapped);
        }
        User holder = core.state().users.phoneOwner(phone);
        if (holder != null && holder != self) {
            throw AuthError.duplicate("users_phone_key", "phone", phone, wrapped);
        }
    }

    /** A user that is in no table yet. */
    User newUser(Optional<UUID> id, String email, String phone, String passwordHash, String aud) {
        User user = new User(id.orElseGet(UUID::randomUUID), core.stamp());
        user.aud = aud;
        user.role = core.settings().defaultRole();
        user.email = email;
        user.phone = phone;
        user.passwordHash = passwordHash;
        return user;
    }

    Identity addIdentity(User user, String provider, String providerId, ObjectNode data) {
        Identity identity = new Identity(UUID.randomUUID(), provider, providerId, data, core.stamp());
        user.identities.add(identity);
        return identity;
    }

    void confirmEmail(User user) {
        user.emailConfirmedAt = core.stamp();
        user.userMetadata.put("email_verified", true);
        core.state().dropOneTimeTokens(user);
        touch(user);
    }

    void confirmPhone(User user) {
        user.phoneConfirmedAt = core.stamp();
        core.state().dropOneTimeTokens(user);
        touch(user);
    }

    /** The identity of the user's own address is known to be his from now on. */
    void verifyEmailIdentity(User user) {
        Identity identity = user.identity("email");
        if (identity != null && identity.email().equals(user.email)) {
            identity.data.put("email_verified", true);
        }
    }

    /** Changes the address at once and makes the e-mail identity say so. */
    void putEmailIdentity(User user, String email, boolean verified) {
        Identity identity = user.identity("email");
        if (identity == null) {
            addIdentity(user, "email", user.id.toString(), emailData(user.id, email, verified));
        } else {
            identity.data.put("email", email).put("email_verified", verified);
            identity.updatedAt = core.stamp();
        }
    }

    void putPhoneIdentity(User user, String phone, boolean verified) {
        Identity identity = user.identity("phone");
        if (identity == null) {
            addIdentity(user, "phone", user.id.toString(), phoneData(user.id, phone, verified));
        } else {
            identity.data.put("phone", phone).put("phone_verified", verified);
            identity.updatedAt = core.stamp();
        }
    }

    /** Which providers the user's identities are of, as app_metadata tells it. */
    void recountProviders(User user) {
        if (user.identities.isEmpty()) {
            return;
        }
        com.fasterxml.jackson.databind.node.ArrayNode providers = user.appMetadata.putArray("providers");
        user.identities.stream().map(identity -> identity.provider).distinct().forEach(providers::add);
        user.appMetadata.put("provider", user.identities.get(0).provider);
    }

    void setPassword(User user, String hash) {
        user.passwordHash = hash;
        core.state().dropOneTimeTokens(user);
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
}
