package dev.plinth.storage.transfer;

import dev.plinth.storage.transfer.internal.directory.SyncSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Options for a synchronization of a directory with a bucket. Not thread-safe. */
public sealed interface SyncOptions extends DirectoryOptions<SyncOptions> permits SyncSettings {

    /**
     * Sets whether files or objects that only the target has are deleted. They are deleted at the end, and only if all
     * folders were listed and no file failed. Files and objects that the patterns exclude are not deleted.
     *
     * @param delete true to delete them; by default they are kept
     * @return these options
     */
    SyncOptions deleteExtra(boolean delete);

    /**
     * Sets how long browsers and caches may keep the uploaded objects. A download ignores it.
     *
     * @param time the time, in whole seconds; by default they revalidate an object each time
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    SyncOptions cacheControl(Duration time);

    /**
     * Keeps a journal of the resumable uploads, so that a new process continues them at their offset. A download
     * ignores it.
     *
     * @param directory the journal's directory, as in {@link ResumableUploadOptions#journal}; not synchronized itself
     * @return these options
     */
    SyncOptions journal(Path directory);

    /**
     * Follows symbolic links and uploads their targets, even if these are outside the directory. By default links are
     * refused. A download never writes through a link.
     *
     * @return these options
     */
    SyncOptions followSymbolicLinks();
}
