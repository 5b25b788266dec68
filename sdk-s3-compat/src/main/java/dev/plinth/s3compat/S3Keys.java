package dev.plinth.s3compat;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.Objects;

/**
 * A pair of S3 access keys, as a project's storage settings give them. They are not the project's API keys, they act
 * with all rights, and belong on servers only.
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
     * Returns a pair of keys.
     *
     * @param accessKeyId the access key's id
     * @param secretAccessKey the secret key
     * @return the keys
     * @throws IllegalArgumentException if one of them is blank
     */
    public static S3Keys of(String accessKeyId, String secretAccessKey) {
        Arguments.required(secretAccessKey, "secretAccessKey");
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("an S3 key is empty");
        }
        return new S3Keys(accessKeyId.strip(), Secret.of(secretAccessKey.strip()));
    }

    /**
     * Returns a pair of keys.
     *
     * @param accessKeyId the access key's id
     * @param secretAccessKey the secret key
     * @return the keys
     * @throws IllegalArgumentException if one of them is blank
     */
    public static S3Keys of(String accessKeyId, Secret secretAccessKey) {
        Arguments.required(secretAccessKey, "secretAccessKey");
        return of(accessKeyId, secretAccessKey.reveal());
    }

    /**
     * Returns the access key's id.
     *
     * @return the id
     */
    public String accessKeyId() {
        return accessKeyId;
    }

    /**
     * Returns the secret key.
     *
     * @return the secret key
     */
    public Secret secretAccessKey() {
        return secretAccessKey;
    }

    @Override
    public String toString() {
        // People put API keys here; a real id has 32 digits.
        return "S3Keys[" + (accessKeyId.length() > 64 ? "hidden" : accessKeyId) + "]";
    }
}
