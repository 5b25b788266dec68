package dev.plinth;

import java.time.Instant;
import java.util.Optional;

/** An S3 access key of a project, without its secret. Immutable and thread-safe. Made by Plinth only. */
public interface S3Credential {

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
     * @return 32 hexadecimal digits, if the platform told it
     */
    Optional<String> accessKeyId();

    /**
     * Returns when it was made.
     *
     * @return the time, if the platform told it
     */
    Optional<Instant> createdAt();
}
