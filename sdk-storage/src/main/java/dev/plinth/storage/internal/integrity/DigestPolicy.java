package dev.plinth.storage.internal.integrity;

import dev.plinth.core.Connection;
import dev.plinth.storage.IntegrityCheck;
import java.util.OptionalLong;

/** Decides when a digest is computed. */
public final class DigestPolicy {

    /** The minimum size for a digest over plain http. */
    private static final long LARGE = 1024 * 1024;

    private DigestPolicy() {}

    /** Checks whether the digest of a transfer is compared. */
    public static boolean digests(IntegrityCheck check, Connection connection, OptionalLong length) {
        return switch (check) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> length.isEmpty() || (!encrypted(connection) && length.getAsLong() >= LARGE);
        };
    }

    /** TLS detects every changed byte. */
    private static boolean encrypted(Connection connection) {
        return "https".equals(connection.url().getScheme());
    }
}
