package dev.plinth;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a project's storage may and can do. Immutable and thread-safe. Made by Plinth only. */
public interface StorageSettings {

    /**
     * Returns the largest object that the project takes; a bucket may take less.
     *
     * @return bytes, if the platform told it
     */
    OptionalLong fileSizeLimit();

    /**
     * Tells whether the project speaks S3.
     *
     * @return empty if the platform did not tell
     */
    Optional<Boolean> s3Enabled();

    /**
     * Tells whether the project makes pictures smaller on the way.
     *
     * @return empty if the platform did not tell
     */
    Optional<Boolean> imageTransformationEnabled();

    /**
     * Returns what else the platform sent, which this version of Plinth does not know.
     *
     * @return JSON as JDK types by the platform's names, unmodifiable
     */
    Map<String, Object> unknownFields();
}
