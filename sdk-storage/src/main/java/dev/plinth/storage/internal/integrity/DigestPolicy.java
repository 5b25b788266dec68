package dev.plinth.storage.internal.integrity;

import dev.plinth.core.Connection;
import dev.plinth.storage.IntegrityCheck;
import java.util.OptionalLong;

/** Decides whether the digest of a transfer is computed and compared. */
public final class DigestPolicy {

    /** With {@link IntegrityCheck#AUTO}, the minimum size for a digest over plain http. */
    private static final long MIN_DIGEST_SIZE = 1024 * 1024;

    private DigestPolicy() {}

    /**
     * Returns whether the digest of a transfer is computed and compared.
     *
     * @param length the length of the content; empty if it is unknown
     */
    public static boolean digests(IntegrityCheck check, Connection connection, OptionalLong length) {
        return switch (check) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> length.isEmpty() || (!isEncrypted(connection) && length.getAsLong() >= MIN_DIGEST_SIZE);
        };
    }

    /** Over TLS no digest is needed, because it detects every changed byte. */
    private static boolean isEncrypted(Connection connection) {
        return "https".equals(connection.url().getScheme());
    }
}
