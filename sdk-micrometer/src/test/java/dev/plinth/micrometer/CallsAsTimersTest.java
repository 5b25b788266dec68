package dev.plinth.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.TransportException;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallsAsTimersTest {
    @RegisterExtension
    static final LocalPlatformExtension extension = LocalPlatformExtension.create();

    private final LocalPlatform platform = extension.platform();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Project project = Project.connect(
            platform.projectUrl(),
            ApiKey.of(platform.serviceKey()),
            o -> o.observer(MicrometerCallObserver.of(registry)));

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aCallIsTimed() {
        project.users().list().toList();
        project.users().list().toList();

        Timer timer = registry.get("plinth.calls").timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(timer.getId().getTags())
                .containsExactly(
                        Tag.of("error", "none"),
                        Tag.of("operation", "users.list"),
                        Tag.of("outcome", "SUCCESS"),
                        Tag.of("service", "auth"),
                        Tag.of("status", "200"));
    }

    @Test
    void anErrorHasItsStatus() {
        assertThatThrownBy(() -> project.buckets().get("missing")).isInstanceOf(NotFoundException.class);

        assertThat(registry.get("plinth.calls")
                        .tags("service", "storage", "outcome", "CLIENT_ERROR")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCallWithoutAResponseHasNoStatus() {
        platform.faults().add(Fault.on("GET", "/auth/v1/settings").dropAfterWork());

        assertThatThrownBy(
                        () -> project.withOptions(o -> o.maxAttempts(1)).auth().getSettings())
                .isInstanceOf(TransportException.class);

        assertThat(registry.get("plinth.calls")
                        .tags("status", "none", "outcome", "UNKNOWN")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void severalAttemptsAreOneCall() {
        platform.faults().add(Fault.on("GET", "/auth/v1/settings").status(503).times(1));

        project.auth().getSettings();

        assertThat(registry.get("plinth.calls").tag("status", "200").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("plinth.attempts").timers())
                .extracting(timer -> timer.getId().getTag("status") + " " + timer.count())
                .containsExactlyInAnyOrder("503 1", "200 1");
        assertThat(registry.get("plinth.calls.attempt").counter().count()).isEqualTo(2);
    }
}
