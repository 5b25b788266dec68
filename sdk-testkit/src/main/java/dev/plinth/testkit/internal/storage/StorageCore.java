package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.platform.ProjectContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What all routes of one Storage server share. */
public record StorageCore(
        ProjectContext context,
        StorageState state,
        MultipartStore multipart,
        Authenticator authenticator,
        Access access) {

    public Settings settings() {
        return context.settings();
    }

    /** Now, as exact as the server prints it. */
    public Instant now() {
        return context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
