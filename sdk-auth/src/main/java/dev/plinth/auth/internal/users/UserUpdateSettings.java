package dev.plinth.auth.internal.users;

import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.UserUpdate;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Implements {@link UserUpdate}. */
public final class UserUpdateSettings implements UserUpdate {

    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> userMetadata = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> appMetadata = new LinkedHashMap<>();

    static Map<String, Object> read(Consumer<? super UserUpdate> update) {
        UserUpdateSettings changes = Arguments.configured(new UserUpdateSettings(), update, "changes");
        if (!changes.userMetadata.isEmpty()) {
            changes.body.put("user_metadata", changes.userMetadata);
        }
        if (!changes.appMetadata.isEmpty()) {
            changes.body.put("app_metadata", changes.appMetadata);
        }
        return changes.body;
    }

    /** Formats a duration for the server, which supports hours, minutes and seconds, but not days. */
    static String duration(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("the duration of a ban must be longer than zero: " + duration);
        }
        return Math.max(1, duration.toSeconds()) + "s";
    }

    @Override
    public UserUpdate email(String address) {
        Arguments.present(address, "address");
        body.put("email", EmailOrPhone.email(address).value());
        return this;
    }

    @Override
    public UserUpdate phone(String number) {
        Arguments.present(number, "number");
        body.put("phone", EmailOrPhone.phone(number).value());
        return this;
    }

    @Override
    public UserUpdate confirmEmail() {
        body.put("email_confirm", true);
        return this;
    }

    @Override
    public UserUpdate confirmPhone() {
        body.put("phone_confirm", true);
        return this;
    }

    @Override
    public UserUpdate password(String newPassword) {
        Arguments.required(newPassword, "newPassword");
        body.put("password", Secret.of(newPassword));
        return this;
    }

    @Override
    public UserUpdate role(String name) {
        Arguments.required(name, "name");
        body.put("role", name);
        return this;
    }

    @Override
    public UserUpdate ban(Duration duration) {
        Arguments.required(duration, "duration");
        body.put("ban_duration", duration(duration));
        return this;
    }

    @Override
    public UserUpdate unban() {
        body.put("ban_duration", "none");
        return this;
    }

    @Override
    public UserUpdate userMetadata(String name, Object value) {
        Arguments.required(name, "name");
        Arguments.required(value, "value");
        userMetadata.put(name, value);
        return this;
    }

    @Override
    public UserUpdate clearUserMetadata(String name) {
        Arguments.required(name, "name");
        userMetadata.put(name, null);
        return this;
    }

    @Override
    public UserUpdate appMetadata(String name, Object value) {
        Arguments.required(name, "name");
        Arguments.required(value, "value");
        appMetadata.put(name, value);
        return this;
    }

    @Override
    public UserUpdate clearAppMetadata(String name) {
        Arguments.required(name, "name");
        appMetadata.put(name, null);
        return this;
    }
}
