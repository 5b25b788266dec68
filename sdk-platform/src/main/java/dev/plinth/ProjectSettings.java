package dev.plinth;

import java.net.URI;
import java.util.Optional;

/** Where a project is, and how it is doing. Immutable and thread-safe. Made by Plinth only. */
public interface ProjectSettings {

    /**
     * Returns the project's ref, as the platform has it: a Studio says {@code default} whatever it is asked for.
     *
     * @return the ref
     */
    String ref();

    /**
     * Returns the project's name.
     *
     * @return a name for people
     */
    String name();

    /**
     * Returns where the project runs; S3 signs for it.
     *
     * @return a region, if the platform told it
     */
    Optional<String> region();

    /**
     * Returns how the project is doing.
     *
     * @return the status
     */
    ProjectStatus status();

    /**
     * Returns the project's own URL.
     *
     * @return the URL; empty as long as the project is being set up
     */
    Optional<URI> url();

    /**
     * Returns where the project's storage is, which may have a host of its own for large files.
     *
     * @return the URL, with {@code /storage/v1} at its end; empty as long as the project is being set up
     */
    Optional<URI> storageUrl();

    /**
     * Returns where the project's S3 is.
     *
     * @return the endpoint that S3 clients take, path style; empty as long as the project is being set up
     */
    Optional<URI> s3Endpoint();
}
