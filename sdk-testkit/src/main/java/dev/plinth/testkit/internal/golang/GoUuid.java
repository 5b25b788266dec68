package dev.plinth.testkit.internal.golang;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs in the forms that the Auth server's parser (gofrs/uuid) accepts. */
public final class GoUuid {
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Pattern BARE = Pattern.compile("[0-9a-fA-F]{32}");
    private static final String URN = "urn:uuid:";

    private GoUuid() {}

    /** Parses a UUID with or without hyphens, which may be in braces or behind {@code urn:uuid:}. */
    public static Optional<UUID> parse(String text) {
        String id = text;
        if (id.startsWith(URN)) {
            id = id.substring(URN.length());
        } else if (id.startsWith("{") && id.endsWith("}")) {
            id = id.substring(1, id.length() - 1);
        }
        if (!CANONICAL.matcher(id).matches() && !BARE.matcher(id).matches()) {
            return Optional.empty();
        }
        String hex = id.replace("-", "");
        return Optional.of(new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    }
}
