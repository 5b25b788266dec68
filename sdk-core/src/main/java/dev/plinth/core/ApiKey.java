package dev.plinth.core;

import dev.plinth.core.internal.json.JwtClaims;
import dev.plinth.core.internal.text.Arguments;
import java.util.Optional;

/**
 * A project's API key: a legacy JWT ({@code anon}, {@code service_role}) or an opaque key ({@code sb_publishable_…},
 * {@code sb_secret_…}).
 *
 * <p>A legacy key is sent as {@code apikey} and as the bearer token. An opaque key is not a token: it is sent as
 * {@code apikey} only, and the project's API gateway replaces it with a token.
 *
 * <p>Immutable and thread-safe. {@link #toString()} does not show the key.
 */
public final class ApiKey implements Credentials {

    /** What a key is allowed to do. */
    public enum Kind {
        /** For clients; row-level security decides what it may access. A legacy JWT with the role {@code anon}. */
        ANON,
        /** For servers; has full access. A legacy JWT with the role {@code service_role}. */
        SERVICE_ROLE,
        /** For clients; row-level security decides what it may access. Starts with {@code sb_publishable_}. */
        PUBLISHABLE,
        /** For servers; has full access. Starts with {@code sb_secret_}. */
        SECRET,
        /** A JWT with another role, or a key in a format that Plinth does not know. */
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
     * Returns an API key.
     *
     * @param key the key as shown in the project's API settings: a JWT, {@code sb_publishable_…} or {@code sb_secret_…}
     * @return the key
     * @throws NullPointerException if the key is null, for example because an environment variable is not set
     * @throws IllegalArgumentException if the key is blank, quoted, contains a space, or is a personal access token
     *     ({@code sbp_…})
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
     * Returns what the key is allowed to do, derived from its prefix or its {@code role} claim.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** {@return the key itself} */
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
