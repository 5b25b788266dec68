package dev.plinth.storage.transfer;

import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.transfer.internal.directory.DirectorySettings;
import java.util.function.Consumer;

/**
 * The options of all directory transfers. Not thread-safe.
 *
 * @param <O> the type of the options
 */
public sealed interface DirectoryOptions<O extends DirectoryOptions<O>>
        permits UploadDirectoryOptions, DownloadDirectoryOptions, SyncOptions, DirectorySettings {

    /**
     * Sets the folder in the bucket that corresponds to the directory.
     *
     * @param folder the folder, such as {@code backup/2026}, with or without a slash at its end; by default the whole bucket
     * @return these options
     * @throws IllegalArgumentException if the name begins with a slash, or has an empty segment
     */
    O prefix(String folder);

    /**
     * Transfers only files that match a pattern. May be called more than once: a file must match one of the patterns.
     *
     * <p>A pattern with a slash is matched against the path relative to the directory, a pattern without a slash
     * against the last segment of the path. {@code *} and {@code ?} match within a segment, {@code **} across segments;
     * <code>{a,b}</code> and {@code [a-z]} are alternatives. Files that do not match are not deleted either.
     *
     * @param glob the pattern, such as <code>*.{png,jpg}</code> or {@code photos/**}
     * @return these options
     * @throws IllegalArgumentException if the pattern is not valid
     */
    O include(String glob);

    /**
     * Does not transfer files and folders that match a pattern, even if they match a pattern of {@link #include}. May
     * be called more than once. Files that match are not deleted either.
     *
     * @param glob the pattern; if it matches a folder, the whole content of the folder is excluded
     * @return these options
     * @throws IllegalArgumentException if the pattern is not valid
     */
    O exclude(String glob);

    /**
     * Sets how equal files are recognized.
     *
     * @param comparison the comparison; {@link SyncComparison#ETAG} by default
     * @return these options
     */
    O compareBy(SyncComparison comparison);

    /**
     * Only reports what would be transferred and deleted. Folders are listed and files are compared, but nothing is
     * changed.
     *
     * @return these options
     */
    O dryRun();

    /**
     * Sets the maximum number of files that are transferred at the same time. When the server responds with 429 or 503,
     * the number is halved, and then increases again by one every 5 seconds.
     *
     * @param files the number, at least 1; 8 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    O parallelism(int files);

    /**
     * Sets the size above which a file is transferred in parts: by a resumable upload with requests of this size, or by
     * a parallel download. Through a control plane every file is transferred in one request.
     *
     * @param bytes the size, at least 1; 6 MiB by default
     * @return these options
     * @throws IllegalArgumentException if the size is less than 1
     */
    O partSize(int bytes);

    /**
     * Sets the maximum number of attempts for a file that fails temporarily. Each of them includes the attempts of its
     * calls.
     *
     * @param attempts the number, at least 1; 3 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    O maxAttempts(int attempts);

    /**
     * Sets when the MD5 of a transferred file is compared with the object's ETag.
     *
     * @param check when to compare; {@link IntegrityCheck#AUTO} by default
     * @return these options
     */
    O verify(IntegrityCheck check);

    /**
     * Sets how names are translated to keys. By default the bucket's codec is used. With {@link KeyCodec#plain()},
     * files whose names are not valid keys are refused; {@link KeyCodec#escaping()} can translate every name.
     *
     * @param codec the translation
     * @return these options
     */
    O keyCodec(KeyCodec codec);

    /**
     * Sets a listener for the progress. It is called by one thread at a time. Its exceptions do not affect the transfer.
     *
     * @param listener the listener
     * @return these options
     */
    O onProgress(Consumer<? super DirectoryProgress> listener);

    /**
     * Sets a listener for finished files and objects. It is called by one thread at a time. Its exceptions do not affect the
     * transfer.
     *
     * @param listener the listener
     * @return these options
     */
    O onFile(Consumer<? super FileOutcome> listener);

    /**
     * Keeps only failed and refused files in the report, so that its size does not depend on the number of files. The
     * counts still include all files, and the listener of {@link #onFile} is called for every file.
     *
     * @return these options
     */
    O reportProblemsOnly();
}
