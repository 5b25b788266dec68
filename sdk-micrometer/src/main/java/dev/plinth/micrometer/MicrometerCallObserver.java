package dev.plinth.micrometer;

import dev.plinth.core.AttemptHeaders;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Observes calls with Micrometer's Observation API: metrics and, with a tracing bridge, spans.
 *
 * <pre>{@code
 * Project project = Project.connect(
 *         url, ApiKey.of(serviceKey), o -> o.observer(MicrometerCallObserver.of(observationRegistry)));
 * }</pre>
 *
 * <p>The observation {@code plinth.calls} is a call with all its attempts. A call with a streamed response ends when the
 * stream is closed. Its parent is the observation that is current on the thread that makes the call; to have one in the
 * asynchronous variants, set an executor that propagates it ({@code ConnectionOptions.executor}). The observation has
 * an event {@code attempt} for each attempt, and a child {@code plinth.attempts}, which is sent to the server as the
 * propagator of the tracing bridge does, such as in the header {@code traceparent}.
 *
 * <p>As metrics, these are the timers {@code plinth.calls} and {@code plinth.attempts} and the counter {@code
 * plinth.calls.attempt}. The tags have few values each:
 *
 * <ul>
 *   <li>{@code service}: {@code auth}, {@code storage}, {@code platform} or {@code other}
 *   <li>{@code operation}: the operation's name, such as {@code users.create}
 *   <li>{@code status}: the last HTTP status, or {@code none} if there was no response
 *   <li>{@code outcome}: {@code SUCCESS}, {@code REDIRECTION}, {@code CLIENT_ERROR}, {@code SERVER_ERROR}, or
 *       {@code UNKNOWN} if there was no response
 *   <li>{@code error}: the class of the failure, or {@code none} if there was a response
 * </ul>
 *
 * <p>Spans also have {@code bucket}, {@code http.method}, {@code http.url} (without its query), {@code call.id}, {@code
 * request.id} (the server's) and {@code attempt}, as far as they are known.
 *
 * <p>Calls of AWS's clients are not observed. Thread-safe.
 */
public final class MicrometerCallObserver implements CallObserver {
    private final ObservationRegistry registry;

    /** By the id of the call. A call leaves it when it finishes, at the latest when its abandoned stream is cleaned up. */
    private final ConcurrentMap<String, ObservedCall> calls = new ConcurrentHashMap<>();

    private MicrometerCallObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Creates an observer for metrics and traces.
     *
     * @param registry the registry whose handlers record the observations
     * @return the observer, for {@code ConnectionOptions.observer}
     */
    public static MicrometerCallObserver of(ObservationRegistry registry) {
        return new MicrometerCallObserver(Objects.requireNonNull(registry, "registry"));
    }

    /**
     * Creates an observer for metrics only.
     *
     * @param registry the registry of the meters
     * @return the observer, for {@code ConnectionOptions.observer}
     */
    public static MicrometerCallObserver of(MeterRegistry registry) {
        ObservationRegistry observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(Objects.requireNonNull(registry, "registry")));
        return new MicrometerCallObserver(observations);
    }

    @Override
    public void started(CallEvent call) {
        calls.put(call.callId(), ObservedCall.start(call, registry));
    }

    @Override
    public void attempting(CallEvent attempt, AttemptHeaders headers) {
        ObservedCall call = calls.get(attempt.callId());
        if (call != null) {
            call.attempting(attempt, headers);
        }
    }

    @Override
    public void attempted(CallEvent attempt) {
        ObservedCall call = calls.get(attempt.callId());
        if (call != null) {
            call.attempted(attempt);
        }
    }

    @Override
    public void finished(CallEvent event) {
        ObservedCall call = calls.remove(event.callId());
        if (call != null) {
            call.finished(event);
        }
    }

    @Override
    public String toString() {
        return "MicrometerCallObserver[" + calls.size() + " calls in progress]";
    }
}
