package dev.plinth.storage;

import dev.plinth.core.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed URL that allows everybody who has it to upload one object until it expires. The server sets the lifetime,
 * usually between a minute and two hours. It can be used several times. Immutable and thread-safe. Implemented by
 * Plinth only.
 */
public interface SignedUploadUrl {

    /** {@return the bucket's id} */
    String bucket();

    /** {@return the object's key} */
    String key();

    /** {@return the token that authorizes the upload, for {@link Bucket#uploadToSignedUrl}} */
    Secret token();

    /**
     * {@return the URL with its token, to which programs without Plinth can {@code PUT} the content} Empty through a
     * control plane, which does not report a URL that other programs can reach.
     */
    Optional<URI> url();

    /** {@return when the token expires, as the token states it} */
    Optional<Instant> expiresAt();
}
