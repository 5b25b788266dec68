package dev.plinth.storage.transfer;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.StorageClient;
import dev.plinth.storage.transfer.internal.JournaledUploads;
import java.nio.file.Path;
import java.util.List;

/**
 * The unfinished uploads of a journal, which were started with {@link ResumableUploadOptions#journal}.
 *
 * <p>Immutable and thread-safe. Several processes may use one directory; only one of them works on an upload at a time.
 */
public final class ResumableUploads {

    private final JournaledUploads uploads;

    private ResumableUploads(Path directory) {
        this.uploads = JournaledUploads.of(directory);
    }

    /**
     * Returns the uploads of a journal.
     *
     * @param directory the journal's directory
     * @return the uploads
     */
    public static ResumableUploads of(Path directory) {
        return new ResumableUploads(Arguments.required(directory, "directory"));
    }

    /**
     * Lists the unfinished uploads. Nothing is sent. Files that are not journal files are ignored.
     *
     * @return the uploads, unmodifiable
     * @throws dev.plinth.core.LocalIOException if the directory cannot be read
     */
    public List<PendingUpload> list() {
        return uploads.list();
    }

    /**
     * Continues all uploads to a client's project, one after another. If one fails, the others are still continued. An
     * upload with the token of a signed upload URL is not continued, because the journal does not contain the token:
     * repeat the call that started it.
     *
     * @param storage the client; its credential is used
     * @return the completed and the failed uploads
     * @throws dev.plinth.core.LocalIOException if the directory cannot be read
     * @throws dev.plinth.core.CallCancelledException if the client's future was cancelled, the thread interrupted, or
     *     the connection closed
     */
    public ResumeResult resumeAll(StorageClient storage) {
        return uploads.resumeAll(Arguments.required(storage, "storage").connection());
    }

    @Override
    public String toString() {
        return "ResumableUploads[" + uploads.directory() + "]";
    }
}
