package dev.plinth;

import java.time.Instant;
import java.util.Optional;

/** An S3 access key of a project, without its secret. Immutable and thread-safe. Created by Plinth only. */
public interface S3Credential {

    /** {@return the credential's id, which is needed to delete it; not the access key id} */
    String id();

    /** {@return what the credential is for, as readable text} */
    String description();

    /** {@return the access key id, 32 hexadecimal digits; empty if the platform does not return it} */
    Optional<String> accessKeyId();

    /** {@return when the credential was created; empty if the platform does not return it} */
    Optional<Instant> createdAt();
}
