package dev.plinth.storage.transfer;

import dev.plinth.core.Progress;
import dev.plinth.core.Secret;
import dev.plinth.storage.IntegrityCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Settings of a resumable upload. Not thread-safe. Implemented by Plinth only. */
public interface ResumableUploadOptions {

    /**
     * Sets the media type.
     *
     * @param type the media type; by default the one of the file's or object's name, else what the content itself
     *     suggests, else {@code application/octet-stream}
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
     * @param time the time, in whole seconds; by default they must ask again each time
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    ResumableUploadOptions cacheControl(Duration time);

    /**
     * Sets the object's user metadata.
     *
     * @param values names and values: texts, numbers, booleans, lists, maps; all headers of a request have at most 16 KiB
     * @return these options
     */
    ResumableUploadOptions metadata(Map<String, ?> values);

    /**
     * Sets how many bytes one request sends. Of a stream, one chunk is kept at a time: up to 8 MiB in memory, else in a
     * temporary file.
     *
     * @param bytes the number, at least 1; 6 MiB by default, which suits servers that store in S3
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ResumableUploadOptions chunkSize(int bytes);

    /**
     * Sets a listener that is told how far the upload is. It runs on the uploading thread and cannot break the upload.
     * What the server already has counts as transferred; after an interruption the numbers may go back.
     *
     * @param listener the listener
     * @return these options
     */
    ResumableUploadOptions onProgress(Consumer<? super Progress> listener);

    /**
     * Sets whether the stored object is compared with the source at the end. {@link IntegrityCheck#AUTO}, the default, and
     * {@link IntegrityCheck#ALWAYS} compare the size, and the MD5 where the object's entity tag is one; this takes one
     * more small request, for which the credential must be allowed to read the object. With
     * {@link #signedUploadToken}, AUTO accepts that the object cannot be read, ALWAYS does not.
     *
     * @param check when to compare
     * @return these options
     */
    ResumableUploadOptions verify(IntegrityCheck check);

    /**
     * Limits how many times in a row the upload is continued without the server having received a further byte. Between
     * the attempts it waits, longer each time, up to 8 seconds.
     *
     * @param most the number, at least 1; 10 by default
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ResumableUploadOptions maxAttempts(int most);

    /**
     * Sets what to do when the server no longer has the upload.
     *
     * @param policy what to do; {@link LostUpload#RESTART} by default
     * @return these options
     */
    ResumableUploadOptions whenLost(LostUpload policy);

    /**
     * Keeps a journal, so that the upload can be continued after the process has ended, in whatever way: by the same call
     * in a new process, or by {@link ResumableUploads#resumeAll}. The source must be a file.
     *
     * @param directory the directory of the journal; created if it does not exist. Several processes may use it.
     * @return these options
     */
    ResumableUploadOptions journal(Path directory);

    /**
     * Sets how the journal recognizes the file.
     *
     * @param kind how; {@link Fingerprint#SAMPLE} by default
     * @return these options
     */
    ResumableUploadOptions fingerprint(Fingerprint kind);

    /**
     * Uploads with the token of a signed upload instead of the connection's credential. The token is not written to a
     * journal. Whether an object may be replaced is settled when the token is created; servers may replace it even then.
     *
     * @param token the token, as in {@code SignedUpload.token()}
     * @return these options
     */
    ResumableUploadOptions signedUploadToken(Secret token);
}
