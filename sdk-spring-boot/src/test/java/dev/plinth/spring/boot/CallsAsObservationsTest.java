package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.core.CallObserver;
import dev.plinth.micrometer.MicrometerCallObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CallsAsObservationsTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PlinthAutoConfiguration.class,
                    PlinthLocalAutoConfiguration.class,
                    PlinthMetricsAutoConfiguration.class))
            .withPropertyValues("plinth.local.enabled=true");

    /** Records what ends. */
    private static final class Ended implements ObservationHandler<Observation.Context> {
        private final List<String> names = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            names.add(context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @Test
    void theObservationRegistryOfTheApplicationObservesTheCalls() {
        Ended ended = new Ended();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(ended);

        runner.withBean(ObservationRegistry.class, () -> registry)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    context.getBean(Project.class).auth().getVersion();

                    assertThat(ended.names).containsExactly("plinth.attempts", "plinth.calls");
                });
    }

    @Test
    void aMeterRegistryAloneIsEnoughForMetrics() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            context.getBean(Project.class).auth().getVersion();

            assertThat(context.getBean(MeterRegistry.class)
                            .get("plinth.calls")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void withoutARegistryCallsAreNotObserved() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CallObserver.class));
    }

    @Test
    void anObserverOfTheApplicationReplacesTheStarters() {
        MicrometerCallObserver own = MicrometerCallObserver.of(new SimpleMeterRegistry());

        runner.withBean(MicrometerCallObserver.class, () -> own)
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(
                                context.getBeansOfType(CallObserver.class).values())
                        .containsExactly(own));
    }

    @Test
    void withoutTheArtifactCallsAreNotObserved() {
        runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withClassLoader(new FilteredClassLoader(MicrometerCallObserver.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CallObserver.class));
    }
}
