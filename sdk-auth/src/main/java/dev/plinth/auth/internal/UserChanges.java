package dev.plinth.auth.internal;

import dev.plinth.auth.Contact;
import dev.plinth.auth.UserChange;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what an administrator changes of a user. */
final class UserChanges implements UserChange {

    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> userMetadata = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> appMetadata = new LinkedHashMap<>();

    static Map<String, Object> read(Consumer<? super UserChange> said) {
        UserChanges changes = new UserChanges();
        said.accept(changes);
        if (!changes.userMetadata.isEmpty()) {
            changes.body.put("user_metadata", changes.userMetadata);
        }
        if (!changes.appMetadata.isEmpty()) {
            changes.body.put("app_metadata", changes.appMetadata);
        }
        return changes.body;
    }

    /** Writes a duration as the server reads it: it knows hours, minutes and seconds, and no days. */
    static String duration(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("a ban takes more than no time: " + time);
        }
        return Math.max(1, time.toSeconds()) + "s";
    }

    @Override
    public UserChange email(String address) {
        Arguments.present(address, "address");
        body.put("email", Contact.email(address).value());
        return this;
    }

    @Override
    public UserChange phone(String number) {
        Arguments.present(number, "number");
        body.put("phone", Contact.phone(number).value());
        return this;
    }

    @Override
    public UserChange confirmEmail() {
        body.put("email_confirm", true);
        return this;
    }

    @Override
    public UserChange confirmPhone() {
        body.put("phone_confirm", true);
        return this;
    }

    @Override
    public UserChange password(String text) {
        Arguments.required(text, "text");
        body.put("password", Secret.of(text));
        return this;
    }

    @Override
    public UserChange role(String name) {
        Arguments.required(name, "name");
        body.put("role", name);
        return this;
    }

    @Override
    public UserChange ban(Duration time) {
        Arguments.required(time, "time");
        body.put("ban_duration", duration(time));
        return this;
    }

    @Override
    public UserChange unban() {
        body.put("ban_duration", "none");
        return this;
    }

    @Override
    public UserChange userMetadata(String name, Object value) {
        Arguments.required(name, "name");
        Arguments.required(value, "value");
        userMetadata.put(name, value);
        return this;
    }

    @Override
    public UserChange clearUserMetadata(String name) {
        Arguments.required(name, "name");
        userMetadata.put(name, null);
        return this;
    }

    @Override
    public UserChange appMetadata(String name, Object value) {
        Arguments.required(name, "name");
        Arguments.required(value, "value");
        appMetadata.put(name, value);
        return this;
    }

    @Override
    public UserChange clearAppMetadata(String name) {
        Arguments.required(name, "name");
        appMetadata.put(name, null);
        return this;
    }
}
