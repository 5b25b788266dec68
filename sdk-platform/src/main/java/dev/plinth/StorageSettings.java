package dev.plinth;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The limits and features of a project's storage. Immutable and thread-safe. Created by Plinth only. */
public interface StorageSettings {

    /**
     * Returns the maximum size of an object in the project. A bucket may have a lower limit.
     *
     * @return the size in bytes; empty if the platform does not return it
     */
    OptionalLong fileSizeLimit();

    /** {@return whether the S3 protocol is enabled; empty if the platform does not return it} */
    Optional<Boolean> s3Enabled();

    /** {@return whether images can be resized when they are downloaded; empty if the platform does not return it} */
    Optional<Boolean> imageTransformationEnabled();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return the JSON values as JDK types, by the platform's field names; unmodifiable
     */
    Map<String, Object> unknownFields();
}
