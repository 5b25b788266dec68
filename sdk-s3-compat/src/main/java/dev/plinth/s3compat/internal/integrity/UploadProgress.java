package dev.plinth.s3compat.internal.integrity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * How far an upload's source has been read in the current attempt. Attempts follow one another; within one, the thread
 * that reads the source may differ from the one that receives the response.
 */
final class UploadProgress {

    /** Bodies up to this size are sent at once, and the response is always read. */
    private static final int FITS_A_BUFFER = 64 << 10;

    private final OptionalLong length;
    private final boolean digested;
    private @Nullable MessageDigest md5;
    private volatile long read;
    private volatile boolean started;
    private volatile boolean ended;
    private volatile boolean answered;

    UploadProgress(OptionalLong length, boolean digested) {
        this.length = length;
        this.digested = digested;
    }

    /** Starts another attempt. */
    void attempt() {
        started = false;
        answered = false;
    }

    /** Starts reading the source. */
    void start() {
        md5 = digested ? Digests.md5() : null;
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
        MessageDigest of = md5;
        md5 = null;
        return of == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(of.digest()));
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
                        "the source of the upload ended after " + this + ": give the length that it has"));
    }

    /**
     * Makes of a source's failure one that is not the network's: to repeat the upload does not mend it. The AWS SDK
     * repeats whatever has an {@link java.io.IOException} for its cause, so that there is one in between.
     */
    SdkClientException failed(Throwable cause) {
        String message = "the source of the upload failed after " + this;
        return cause instanceof SdkClientException already
                ? already
                : SdkClientException.create(message + ": " + cause, new IllegalArgumentException(message, cause));
    }

    /** Marks the arrival of a response. */
    void answered() {
        answered = true;
    }

    /** Returns whether the source was read to its end. */
    boolean isComplete() {
        return length.isPresent() ? read >= length.getAsLong() : ended;
    }

    /** Returns whether an attempt failed and a response may have been lost. */
    boolean mayHaveLostARefusal() {
        return started && !answered && (!isComplete() || read > FITS_A_BUFFER);
    }

    @Override
    public String toString() {
        return read + (length.isPresent() ? " of " + length.getAsLong() : "") + " bytes";
    }
}
