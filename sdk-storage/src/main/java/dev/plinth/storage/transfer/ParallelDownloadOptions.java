package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.storage.IntegrityCheck;
import java.util.function.Consumer;

/** Settings of a parallel download. Not thread-safe. Implemented by Plinth only. */
public interface ParallelDownloadOptions {

    /**
     * Sets how many parts are downloaded at the same time, each on a socket and a thread of its own.
     *
     * @param most the number, at least 1; 4 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ParallelDownloadOptions parallelism(int most);

    /**
     * Sets the size of a part. An object of no more than one part is downloaded by one request.
     *
     * @param bytes the size in bytes, at least 1; 8 MiB by default
     * @return these options
     * @throws IllegalArgumentException if the size is less than 1
     */
    ParallelDownloadOptions partSize(long bytes);

    /**
     * Limits how many times in a row a part is continued without a further byte.
     *
     * @param most the number, at least 1; 10 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ParallelDownloadOptions maxAttempts(int most);

    /**
     * Sets a listener that is told how far the download is. It runs on one of the downloading threads at a time and cannot
     * break the download.
     *
     * @param listener the listener
     * @return these options
     */
    ParallelDownloadOptions onProgress(Consumer<? super Progress> listener);

    /**
     * Sets whether the MD5 of the file is compared with the object's entity tag, where that is one. Length and
     * completeness are always checked.
     *
     * @param check when to compare: with {@link IntegrityCheck#AUTO}, the default, always if the file was put together
     *     of several parts
     * @return these options
     */
    ParallelDownloadOptions verify(IntegrityCheck check);
}
