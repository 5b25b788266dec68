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
 * The data of a user to create, with {@link Users#create} or {@link Users#importUsers}. Immutable and thread-safe.
 * {@link #toString()} does not show the password.
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

    /** {@return a new, empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the e-mail address; empty if not set} */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** {@return the phone number; empty if not set} */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /** {@return the password; empty if not set} */
    public Optional<Secret> password() {
        return Optional.ofNullable(password);
    }

    /** {@return the hash of the password; empty if not set} */
    public Optional<Secret> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** {@return the UUID of the user; empty if the server generates one} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** {@return the database role; empty for the project's default role} */
    public Optional<String> role() {
        return Optional.ofNullable(role);
    }

    /** {@return the duration of the initial ban; empty if the user is not banned} */
    public Optional<Duration> banDuration() {
        return Optional.ofNullable(ban);
    }

    /** {@return true if e-mail address and phone number are marked as confirmed, so that the user can sign in} */
    public boolean confirmed() {
        return confirmed;
    }

    /** {@return the metadata that users can change themselves, as JSON in JDK types; unmodifiable} */
    public Map<String, Object> userMetadata() {
        return userMetadata;
    }

    /** {@return the metadata that only administrators can change, as JSON in JDK types; unmodifiable} */
    public Map<String, Object> appMetadata() {
        return appMetadata;
    }

    @Override
    public String toString() {
        return "NewUser[" + (email != null ? email : phone) + "]";
    }

    /** Builds a {@link NewUser}. Not thread-safe. */
    public static final class Builder {

        /** The formats that the server accepts. For others it returns status 500 without a reason. */
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
         * Sets the e-mail address.
         *
         * @param address the e-mail address
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
         * @param number the number in international format, such as {@code +49 30 1234567}
         * @return this builder
         */
        public Builder phone(String number) {
            Arguments.present(number, "number");
            this.phone = number;
            return this;
        }

        /**
         * Sets the password. By default the server generates a random password that it does not return.
         *
         * @param password the password, at most 72 bytes in UTF-8
         * @return this builder
         */
        public Builder password(String password) {
            Arguments.required(password, "password");
            this.password = Secret.of(password);
            return this;
        }

        /**
         * Sets the hash of the password, for users who keep the password that they have in another system.
         *
         * @param hash a hash in the format of bcrypt ({@code $2b$…}), Argon2 ({@code $argon2id$…}) or Firebase scrypt
         *     ({@code $fbscrypt$…})
         * @return this builder
         * @throws IllegalArgumentException if the hash has another format
         */
        public Builder passwordHash(String hash) {
            if (!HASH.matcher(Objects.requireNonNull(hash, "hash")).find()) {
                throw new IllegalArgumentException("the format of the password hash is not supported: pass a hash of"
                        + " bcrypt ($2b$…), Argon2 ($argon2id$…) or Firebase scrypt ($fbscrypt$…)");
            }
            this.passwordHash = Secret.of(hash);
            return this;
        }

        /**
         * Sets the user's UUID, so that creating the user again after a lost response does not create a second user. By
         * default the server generates one.
         *
         * @param uuid the UUID
         * @return this builder
         */
        public Builder id(String uuid) {
            Arguments.present(uuid, "uuid");
            this.id = uuid;
            return this;
        }

        /**
         * Sets the database role. Default: the project's default role, {@code authenticated}.
         *
         * @param name the role
         * @return this builder
         */
        public Builder role(String name) {
            Arguments.required(name, "name");
            this.role = name;
            return this;
        }

        /**
         * Creates the user with a ban.
         *
         * @param duration the duration of the ban, longer than zero
         * @return this builder
         */
        public Builder ban(Duration duration) {
            Arguments.required(duration, "duration");
            this.ban = duration;
            return this;
        }

        /**
         * Leaves e-mail address and phone number unconfirmed: the user cannot sign in until they confirm them. By
         * default both are marked as confirmed, because the server sends no confirmation to users created by an
         * administrator.
         *
         * @return this builder
         */
        public Builder unconfirmed() {
            this.confirmed = false;
            return this;
        }

        /**
         * Sets a field of the metadata that users can change themselves.
         *
         * @param name the name of the field
         * @param value the value, a JSON value as JDK types
         * @return this builder
         */
        public Builder userMetadata(String name, Object value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            userMetadata.put(name, value);
            return this;
        }

        /**
         * Sets a field of the metadata that only administrators can change.
         *
         * @param name the name of the field
         * @param value the value, a JSON value as JDK types
         * @return this builder
         */
        public Builder appMetadata(String name, Object value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            appMetadata.put(name, value);
            return this;
        }

        /**
         * Builds the user. Sends nothing.
         *
         * @return the data of the user
         * @throws IllegalArgumentException if neither an e-mail address nor a phone number is set, if both a password
         *     and a hash are set, or if the password is longer than 72 bytes
         */
        public NewUser build() {
            if (email == null && phone == null) {
                throw new IllegalArgumentException(
                        "the new user has neither an e-mail address nor a phone number: set one of them");
            }
            if (password != null && passwordHash != null) {
                throw new IllegalArgumentException(
                        "the new user has both a password and a password hash: set only one of them");
            }
            if (password != null && password.reveal().getBytes(StandardCharsets.UTF_8).length > 72) {
                throw new IllegalArgumentException(
                        "the password is longer than 72 bytes in UTF-8, which the server does not accept");
            }
            return new NewUser(this);
        }
    }
}
