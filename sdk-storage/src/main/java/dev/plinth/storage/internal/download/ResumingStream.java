package dev.plinth.storage.internal.download;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.connection.CancellableConnection;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.storage.internal.integrity.BlockStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The body of a download that is resumed after a failure. The remainder is requested by its offset, and accepted only
 * if its entity tag is that of the first response. The server ignores {@code If-Match}, so the tags are compared here.
 */
final class ResumingStream extends BlockStream {

    private static final int MAX_RESUMPTIONS = 8;

    private final LiveConnection connection;
    private final LongFunction<Operation<HttpResponse>> remainder;
    private final String etag;
    private final long length;
    private long offset;
    private int remainingResumptions = MAX_RESUMPTIONS;
    private volatile @Nullable CancellableConnection requests;
    private volatile boolean closed;

    private ResumingStream(
            InputStream first,
            LiveConnection connection,
            LongFunction<Operation<HttpResponse>> remainder,
            String etag,
            long length) {
        super(first);
        this.connection = connection;
        this.remainder = remainder;
        this.etag = etag;
        this.length = length;
    }

    /**
     * Returns a resuming stream; the body itself if it cannot be resumed because it is partial or has no ETag or
     * length.
     */
    static InputStream of(
            HttpResponse first, LongFunction<Operation<HttpResponse>> remainder, LiveConnection connection) {
        Optional<String> etag = first.headers().first("ETag").filter(tag -> !tag.startsWith("W/"));
        OptionalLong length = ObjectBody.contentLength(first);
        boolean resumable = first.status() == 200
                && etag.isPresent()
                && length.isPresent()
                && first.headers().first("Accept-Ranges").isPresent()
                && first.headers().first("Content-Encoding").isEmpty();
        return resumable
                ? new ResumingStream(first.body(), connection, remainder, etag.get(), length.getAsLong())
                : first.body();
    }

    @Override
    public int read(byte[] buffer, int bufferOffset, int count) throws IOException {
        while (true) {
            try {
                int read = in.read(buffer, bufferOffset, count);
                offset += Math.max(0, read);
                return read;
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException failure) throws IOException {
        if (closed
                || remainingResumptions == 0
                || offset >= length
                || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        remainingResumptions--;
        // The failed response is closed first, because it may occupy the only available socket.
        in.close();
        CancellableConnection cancellable = cancellable();
        HttpResponse response;
        try {
            response = OperationRunner.run(cancellable.connection(), remainder.apply(offset));
        } catch (CallCancelledException e) {
            throw new IOException(e.getMessage(), e);
        } catch (PlinthException e) {
            failure.addSuppressed(e);
            throw failure;
        }
        if (!isContinuation(response)) {
            response.close();
            throw failure;
        }
        in = response.body();
    }

    /** Returns the connection that requests the remainder. Closing the download cancels its requests. */
    private CancellableConnection cancellable() throws IOException {
        CancellableConnection cancellable = requests;
        if (cancellable == null) {
            cancellable = connection.cancellable();
            requests = cancellable;
        }
        if (closed) {
            cancellable.cancel();
            throw new IOException("the download was closed");
        }
        return cancellable;
    }

    /** Returns whether the content was received in more than one response. */
    boolean wasResumed() {
        return remainingResumptions < MAX_RESUMPTIONS;
    }

    private boolean isContinuation(HttpResponse response) {
        boolean sameObject = response.headers().first("ETag").equals(Optional.of(etag));
        String range = "bytes " + offset + "-" + (length - 1) + "/" + length;
        return response.status() == 206
                && sameObject
                && response.headers().first("Content-Range").equals(Optional.of(range));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        CancellableConnection cancellable = requests;
        if (cancellable != null) {
            cancellable.cancel();
        }
        in.close();
    }
}
