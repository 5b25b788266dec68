package dev.plinth.micrometer;

import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Records a timer for each call: {@code plinth.calls}, the time of the call with all its attempts. A call with a
 * streamed response ends when the stream is closed.
 *
 * <pre>{@code
 * Project project = Project.connect(url, key, o -> o.observer(MicrometerCallObserver.of(registry)));
 * }</pre>
 *
 * <p>The timer's tags have few values each:
 *
 * <ul>
 *   <li>{@code service}: {@code auth}, {@code storage}, {@code platform} or {@code other}
 *   <li>{@code operation}: the operation's name, such as {@code users.create}
 *   <li>{@code status}: the last HTTP status, or {@code none} if there was no response
 *   <li>{@code outcome}: {@code SUCCESS}, {@code REDIRECTION}, {@code CLIENT_ERROR}, {@code SERVER_ERROR}, or
 *       {@code UNKNOWN} if there was no response
 * </ul>
 *
 * <p>Calls of AWS's clients are not recorded. Thread-safe.
 */
public final class MicrometerCallObserver implements CallObserver {
    private static final String NAME = "plinth.calls";
    private static final String DESCRIPTION = "Calls with all their attempts";

    private final MeterRegistry registry;

    private MicrometerCallObserver(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Creates an observer.
     *
     * @param registry the registry of the timers
     * @return the observer, for {@code ConnectionOptions.observer}
     */
    public static MicrometerCallObserver of(MeterRegistry registry) {
        return new MicrometerCallObserver(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public void finished(CallEvent call) {
        OptionalInt status = call.status();
        Timer.builder(NAME)
                .description(DESCRIPTION)
                .tag("service", call.service().name().toLowerCase(Locale.ROOT))
                .tag("operation", call.operation())
                .tag("status", status.isPresent() ? Integer.toString(status.getAsInt()) : "none")
                .tag("outcome", outcome(status.orElse(0)))
                .register(registry)
                .record(call.elapsed());
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

    @Override
    public String toString() {
        return "MicrometerCallObserver[" + NAME + "]";
    }
}
