package dev.plinth.testkit.internal.storage;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caller: the database role of the request, and the token's subject. */
public record Caller(String role, @Nullable String subject) {
    /** The role that row-level rules do not apply to. */
    public static final Caller SERVICE = new Caller("service_role", null);

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public boolean service() {
        return role.equals("service_role");
    }

    /** Whether row-level rules do not apply: to the service role and the database's superuser. */
    boolean bypassesRules() {
        return service() || role.equals("postgres");
    }

    /** The subject if it is a UUID, else null: the column of owners has that type. */
    @Nullable
    String owner() {
        return isUuid(subject) ? subject : null;
    }

    public static boolean isUuid(@Nullable String text) {
        return text != null && UUID.matcher(text).matches();
    }
}
