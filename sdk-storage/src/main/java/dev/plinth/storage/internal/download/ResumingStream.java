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
 * The body of a download that goes on where it broke off: the rest is asked for by its offset, and taken if it is of
 * the very object that the first part is of. The server ignores {@code If-Match}, so the tags are compared here.
 */
final class ResumingStream extends BlockStream {

    private static final int MOST_RESUMPTIONS = 8;

    private final LiveConnection connection;
    private final LongFunction<Operation<HttpResponse>> rest;
    private final String etag;
    private final long length;
    private long offset;
    private int left = MOST_RESUMPTIONS;
    private volatile @Nullable CancellableConnection view;
    private volatile boolean closed;

    private ResumingStream(
            InputStream first,
            LiveConnection connection,
            LongFunction<Operation<HttpResponse>> rest,
            String etag,
            long length) {
        super(first);
        this.connection = connection;
        this.rest = rest;
        this.etag = etag;
        this.length = length;
    }

    /** Returns the body unchanged if it cannot be resumed: a partial object, no ETag, or no length. */
    static InputStream of(HttpResponse first, LongFunction<Operation<HttpResponse>> rest, LiveConnection connection) {
        Optional<String> etag = first.headers().first("ETag").filter(tag -> !tag.startsWith("W/"));
        OptionalLong length = ObjectBody.contentLength(first);
        boolean resumable = first.status() == 200
                && etag.isPresent()
                && length.isPresent()
                && first.headers().first("Accept-Ranges").isPresent()
                && first.headers().first("Content-Encoding").isEmpty();
        return resumable
                ? new ResumingStream(first.body(), connection, rest, etag.get(), length.getAsLong())
                : first.body();
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        while (true) {
            try {
                int read = in.read(buffer, from, count);
                offset += Math.max(0, read);
                return read;
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException broken) throws IOException {
        if (closed || left == 0 || offset >= length || Thread.currentThread().isInterrupted()) {
            throw broken;
        }
        left--;
        // The broken answer is closed first: it may hold the only connection there is.
        in.close();
        CancellableConnection stoppable = stoppable();
        HttpResponse following;
        try {
            following = OperationRunner.run(stoppable.connection(), rest.apply(offset));
        } catch (CallCancelledException e) {
            throw new IOException(e.getMessage(), e);
        } catch (PlinthException e) {
            broken.addSuppressed(e);
            throw broken;
        }
        if (!goesOn(following)) {
            following.close();
            throw broken;
        }
        in = following.body();
    }

    /** Returns the view by which the rest is asked for: closing the download ends what is under way there. */
    private CancellableConnection stoppable() throws IOException {
        CancellableConnection stoppable = view;
        if (stoppable == null) {
            stoppable = connection.cancellable();
            view = stoppable;
        }
        if (closed) {
            stoppable.cancel();
            throw new IOException("the download was closed");
        }
        return stoppable;
    }

    /** Tells whether the content came by more than one response. */
    boolean resumed() {
        return left < MOST_RESUMPTIONS;
    }

    private boolean goesOn(HttpResponse following) {
        boolean sameObject = following.headers().first("ETag").equals(Optional.of(etag));
        String range = "bytes " + offset + "-" + (length - 1) + "/" + length;
        return following.status() == 206
                && sameObject
                && following.headers().first("Content-Range").equals(Optional.of(range));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        CancellableConnection stoppable = view;
        if (stoppable != null) {
            stoppable.cancel();
        }
        in.close();
    }
}
