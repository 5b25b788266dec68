package dev.plinth.storage;

import dev.plinth.core.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Allows anybody who has it to upload one object for a while, mostly a minute to two hours. It can be used again until
 * then. Immutable and thread-safe. Made by Plinth only.
 */
public interface SignedUploadUrl {

    /**
     * Returns the bucket.
     *
     * @return the bucket's id
     */
    String bucket();

    /**
     * Returns the object's name in the bucket.
     *
     * @return the key
     */
    String key();

    /**
     * Returns what allows the upload, for {@link Bucket#uploadToSignedUrl}.
     *
     * @return the token
     */
    Secret token();

    /**
     * Returns the address to {@code PUT} the content to, for programs without Plinth.
     *
     * @return the address with its token; empty through a control plane, which knows no address that others may use
     */
    Optional<URI> url();

    /**
     * Returns when the permission ends.
     *
     * @return the time, as the token says it
     */
    Optional<Instant> expiresAt();
}
