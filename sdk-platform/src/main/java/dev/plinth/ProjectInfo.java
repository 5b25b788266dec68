package dev.plinth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A project in the list of a platform's projects. Immutable and thread-safe. Created by Plinth only. */
public interface ProjectInfo {

    /** {@return the project's ref, to pass to {@link Platform#project}} */
    String ref();

    /**
     * Returns the project's id. Some platforms have one in addition to the ref; otherwise it is the ref.
     *
     * @return the id: a number or UUID as text, or the ref
     */
    String id();

    /** {@return the project's display name} */
    String name();

    /**
     * {@return the slug of the organization that the project belongs to, or else its id; empty if the platform does not
     * return it}
     */
    Optional<String> organization();

    /** {@return the region that the project runs in; empty if the platform does not return it} */
    Optional<String> region();

    /** {@return the project's status} */
    ProjectStatus status();

    /** {@return when the project was created; empty if the platform does not return it} */
    Optional<Instant> createdAt();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return the JSON values as JDK types, by the platform's field names; unmodifiable
     */
    Map<String, Object> unknownFields();
}
