package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.Message;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.model.AuthState;
import dev.plinth.testkit.internal.auth.token.AuthKeys;
import dev.plinth.testkit.internal.auth.token.PasswordHash;
import dev.plinth.testkit.internal.platform.MovableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Consumer;

/** What the parts of the Auth server share. */
final class AuthCore {
    final AuthSettings settings;
    final SecureRandom random = new SecureRandom();
    final AuthState state;
    final Passwords passwords = new Passwords(this);
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
     * @param external the URL of the server's root from outside, unless a setting says otherwise
     * @param outbox receives mails and text messages
     */
    AuthCore(AuthSettings settings, MovableClock clock, AuthKeys keys, String external, Consumer<Message> outbox) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keys;
        this.external = external;
        this.outbox = outbox;
        this.state = new AuthState(settings, this::hash);
    }

    String hash(String password) {
        return PasswordHash.of(password, settings.number("PASSWORD_HASH_COST"), random);
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

    /** The URL of this server's root from outside. */
    String external() {
        String set = settings.text("API_EXTERNAL_URL");
        return set.isEmpty() ? external : set;
    }

    void deliver(String channel, String to, String subject, String body) {
        outbox.accept(new Message(channel, to, subject, body, now()));
    }

    /** Refuses a way to sign in that is off. */
    void requireProvider(String way, int status, String text) {
        AuthError.of(status, way + "_provider_disabled", text).throwIf(!settings.enabled(way));
    }
}
