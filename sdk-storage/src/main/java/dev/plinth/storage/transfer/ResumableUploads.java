package dev.plinth.storage.transfer;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.StorageClient;
import dev.plinth.storage.transfer.internal.JournaledUploads;
import java.nio.file.Path;
import java.util.List;

/**
 * The uploads of a journal: those that were begun with {@link ResumableUploadOptions#journal} and have not ended.
 *
 * <p>Immutable and thread-safe. Several processes may use one directory; each upload is worked on by one of them.
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
     * Lists the uploads that have not ended. Nothing is sent; files that are no uploads are left out.
     *
     * @return the uploads, unmodifiable
     * @throws dev.plinth.core.LocalIOException if the directory cannot be read
     */
    public List<PendingUpload> list() {
        return uploads.list();
    }

    /**
     * Continues all uploads that go to a client's project, one after another. One that fails does not keep the others
     * from being continued. An upload by a signed upload's token is not continued, since the journal does not hold the
     * token: repeat the call that began it.
     *
     * @param storage the client; its credential is used
     * @return what was completed and what was not
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
