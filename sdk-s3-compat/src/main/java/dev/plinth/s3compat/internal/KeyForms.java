package dev.plinth.s3compat.internal;

import dev.plinth.s3compat.S3Keys;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognizes kinds of keys by their format. */
public final class KeyForms {

    private static final String ALTERNATIVES =
            " Use S3Compat.of(connection, S3Keys.of(id, secret)) with an S3 access key, on servers only: it is in the"
                    + " project's storage settings, or create one with"
                    + " platform.project(ref).s3Credentials().create(\"…\")."
                    + " Or act as a user, under row-level security, with"
                    + " S3Compat.asUser(project.actingAs(session).connection())."
                    + " If this server accepts such keys: allowApiKeysAsAccessKeys()";
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-fA-F]{32}");

    private KeyForms() {}

    /**
     * Rejects a project's API keys as access keys.
     *
     * @throws IllegalArgumentException if the keys are API keys
     */
    public static void check(S3Keys keys) {
        findProblem(keys).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** Returns the problem of a pair of keys; empty if the format of both is possible. */
    public static Optional<String> findProblem(S3Keys keys) {
        Optional<String> id = describeApiKey(keys.accessKeyId());
        Optional<String> secret = describeApiKey(keys.secretAccessKey().reveal());
        if (id.isPresent()) {
            return Optional.of("the access key id is " + id.get() + ", not an S3 access key." + ALTERNATIVES);
        }
        return secret.map(problem -> "the secret access key is " + problem + ", not an S3 secret key." + ALTERNATIVES);
    }

    /** Returns whether an id has the format of Storage's access key ids. */
    public static boolean isStorageKeyId(String accessKeyId) {
        return HEX_32.matcher(accessKeyId).matches();
    }

    private static Optional<String> describeApiKey(String text) {
        if (text.startsWith("sb_publishable_") || text.startsWith("sb_secret_")) {
            return Optional.of("an API key of the project (sb_…)");
        }
        return text.startsWith("eyJ")
                ? Optional.of("a JWT (an API key of the project, or a user's token)")
                : Optional.empty();
    }
}
