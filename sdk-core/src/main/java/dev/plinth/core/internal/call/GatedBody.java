package dev.plinth.core.internal.call;

import dev.plinth.core.http.CallContext.Registration;
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
 * A response's body that gives its place at the host back when it is closed, or when the future that it was opened in is
 * cancelled. One that is handed to the program and then forgotten is closed once nobody can reach it any more.
 */
final class GatedBody extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    private final Place place;
    private final Cleaner.@Nullable Cleanable abandoned;

    private GatedBody(Place place, @Nullable Cleaner cleaner) {
        super(place.body);
        this.place = place;
        this.abandoned = cleaner == null ? null : cleaner.register(this, place::abandon);
    }

    /** Wraps a body; only one that the program gets can be forgotten. */
    static GatedBody of(InputStream body, ConnectionGate gate, Call<?> call) {
        boolean handedOut = call.route.streams;
        Place place = new Place(body, gate, call, handedOut);
        if (!call.scope().isRoot()) {
            place.registration = call.scope().onCancel(place::cancel);
        }
        return new GatedBody(place, handedOut ? Cleaners.shared() : null);
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        return place.read(buffer, from, count);
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            place.leave();
            if (abandoned != null) {
                abandoned.clean();
            }
        }
    }

    /** What must be given back. Holds no reference to the body that the program has. */
    private static final class Place {

        private final InputStream body;
        private final ConnectionGate gate;
        private final Call<?> call;
        private final boolean handedOut;
        private final AtomicBoolean left = new AtomicBoolean();
        private final ReentrantLock reading = new ReentrantLock();
        private volatile boolean cancelled;
        private Registration registration = () -> {};

        Place(InputStream body, ConnectionGate gate, Call<?> call, boolean handedOut) {
            this.body = body;
            this.gate = gate;
            this.call = call;
            this.handedOut = handedOut;
            if (handedOut) {
                gate.opened();
            }
        }

        boolean leave() {
            if (!left.compareAndSet(false, true)) {
                return false;
            }
            registration.remove();
            if (handedOut) {
                gate.closed();
            }
            gate.leave();
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
         * Gives everything back when the future that the response was opened in is cancelled: there may be nobody who
         * could close it.
         */
        void cancel() {
            cancelled = true;
            leave();
            closeUnread();
        }

        /** Closes the body unless it is being read: a body is for one thread at a time, and who reads it closes it then. */
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
            if (leave()) {
                LOG.warn("a response of {} was never closed; close it, or use try-with-resources", call.operation());
                close();
            }
        }

        private void close() {
            try {
                body.close();
            } catch (IOException e) {
                LOG.debug("a response that nobody reads could not be closed", e);
            }
        }
    }
}
