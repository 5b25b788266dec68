package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.transfer.internal.download.DownloadSettings;
import java.util.function.Consumer;

/** Options for a parallel download. Not thread-safe. */
public sealed interface ParallelDownloadOptions permits DownloadSettings {

    /**
     * Sets how many parts are downloaded at the same time, each with its own socket and thread.
     *
     * @param parts the number of parts, at least 1; 4 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ParallelDownloadOptions parallelism(int parts);

    /**
     * Sets the size of a part. An object that fits into one part is downloaded with one request.
     *
     * @param bytes the size in bytes, at least 1; 8 MiB by default
     * @return these options
     * @throws IllegalArgumentException if the size is less than 1
     */
    ParallelDownloadOptions partSize(long bytes);

    /**
     * Sets the maximum number of consecutive attempts for a part without progress.
     *
     * @param attempts the number, at least 1; 10 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ParallelDownloadOptions maxAttempts(int attempts);

    /**
     * Sets a listener for the progress. It is called by one of the downloading threads at a time. Its exceptions do not
     * affect the download.
     *
     * @param listener the listener
     * @return these options
     */
    ParallelDownloadOptions onProgress(Consumer<? super Progress> listener);

    /**
     * Sets whether the MD5 of the file is compared with the object's ETag, if the ETag is an MD5. Length and completeness
     * are always checked.
     *
     * @param check when to compare: with {@link IntegrityCheck#AUTO}, the default, always if the object was
     *     downloaded in several parts
     * @return these options
     */
    ParallelDownloadOptions verify(IntegrityCheck check);
}
