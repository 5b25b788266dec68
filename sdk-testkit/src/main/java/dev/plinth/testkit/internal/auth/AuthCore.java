package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.Message;
import dev.plinth.testkit.internal.golang.GoUuid;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.platform.MovableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What every part of the Auth server stands on. */
final class AuthCore {
    private final AuthSettings settings;
    private final MovableClock clock;
    private final Supplier<AuthKeys> keys;
    private final String external;
    private final Consumer<Message> outbox;
    private final SecureRandom random = new SecureRandom();
    private final AuthState state;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Codes codes;
    private final Mailer mailer;
    private final Texts texts;
    private final Audit audit;
    private final Tokens tokens;
    private final Flows flows;

    /**
     * @param settings how it is set up
     * @param clock what it goes by
     * @param keys the keys in force
     * @param external where its root is seen from outside, unless a setting says otherwise
     * @param outbox takes mails and text messages
     */
    AuthCore(
            AuthSettings settings,
            MovableClock clock,
            Supplier<AuthKeys> keys,
            String external,
            Consumer<Message> outbox) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keys;
        this.external = external;
        this.outbox = outbox;
        this.state = new AuthState(settings);
        this.passwords = new Passwords(settings, random);
        this.accounts = new Accounts(this);
        this.codes = new Codes(random);
        this.mailer = new Mailer(this);
        this.texts = new Texts(this);
        this.audit = new Audit(this);
        this.tokens = new Tokens(this);
        this.flows = new Flows(this);
    }

    AuthSettings settings() {
        return settings;
    }

    AuthState state() {
        return state;
    }

    AuthKeys keys() {
        return keys.get();
    }

    SecureRandom random() {
        return random;
    }

    Passwords passwords() {
        return passwords;
    }

    Accounts accounts() {
        return accounts;
    }

    Codes codes() {
        return codes;
    }

    Mailer mailer() {
        return mailer;
    }

    Texts texts() {
        return texts;
    }

    Audit audit() {
        return audit;
    }

    Tokens tokens() {
        return tokens;
    }

    Flows flows() {
        return flows;
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

    /** An id in a path. */
    static UUID uuid(String text, String refusal) {
        return Percent.decode(text)
                .flatMap(GoUuid::parse)
                .orElseThrow(() -> AuthError.of(404, "validation_failed", refusal));
    }
}
