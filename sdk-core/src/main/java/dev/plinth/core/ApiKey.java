package dev.plinth.core;

import dev.plinth.core.internal.json.JwtClaims;
import dev.plinth.core.internal.text.Arguments;
import java.util.Optional;

/**
 * A project's API key: a legacy JWT ({@code anon}, {@code service_role}) or one of the newer opaque keys
 * ({@code sb_publishable_…}, {@code sb_secret_…}).
 *
 * <p>A legacy key is a token too, and is sent as {@code apikey} and as bearer. An opaque one is no token: it goes as
 * {@code apikey} alone, and the project's gateway puts the right token in its place.
 *
 * <p>Immutable and thread-safe. {@link #toString()} does not show the key.
 */
public final class ApiKey implements Credentials {

    /** What a key may do. */
    public enum Kind {
        /** For clients; what it may do is up to row-level security. A legacy JWT of role {@code anon}. */
        ANON,
        /** For servers; may do everything. A legacy JWT of role {@code service_role}. */
        SERVICE_ROLE,
        /** For clients; {@code sb_publishable_…}. */
        PUBLISHABLE,
        /** For servers; {@code sb_secret_…}. */
        SECRET,
        /** Some other text: a JWT of another role, or a key of a form that Plinth does not know. */
        OTHER
    }

    private final Secret value;
    private final Kind kind;
    private final boolean token;

    private ApiKey(Secret value, Kind kind, boolean token) {
        this.value = value;
        this.kind = kind;
        this.token = token;
    }

    /**
     * Reads a key.
     *
     * @param key the key as the project's API settings show it: a JWT, {@code sb_publishable_…} or {@code sb_secret_…}
     * @return the key
     * @throws NullPointerException if the key is null, as an environment variable that is not set
     * @throws IllegalArgumentException if the text is blank, quoted, or not a project's key
     */
    public static ApiKey of(String key) {
        String bare = Arguments.secret(key, "key", "the project's API key", "the project's API settings");
        if (bare.startsWith("sbp_")) {
            throw new IllegalArgumentException("key is a personal access token (sbp_…), which the project's API does"
                    + " not take: use a key from the project's API settings");
        }
        Secret value = Secret.of(bare);
        return new ApiKey(value, kindOf(value), JwtClaims.looksLikeJwt(value));
    }

    private static Kind kindOf(Secret key) {
        if (key.reveal().startsWith("sb_publishable_")) {
            return Kind.PUBLISHABLE;
        }
        if (key.reveal().startsWith("sb_secret_")) {
            return Kind.SECRET;
        }
        return switch (JwtClaims.role(key).orElse("")) {
            case "anon" -> Kind.ANON;
            case "service_role" -> Kind.SERVICE_ROLE;
            default -> Kind.OTHER;
        };
    }

    /**
     * Returns what the key may do, as far as its form tells.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the key itself.
     *
     * @return the key
     */
    public Secret value() {
        return value;
    }

    /**
     * Returns the key as a bearer token.
     *
     * @return the key if it is a JWT; empty for opaque keys
     */
    @Override
    public Optional<Secret> token() {
        return token ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return "ApiKey[" + kind + "]";
    }
}
