package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.internal.async.Cleaners;
import dev.plinth.core.internal.call.Call;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response body that returns its permit when it is closed, or when the future that it was opened in is cancelled. A
 * body that the program received and forgot is closed when it becomes unreachable.
 */
final class PermitBody extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    private final Place place;
    private final Cleaner.@Nullable Cleanable abandoned;

    private PermitBody(Place place, @Nullable Cleaner cleaner) {
        super(place.body);
        this.place = place;
        this.abandoned = cleaner == null ? null : cleaner.register(this, place::abandon);
    }

    /** Wraps a body. Only a body that the program receives can be forgotten. */
    static PermitBody of(InputStream body, HostLimiter gate, Call<?> call) {
        boolean handedOut = call.route().streams;
        Place place = new Place(body, gate, call, handedOut);
        if (!call.scope().isRoot()) {
            place.registration = call.scope().onCancel(place::leave);
        }
        return new PermitBody(place, handedOut ? Cleaners.shared() : null);
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        return in.read(buffer, from, count);
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

    /** The permit to return. Holds no reference to the body that the program has. */
    private static final class Place {

        private final InputStream body;
        private final HostLimiter gate;
        private final Call<?> call;
        private final boolean handedOut;
        private final AtomicBoolean left = new AtomicBoolean();
        private Registration registration = () -> {};

        Place(InputStream body, HostLimiter gate, Call<?> call, boolean handedOut) {
            this.body = body;
            this.gate = gate;
            this.call = call;
            this.handedOut = handedOut;
            if (handedOut) {
                gate.responseOpened();
            }
        }

        boolean leave() {
            if (!left.compareAndSet(false, true)) {
                return false;
            }
            registration.remove();
            if (handedOut) {
                gate.responseClosed();
            }
            gate.release();
            call.bodyClosed();
            return true;
        }

        void abandon() {
            if (leave()) {
                LOG.warn("a response of {} was never closed; close it, or use try-with-resources", call.operation());
                try {
                    body.close();
                } catch (IOException e) {
                    LOG.debug("an abandoned response could not be closed", e);
                }
            }
        }
    }
}
