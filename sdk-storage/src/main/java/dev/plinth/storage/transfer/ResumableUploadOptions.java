package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.core.Secret;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.transfer.internal.UploadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Options for a resumable upload. Not thread-safe. */
public sealed interface ResumableUploadOptions permits UploadSettings {

    /**
     * Sets the media type.
     *
     * @param type the media type; by default it is derived from the extension of the file's or object's name, else it
     *     is the content's own type, else {@code application/octet-stream}
     * @return these options
     */
    ResumableUploadOptions contentType(String type);

    /**
     * Sets whether an existing object is replaced.
     *
     * @param replace true to replace it; by default the upload fails with a {@link dev.plinth.core.ConflictException}
     * @return these options
     */
    ResumableUploadOptions upsert(boolean replace);

    /**
     * Sets how long browsers and caches may keep the object.
     *
     * @param time the time, in whole seconds; by default they revalidate the object each time
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    ResumableUploadOptions cacheControl(Duration time);

    /**
     * Sets the object's user metadata.
     *
     * @param values names and values: strings, numbers, booleans, lists, maps; the server accepts at most 16 KiB for
     *     all headers of a request
     * @return these options
     */
    ResumableUploadOptions metadata(Map<String, ?> values);

    /**
     * Sets the number of bytes per request. One chunk of a stream is kept at a time: up to 8 MiB in memory, larger ones
     * in a temporary file.
     *
     * @param bytes the number, at least 1; 6 MiB by default, which servers with an S3 backend require
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ResumableUploadOptions chunkSize(int bytes);

    /**
     * Sets a listener for the progress. It is called by the uploading thread. Its exceptions do not affect the upload. Bytes
     * that the server already has count as transferred. After an interruption the numbers may decrease.
     *
     * @param listener the listener
     * @return these options
     */
    ResumableUploadOptions onProgress(Consumer<? super Progress> listener);

    /**
     * Sets whether the stored object is compared with the source at the end. {@link IntegrityCheck#AUTO}, the default,
     * and {@link IntegrityCheck#ALWAYS} compare the size, and the MD5 if the object's ETag is one. This takes one more
     * small request, for which the credential must be allowed to read the object. With {@link #signedUploadToken},
     * {@code AUTO} accepts that the object cannot be read, and {@code ALWAYS} does not.
     *
     * @param check when to compare
     * @return these options
     */
    ResumableUploadOptions verify(IntegrityCheck check);

    /**
     * Sets the maximum number of consecutive attempts without progress. The pauses between them increase up to 8 seconds.
     *
     * @param attempts the number, at least 1; 10 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ResumableUploadOptions maxAttempts(int attempts);

    /**
     * Sets what to do when the server no longer has the upload.
     *
     * @param policy what to do; {@link LostUpload#RESTART} by default
     * @return these options
     */
    ResumableUploadOptions whenLost(LostUpload policy);

    /**
     * Keeps a journal, so that the upload can be continued after the process has ended or crashed: by the same call in
     * a new process, or by {@link ResumableUploads#resumeAll}. The source must be a file.
     *
     * @param directory the directory of the journal; created if it does not exist. Several processes may use it.
     * @return these options
     */
    ResumableUploadOptions journal(Path directory);

    /**
     * Sets how the journal recognizes the file.
     *
     * @param kind the kind of fingerprint; {@link Fingerprint#SAMPLE} by default
     * @return these options
     */
    ResumableUploadOptions fingerprint(Fingerprint kind);

    /**
     * Uploads with the token of a signed upload URL instead of the connection's credential. The token is not written to
     * a journal. Whether an existing object may be replaced is set when the token is created; some servers replace it
     * in any case.
     *
     * @param token the token, as {@link dev.plinth.storage.SignedUploadUrl#token()} returns it
     * @return these options
     */
    ResumableUploadOptions signedUploadToken(Secret token);
}
