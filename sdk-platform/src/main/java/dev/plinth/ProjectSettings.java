package dev.plinth;

import java.net.URI;
import java.util.Optional;

/** A project's URLs, region and status. Immutable and thread-safe. Created by Plinth only. */
public interface ProjectSettings {

    /**
     * Returns the project's ref as the platform returns it. A self-hosted Studio returns {@code default} for every ref.
     *
     * @return the ref
     */
    String ref();

    /** {@return the project's display name} */
    String name();

    /**
     * {@return the region that the project runs in, which S3 signatures contain; empty if the platform does not return
     * it}
     */
    Optional<String> region();

    /** {@return the project's status} */
    ProjectStatus status();

    /** {@return the project's own URL; empty while the project is being set up} */
    Optional<URI> url();

    /**
     * Returns the URL of the project's Storage service, which may have its own host for large files.
     *
     * @return the URL, ending with {@code /storage/v1}; empty while the project is being set up
     */
    Optional<URI> storageUrl();

    /**
     * Returns the endpoint for S3 clients, to be used with path-style addressing.
     *
     * @return the URL; empty while the project is being set up
     */
    Optional<URI> s3Endpoint();
}
