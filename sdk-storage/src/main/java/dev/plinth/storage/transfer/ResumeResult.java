package dev.plinth.storage.transfer;

import dev.plinth.storage.StoredObject;
import java.util.List;

/** The result of continuing the uploads of a journal. Immutable and thread-safe. Implemented by Plinth only. */
public interface ResumeResult {

    /**
     * Returns the stored objects of the completed uploads.
     *
     * @return the objects, unmodifiable
     */
    List<StoredObject> completed();

    /**
     * Returns the uploads that were not completed.
     *
     * @return uploads that failed, are in use or belong to another project, and files that are not journal files;
     *     unmodifiable
     */
    List<FailedUpload> failed();
}
