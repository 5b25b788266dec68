package dev.plinth.micrometer;

import dev.plinth.core.AttemptHeaders;
import dev.plinth.core.CallEvent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The observation of a call in progress, and that of its current attempt. */
final class ObservedCall {
    private static final Logger LOG = LoggerFactory.getLogger(MicrometerCallObserver.class);
    private static final String CALL = "plinth.calls";
    private static final String ATTEMPT = "plinth.attempts";

    private final ObservationRegistry registry;
    private final Observation call;

    /** Written by the thread of the call; a stream may be closed by another thread. */
    private volatile @Nullable Observation attempt;

    private ObservedCall(Observation call, ObservationRegistry registry) {
        this.call = call;
        this.registry = registry;
    }

    static ObservedCall start(CallEvent event, ObservationRegistry registry) {
        Observation call = Observation.createNotStarted(CALL, registry).contextualName(event.operation());
        CallTags.atStart(call, event);
        return new ObservedCall(call.start(), registry);
    }

    /** The tracing bridge adds its headers when the attempt's observation starts. */
    void attempting(CallEvent event, AttemptHeaders headers) {
        SenderContext<AttemptHeaders> context = new SenderContext<>(ObservedCall::add, Kind.CLIENT);
        context.setCarrier(headers);
        context.setRemoteServiceName(CallTags.service(event));
        Observation next = Observation.createNotStarted(ATTEMPT, () -> context, registry)
                .contextualName("http " + event.method().toLowerCase(Locale.ROOT))
                .parentObservation(call);
        CallTags.atStart(next, event);
        next.highCardinalityKeyValue("attempt", Integer.toString(event.attempt()));
        // In the scope of the call: a bridge prefers the span that is current on the thread to the observation's
        // parent.
        call.scoped(() -> {
            attempt = next.start();
        });
    }

    private static void add(@Nullable AttemptHeaders headers, String name, String value) {
        try {
            if (headers != null) {
                headers.set(name, value);
            }
        } catch (IllegalArgumentException e) {
            // The program's own header, for example: the attempt is observed all the same.
            LOG.debug("the propagator's header {} is not sent: {}", name, e.getMessage());
        }
    }

    void attempted(CallEvent event) {
        Observation current = attempt;
        attempt = null;
        if (current != null) {
            end(current, event);
        }
        call.event(Observation.Event.of("attempt", "attempt " + event.attempt() + ": " + CallTags.result(event)));
    }

    void finished(CallEvent event) {
        end(call, event);
    }

    private static void end(Observation observation, CallEvent event) {
        CallTags.atEnd(observation, event);
        event.failure().ifPresent(observation::error);
        observation.stop();
    }
}
