package dev.plinth.storage.internal.integrity;

import dev.plinth.core.Connection;
import dev.plinth.storage.IntegrityCheck;
import java.util.OptionalLong;

/** Decides where a digest is worth its price. */
public final class DigestPolicy {

    /** Over plain http, from this size on. */
    private static final long LARGE = 1024 * 1024;

    private DigestPolicy() {}

    /** Tells whether the digest of a transfer is compared. */
    public static boolean digests(IntegrityCheck check, Connection connection, OptionalLong length) {
        return switch (check) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> length.isEmpty() || (!encrypted(connection) && length.getAsLong() >= LARGE);
        };
    }

    /** Over TLS, no byte changes on the way without being noticed. */
    private static boolean encrypted(Connection connection) {
        return "https".equals(connection.url().getScheme());
    }
}
