package dev.plinth.micrometer;

import dev.plinth.core.CallEvent;
import io.micrometer.observation.Observation;
import java.util.Locale;
import java.util.Optional;

/**
 * The key values of calls and attempts. Those of low cardinality are tags of metrics: each observation has all of them,
 * because a registry may require the same tags of all meters of a name.
 */
final class CallTags {
    private static final String NONE = "none";

    private CallTags() {}

    static void atStart(Observation observation, CallEvent event) {
        observation
                .lowCardinalityKeyValue("service", service(event))
                .lowCardinalityKeyValue("operation", event.operation())
                .highCardinalityKeyValue("http.method", event.method())
                .highCardinalityKeyValue("http.url", event.url())
                .highCardinalityKeyValue("call.id", event.callId());
        event.bucket().ifPresent(bucket -> observation.highCardinalityKeyValue("bucket", bucket));
    }

    static void atEnd(Observation observation, CallEvent event) {
        observation
                .lowCardinalityKeyValue("status", status(event).orElse(NONE))
                .lowCardinalityKeyValue("outcome", outcome(event.status().orElse(0)));
        event.requestId().ifPresent(id -> observation.highCardinalityKeyValue("request.id", id));
    }

    static String service(CallEvent event) {
        return event.service().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status, or the class of the failure. */
    static String result(CallEvent event) {
        return status(event)
                .or(() -> event.failure().map(e -> e.getClass().getSimpleName()))
                .orElse(NONE);
    }

    private static Optional<String> status(CallEvent event) {
        return event.status().stream().mapToObj(Integer::toString).findFirst();
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }
}
