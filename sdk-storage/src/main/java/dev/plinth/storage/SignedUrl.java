package dev.plinth.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed URL that grants read access to an object without credentials until it expires. {@code toString} hides the
 * token; {@link #url()} contains it. Immutable and thread-safe. Implemented by Plinth only.
 */
public interface SignedUrl {

    /** {@return the object's key} */
    String key();

    /** {@return the URL with its token} Everybody who has it can read the object. */
    URI url();

    /** {@return when the URL expires, as the token states it} */
    Optional<Instant> expiresAt();
}
