package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.internal.async.Cleaners;
import dev.plinth.core.internal.call.Call;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response body that returns its permit when it is closed, or when the future that it was opened in is cancelled. A
 * body that the program received and forgot is closed when it becomes unreachable.
 */
final class PermitBody extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    private final Permit permit;
    private final Cleaner.@Nullable Cleanable abandoned;

    private PermitBody(Permit permit, @Nullable Cleaner cleaner) {
        super(permit.body);
        this.permit = permit;
        this.abandoned = cleaner == null ? null : cleaner.register(this, permit::abandon);
    }

    /** Wraps a body. Only a body that the program receives can be forgotten. */
    static PermitBody of(InputStream body, HostLimiter limiter, Call<?> call) {
        boolean givenToProgram = call.route().streams;
        Permit permit = new Permit(body, limiter, call, givenToProgram);
        if (!call.scope().isRoot()) {
            permit.registration = call.scope().onCancel(permit::cancel);
        }
        return new PermitBody(permit, givenToProgram ? Cleaners.shared() : null);
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        return permit.read(buffer, from, count);
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            permit.release();
            if (abandoned != null) {
                abandoned.clean();
            }
        }
    }

    /**
     * The permit to return. Does not refer to the body that the program has, which could not be collected otherwise.
     */
    private static final class Permit {

        private final InputStream body;
        private final HostLimiter limiter;
        private final Call<?> call;
        private final boolean givenToProgram;
        private final AtomicBoolean released = new AtomicBoolean();
        private final ReentrantLock reading = new ReentrantLock();
        private volatile boolean cancelled;
        private Registration registration = () -> {};

        Permit(InputStream body, HostLimiter limiter, Call<?> call, boolean givenToProgram) {
            this.body = body;
            this.limiter = limiter;
            this.call = call;
            this.givenToProgram = givenToProgram;
            if (givenToProgram) {
                limiter.responseOpened();
            }
        }

        boolean release() {
            if (!released.compareAndSet(false, true)) {
                return false;
            }
            registration.remove();
            if (givenToProgram) {
                limiter.responseClosed();
            }
            limiter.release();
            call.bodyClosed();
            return true;
        }

        int read(byte[] buffer, int from, int count) throws IOException {
            reading.lock();
            try {
                return body.read(buffer, from, count);
            } finally {
                reading.unlock();
                if (cancelled) {
                    closeUnread();
                }
            }
        }

        /**
         * Returns the permit and closes the body when the future that opened the response is cancelled, because the
         * program may never receive the response.
         */
        void cancel() {
            cancelled = true;
            release();
            closeUnread();
        }

        /**
         * Closes the body unless a thread is reading it. Only one thread at a time may use a body, so the reading
         * thread closes it.
         */
        private void closeUnread() {
            if (reading.tryLock()) {
                try {
                    close();
                } finally {
                    reading.unlock();
                }
            }
        }

        void abandon() {
            if (release()) {
                LOG.warn("a response of {} was never closed; close it, or use try-with-resources", call.operation());
                close();
            }
        }

        private void close() {
            try {
                body.close();
            } catch (IOException e) {
                LOG.debug("a response could not be closed", e);
            }
        }
    }
}
