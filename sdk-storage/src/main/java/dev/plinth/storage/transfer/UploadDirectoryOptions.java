package dev.plinth.storage.transfer;

import dev.plinth.storage.transfer.internal.directory.UploadDirectorySettings;
import java.nio.file.Path;
import java.time.Duration;

/** Options for the upload of a directory. Not thread-safe. */
public sealed interface UploadDirectoryOptions extends DirectoryOptions<UploadDirectoryOptions>
        permits UploadDirectorySettings {

    /**
     * Sets whether existing objects with other content are replaced.
     *
     * @param replace true to replace them; by default such a file fails with a {@link dev.plinth.core.ConflictException}
     * @return these options
     */
    UploadDirectoryOptions upsert(boolean replace);

    /**
     * Sets how long browsers and caches may keep the uploaded objects.
     *
     * @param time the time, in whole seconds; by default they revalidate an object each time
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    UploadDirectoryOptions cacheControl(Duration time);

    /**
     * Keeps a journal of the resumable uploads, so that a new process continues them at their offset.
     *
     * @param directory the journal's directory, as in {@link ResumableUploadOptions#journal}; not uploaded itself
     * @return these options
     */
    UploadDirectoryOptions journal(Path directory);

    /**
     * Follows symbolic links and uploads their targets, even if these are outside the directory. By default links are
     * refused. A link to a folder that contains it is always refused.
     *
     * @return these options
     */
    UploadDirectoryOptions followSymbolicLinks();
}
