package dev.plinth;

import dev.plinth.core.Secret;

/**
 * An S3 access key that was made just now. This is the only time that its secret is told. Immutable and thread-safe.
 * Made by Plinth only.
 */
public interface NewS3Credential {

    /**
     * Returns what the credential is deleted by.
     *
     * @return the id; it is not the access key's
     */
    String id();

    /**
     * Returns what the credential is for.
     *
     * @return a text for people
     */
    String description();

    /**
     * Returns the access key's id.
     *
     * @return 32 hexadecimal digits
     */
    String accessKeyId();

    /**
     * Returns the secret key.
     *
     * @return 64 hexadecimal digits
     */
    Secret secretAccessKey();
}
