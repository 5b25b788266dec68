package dev.plinth.auth;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.Message;
import java.util.Optional;

/** A user of an embedded platform that a test sets up for itself. */
final class LocalAuth extends AuthFixture {

    static final String EMAIL = "ada@example.com";
    static final EmailOrPhone ADA = EmailOrPhone.email(EMAIL);

    final LocalPlatform platform;

    /** Starts a platform with settings: name, value, name, value, …, their names without {@code GOTRUE_}. */
    LocalAuth(String... settings) {
        this(started(settings));
    }

    private LocalAuth(LocalPlatform platform) {
        super(
                platform.projectUrl(),
                Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey())),
                Connection.toProject(platform.projectUrl(), ApiKey.of(platform.anonKey())),
                EMAIL);
        this.platform = platform;
    }

    private static LocalPlatform started(String... settings) {
        LocalPlatformBuilder builder = LocalPlatform.builder()
                .set("GOTRUE_MAILER_AUTOCONFIRM", "false")
                .set("GOTRUE_PASSWORD_HASH_COST", "0");
        for (int i = 0; i < settings.length; i += 2) {
            builder.set("GOTRUE_" + settings[i], settings[i + 1]);
        }
        return builder.start();
    }

    @Override
    Optional<String> message(String to) {
        return platform.outbox().latestTo(to).map(Message::body);
    }

    @Override
    public void close() {
        super.close();
        platform.close();
    }
}
