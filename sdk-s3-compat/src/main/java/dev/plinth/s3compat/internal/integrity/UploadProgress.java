package dev.plinth.s3compat.internal.integrity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Tracks how many bytes of an upload's source were read in the current attempt. Attempts follow one another; within
 * one, the thread that reads the source may differ from the one that receives the response.
 */
final class UploadProgress {

    /** Bodies up to this size fit into the socket's buffer, so the response is always read. */
    private static final int MAX_BUFFERED = 64 << 10;

    private final OptionalLong length;
    private final boolean computesDigest;
    private @Nullable MessageDigest md5;
    private volatile long read;
    private volatile boolean started;
    private volatile boolean ended;
    private volatile boolean responseReceived;

    UploadProgress(OptionalLong length, boolean computesDigest) {
        this.length = length;
        this.computesDigest = computesDigest;
    }

    /** Starts another attempt. */
    void startAttempt() {
        started = false;
        responseReceived = false;
    }

    /** Starts reading the source. */
    void start() {
        md5 = computesDigest ? Digests.md5() : null;
        read = 0;
        ended = false;
        started = true;
    }

    /** Adds bytes that were read. Only one thread at a time reads a source. */
    void read(byte[] bytes, int offset, int count) {
        read(ByteBuffer.wrap(bytes, offset, count));
    }

    /** Adds bytes that were read without changing the buffer. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void read(ByteBuffer bytes) {
        if (md5 != null) {
            md5.update(bytes.duplicate());
        }
        read += bytes.remaining();
    }

    /** Returns the digest of the bytes that were read, once, if it is to be compared. */
    Optional<String> digest() {
        MessageDigest computed = md5;
        md5 = null;
        return computed == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(computed.digest()));
    }

    /**
     * Marks the end of the source.
     *
     * @return the error, if the source is too short
     */
    Optional<SdkClientException> end() {
        ended = true;
        return isComplete()
                ? Optional.empty()
                : Optional.of(SdkClientException.create(
                        "the source of the upload ended after " + this + ": declare its actual length"));
    }

    /**
     * Wraps a failure of the source so that the upload is not retried, because a retry would fail too. The AWS SDK
     * retries exceptions whose cause is an {@link java.io.IOException}, so another exception is put in between.
     */
    SdkClientException wrapFailure(Throwable cause) {
        String message = "the source of the upload failed after " + this;
        return cause instanceof SdkClientException sdkException
                ? sdkException
                : SdkClientException.create(message + ": " + cause, new IllegalArgumentException(message, cause));
    }

    /** Marks the arrival of a response. */
    void responseReceived() {
        responseReceived = true;
    }

    /** Returns whether the source was read to its end. */
    boolean isComplete() {
        return length.isPresent() ? read >= length.getAsLong() : ended;
    }

    /** Returns whether an attempt failed and a response may have been lost. */
    boolean mayHaveLostRefusal() {
        return started && !responseReceived && (!isComplete() || read > MAX_BUFFERED);
    }

    @Override
    public String toString() {
        return read + (length.isPresent() ? " of " + length.getAsLong() : "") + " bytes";
    }
}
