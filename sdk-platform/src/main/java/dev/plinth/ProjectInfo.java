package dev.plinth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A project, as a platform lists it. Immutable and thread-safe. Made by Plinth only. */
public interface ProjectInfo {

    /**
     * Returns the project's ref, by which {@link Platform#project} finds it.
     *
     * @return the ref
     */
    String ref();

    /**
     * Returns the project's id, which some platforms have beside the ref.
     *
     * @return a number or UUID as text
     */
    String id();

    /**
     * Returns the project's name.
     *
     * @return a name for people
     */
    String name();

    /**
     * Returns the organization that the project belongs to.
     *
     * @return its slug or else its id, if the platform told it
     */
    Optional<String> organization();

    /**
     * Returns where the project runs.
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
     * Returns when the project was made.
     *
     * @return the time, if the platform told it
     */
    Optional<Instant> createdAt();

    /**
     * Returns what else the platform sent, which this version of Plinth does not know.
     *
     * @return JSON as JDK types by the platform's names, unmodifiable
     */
    Map<String, Object> unknownFields();
}
