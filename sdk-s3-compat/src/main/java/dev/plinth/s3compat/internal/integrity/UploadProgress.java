package dev.plinth.s3compat.internal.integrity;

import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * How far an upload's source has been read in the present attempt. Attempts follow one another; within one, the thread
 * that reads the source need not be the one that hears of the response.
 */
final class UploadProgress {

    /** What is no larger than this is sent at once, and the response is read in any case. */
    private static final int FITS_A_BUFFER = 64 << 10;

    private final OptionalLong length;
    private volatile long read;
    private volatile boolean started;
    private volatile boolean ended;
    private volatile boolean answered;

    UploadProgress(OptionalLong length) {
        this.length = length;
    }

    /** Begins another attempt. */
    void attempt() {
        started = false;
        answered = false;
    }

    /** Begins to read the source. */
    void start() {
        read = 0;
        ended = false;
        started = true;
    }

    /** Takes note of bytes that were read. Only one thread at a time reads a source. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void read(long count) {
        read += count;
    }

    /**
     * Takes note that the source has no more.
     *
     * @return what is wrong, if it should have more
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

    /** Takes note that a response has arrived. */
    void answered() {
        answered = true;
    }

    /** Tells whether the source has been read to its end. */
    boolean isComplete() {
        return length.isPresent() ? read >= length.getAsLong() : ended;
    }

    /** Tells whether an attempt broke and no response was seen, though there may have been one. */
    boolean mayHaveLostARefusal() {
        return started && !answered && (!isComplete() || read > FITS_A_BUFFER);
    }

    @Override
    public String toString() {
        return read + (length.isPresent() ? " of " + length.getAsLong() : "") + " bytes";
    }
}
