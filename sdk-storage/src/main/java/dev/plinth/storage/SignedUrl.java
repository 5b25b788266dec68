package dev.plinth.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An address by which anybody may read an object for a while. Its {@code toString} hides the token; {@link #url()} holds
 * it. Immutable and thread-safe. Made by Plinth only.
 */
public interface SignedUrl {

    /**
     * Returns the object's name in the bucket.
     *
     * @return the key
     */
    String key();

    /**
     * Returns the whole address, to be handed on. Whoever has it may read the object.
     *
     * @return the address with its token
     */
    URI url();

    /**
     * Returns when the address stops working.
     *
     * @return the time, as the token says it
     */
    Optional<Instant> expiresAt();
}
