package dev.plinth.storage.transfer;

import dev.plinth.storage.StoredObject;
import java.util.List;

/** What became of the uploads of a journal. Immutable and thread-safe. Implemented by Plinth only. */
public interface ResumeResult {

    /**
     * Returns the objects that were stored.
     *
     * @return the objects, unmodifiable
     */
    List<StoredObject> completed();

    /**
     * Returns what was not completed.
     *
     * @return uploads that failed, are in use elsewhere or go to another project, and files that are no uploads;
     *     unmodifiable
     */
    List<FailedUpload> failed();
}
