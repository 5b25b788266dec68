package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.storage.Access.Authenticator;
import java.time.Instant;

/** The parts of one Storage server that its routes share. */
public record StorageCore(
        ProjectContext context,
        StorageState state,
        MultipartStore multipart,
        Authenticator authenticator,
        Access access) {

    public ObjectStore objects() {
        return new ObjectStore(state, access, context.settings(), context.clock());
    }

    public Buckets buckets() {
        return new Buckets(this);
    }

    public Downloads downloads() {
        return new Downloads(state.bodies());
    }

    public SignedUrls signedUrls() {
        return new SignedUrls(this);
    }

    public Settings settings() {
        return context.settings();
    }

    /** The moment of a row that is created or changed now; no two rows share one. */
    public Instant stamp() {
        return context.clock().stamp();
    }
}
