package dev.plinth.s3compat;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.Objects;

/**
 * A pair of S3 access keys from a project's storage settings. They are not the project's API keys. They bypass
 * row-level security, so use them on servers only.
 *
 * <p>Immutable and thread-safe. {@link #toString()} does not show the secret key.
 */
public final class S3Keys {

    private final String accessKeyId;
    private final Secret secretAccessKey;

    private S3Keys(String accessKeyId, Secret secretAccessKey) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
    }

    /**
     * Creates a pair of keys.
     *
     * @param accessKeyId the access key id
     * @param secretAccessKey the secret access key
     * @return the keys
     * @throws IllegalArgumentException if one of them is blank
     */
    public static S3Keys of(String accessKeyId, String secretAccessKey) {
        Arguments.required(secretAccessKey, "secretAccessKey");
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("the access key id or the secret access key is blank");
        }
        return new S3Keys(accessKeyId.strip(), Secret.of(secretAccessKey.strip()));
    }

    /**
     * Creates a pair of keys.
     *
     * @param accessKeyId the access key id
     * @param secretAccessKey the secret access key
     * @return the keys
     * @throws IllegalArgumentException if one of them is blank
     */
    public static S3Keys of(String accessKeyId, Secret secretAccessKey) {
        Arguments.required(secretAccessKey, "secretAccessKey");
        return of(accessKeyId, secretAccessKey.reveal());
    }

    /** {@return the access key id} */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** {@return the secret access key} */
    public Secret secretAccessKey() {
        return secretAccessKey;
    }

    @Override
    public String toString() {
        // An API key may have been given by mistake; a real id has 32 hexadecimal digits.
        return "S3Keys[" + (accessKeyId.length() > 64 ? "hidden" : accessKeyId) + "]";
    }
}
