package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request's body whose reader another thread can call off, be it waiting for bytes that never come. */
public final class StoppableBody extends InputStream {
    /** The reader was called off. */
    public static final class StoppedException extends IOException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("called off");
        }
    }

    private final Request request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean ready;
    private boolean stopped;
    private Content.@Nullable Chunk chunk;

    StoppableBody(Request request) {
        this.request = request;
    }

    /** Calls the reader off: what it has read it has; the next read fails. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            Content.Chunk current = chunk == null ? request.read() : chunk;
            if (current == null) {
                awaitChunk();
                continue;
            }
            if (Content.Chunk.isFailure(current)) {
                throw new IOException(current.getFailure());
            }
            if (current.hasRemaining()) {
                int count = current.get(into, offset, length);
                keepOrRelease(current);
                return count;
            }
            keepOrRelease(current);
            if (current.isLast()) {
                return -1;
            }
        }
    }

    private void keepOrRelease(Content.Chunk current) {
        if (current.hasRemaining()) {
            chunk = current;
            return;
        }
        chunk = current.isLast() ? Content.Chunk.EOF : null;
        current.release();
    }

    private void awaitChunk() throws IOException {
        lock.lock();
        try {
            ready = false;
        } finally {
            lock.unlock();
        }
        request.demand(this::signal);
        lock.lock();
        try {
            while (!ready && !stopped) {
                changed.await();
            }
            if (stopped) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a body");
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            ready = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
