package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.Message;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.model.AuthState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.token.AuthKeys;
import dev.plinth.testkit.internal.platform.MovableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What every part of the Auth server stands on. */
final class AuthCore {
    final AuthSettings settings;
    final SecureRandom random = new SecureRandom();
    final AuthState state;
    final Passwords passwords;
    final Bearers bearers = new Bearers(this);
    final Accounts accounts = new Accounts(this);
    final Mailer mailer = new Mailer(this);
    final Audit audit = new Audit(this);
    final Tokens tokens = new Tokens(this);
    final Flows flows = new Flows(this);
    final AuthKeys keys;
    private final MovableClock clock;
    private final String external;
    private final Consumer<Message> outbox;

    /**
     * @param settings how it is set up
     * @param clock what it goes by
     * @param keys the keys in force
     * @param external where its root is seen from outside, unless a setting says otherwise
     * @param outbox takes mails and text messages
     */
    AuthCore(AuthSettings settings, MovableClock clock, AuthKeys keys, String external, Consumer<Message> outbox) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keys;
        this.external = external;
        this.outbox = outbox;
        this.passwords = new Passwords(settings, random);
        this.state = new AuthState(settings, passwords::hash);
    }

    Instant now() {
        return clock.instant();
    }

    /** The moment of a row that is created or changed now; no two rows share one. */
    Instant stamp() {
        return clock.stamp();
    }

    /** The moments of this many new rows, a microsecond apart, by the first. */
    Instant stamps(int count) {
        return clock.stamps(count);
    }

    /** Where this server's root is seen from outside. */
    String external() {
        String set = settings.text("API_EXTERNAL_URL");
        return set.isEmpty() ? external : set;
    }

    void deliver(String channel, String to, String subject, String body) {
        outbox.accept(new Message(channel, to, subject, body, now()));
    }

    /** Refuses a way to sign in that is off. */
    void requireProvider(String way, int status, String text) {
        AuthError.throwIf(!settings.enabled(way), status, way + "_provider_disabled", text);
    }

    @Nullable
    User byEmailOrPhone(String email, String phone, String aud) {
        return email.isEmpty() ? state.users.findByPhone(phone, aud) : state.users.findByEmail(email, aud);
    }
}
