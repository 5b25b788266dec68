package dev.plinth.auth;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.text.Arguments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user to be created. Immutable and thread-safe. {@link #toString()} does not show the password.
 */
public final class NewUser {

    private final @Nullable String email;
    private final @Nullable String phone;
    private final @Nullable Secret password;
    private final @Nullable Secret passwordHash;
    private final @Nullable String id;
    private final @Nullable String role;
    private final @Nullable Duration ban;
    private final boolean confirmed;
    private final Map<String, Object> userMetadata;
    private final Map<String, Object> appMetadata;

    private NewUser(Builder b) {
        this.email = b.email;
        this.phone = b.phone;
        this.password = b.password;
        this.passwordHash = b.passwordHash;
        this.id = b.id;
        this.role = b.role;
        this.ban = b.ban;
        this.confirmed = b.confirmed;
        this.userMetadata = Collections.unmodifiableMap(new FieldMap(b.userMetadata));
        this.appMetadata = Collections.unmodifiableMap(new FieldMap(b.appMetadata));
    }

    /**
     * Starts a user.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the e-mail.
     *
     * @return the address, if there is one
     */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /**
     * Returns the phone number.
     *
     * @return the number, if there is one
     */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /**
     * Returns the password.
     *
     * @return the password, if there is one
     */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }

    /**
     * Returns the password as another system stored it.
     *
     * @return the hash, if there is one
     */
    public Optional<Secret> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /**
     * Returns the id that the user is to have.
     *
     * @return a UUID; empty if the server is to make one
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * Returns the role in the database.
     *
     * @return the role; empty for the project's usual one
     */
    public Optional<String> role() {
        return Optional.ofNullable(role);
    }

    /**
     * Returns how long the user is banned from the start.
     *
     * @return the time; empty if he is not
     */
    public Optional<Duration> ban() {
        return Optional.ofNullable(ban);
    }

    /**
     * Tells whether e-mail and phone are taken as confirmed.
     *
     * @return true if the user may sign in at once
     */
    public boolean confirmed() {
        return confirmed;
    }

    /**
     * Returns what the user may say of himself.
     *
     * @return JSON as JDK types, unmodifiable
     */
    public Map<String, Object> userMetadata() {
        return userMetadata;
    }

    /**
     * Returns what only administrators may say of the user.
     *
     * @return JSON as JDK types, unmodifiable
     */
    public Map<String, Object> appMetadata() {
        return appMetadata;
    }

    @Override
    public String toString() {
        return "NewUser[" + (email != null ? email : phone) + "]";
    }

    /** Collects what the user is to be like. Not thread-safe. */
    public static final class Builder {

        /** The server answers others with a 500 that does not say why. */
        private static final Pattern HASH = Pattern.compile("^\\$(2[abxy]?|argon2(i|d|id)|fbscrypt)\\$");

        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable Secret password;
        private @Nullable Secret passwordHash;
        private @Nullable String id;
        private @Nullable String role;
        private @Nullable Duration ban;
        private boolean confirmed = true;
        private final Map<String, Object> userMetadata = new LinkedHashMap<>();
        private final Map<String, Object> appMetadata = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the e-mail.
         *
         * @param address the address
         * @return this builder
         */
        public Builder email(String address) {
            Arguments.present(address, "address");
            this.email = address;
            return this;
        }

        /**
         * Sets the phone number.
         *
         * @param number the number, in international form
         * @return this builder
         */
        public Builder phone(String number) {
            Arguments.present(number, "number");
            this.phone = number;
            return this;
        }

        /**
         * Sets the password. Without one, the server sets one that nobody knows.
         *
         * @param text the password; at most 72 bytes in UTF-8
         * @return this builder
         */
        public Builder password(String text) {
            Arguments.required(text, "text");
            this.password = Secret.of(text);
            return this;
        }

        /**
         * Sets the password as another system stored it.
         *
         * @param hash a hash by bcrypt, Argon2 ({@code $argon2id$…}) or Firebase's scrypt ({@code $fbscrypt$…})
         * @return this builder
         */
        public Builder passwordHash(String hash) {
            if (!HASH.matcher(Objects.requireNonNull(hash, "hash")).find()) {
                throw new IllegalArgumentException("hash is none that the server reads: it takes bcrypt ($2b$…),"
                        + " Argon2 ($argon2id$…) and Firebase's scrypt ($fbscrypt$…)");
            }
            this.passwordHash = Secret.of(hash);
            return this;
        }

        /**
         * Sets the id. A create that is repeated after a lost answer then cannot make a second user.
         *
         * @param uuid a UUID
         * @return this builder
         */
        public Builder id(String uuid) {
            Arguments.present(uuid, "uuid");
            this.id = uuid;
            return this;
        }

        /**
         * Sets the role in the database.
         *
         * @param name the role; by default the project's usual one, {@code authenticated}
         * @return this builder
         */
        public Builder role(String name) {
            Arguments.required(name, "name");
            this.role = name;
            return this;
        }

        /**
         * Bans the user from the start.
         *
         * @param time for how long
         * @return this builder
         */
        public Builder ban(Duration time) {
            Arguments.required(time, "time");
            this.ban = time;
            return this;
        }

        /**
         * Leaves e-mail and phone unconfirmed: the user cannot sign in before he confirms them. By default they are
         * taken as confirmed, for the server sends no mail to users created like this.
         *
         * @return this builder
         */
        public Builder unconfirmed() {
            this.confirmed = false;
            return this;
        }

        /**
         * Adds something that the user may change himself.
         *
         * @param name the field's name
         * @param value JSON as JDK types
         * @return this builder
         */
        public Builder userMetadata(String name, Object value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            userMetadata.put(name, value);
            return this;
        }

        /**
         * Adds something that only administrators may change.
         *
         * @param name the field's name
         * @param value JSON as JDK types
         * @return this builder
         */
        public Builder appMetadata(String name, Object value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            appMetadata.put(name, value);
            return this;
        }

        /**
         * Returns the user.
         *
         * @return the user to be
         * @throws IllegalArgumentException if there is neither e-mail nor phone, or the password is too long, or there
         *     is a hash of it too
         */
        public NewUser build() {
            if (email == null && phone == null) {
                throw new IllegalArgumentException("a user needs an e-mail or a phone number");
            }
            if (password != null && passwordHash != null) {
                throw new IllegalArgumentException("a user has a password or its hash, not both");
            }
            if (password != null && password.reveal().getBytes(StandardCharsets.UTF_8).length > 72) {
                throw new IllegalArgumentException(
                        "the password is longer than 72 bytes, which the server cannot take");
            }
            return new NewUser(this);
        }
    }
}
