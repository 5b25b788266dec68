package dev.plinth;

import dev.plinth.core.Secret;

/**
 * A newly created S3 access key. Its secret is available here only and cannot be requested again. Immutable and
 * thread-safe. Created by Plinth only.
 */
public interface NewS3Credential {

    /** {@return the credential's id, which is needed to delete it; not the access key id} */
    String id();

    /** {@return what the credential is for, as readable text} */
    String description();

    /** {@return the access key id: 32 hexadecimal digits} */
    String accessKeyId();

    /** {@return the secret access key: 64 hexadecimal digits} */
    Secret secretAccessKey();
}
