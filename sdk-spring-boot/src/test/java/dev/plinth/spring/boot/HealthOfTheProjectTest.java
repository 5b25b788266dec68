package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HealthOfTheProjectTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PlinthAutoConfiguration.class,
                    PlinthLocalAutoConfiguration.class,
                    PlinthHealthAutoConfiguration.class))
            .withPropertyValues("plinth.local.enabled=true");

    @Test
    void itIsUpIfAuthAndStorageRespond() {
        runner.run(context -> assertThat(context.getBean(HealthIndicator.class).health())
                .isEqualTo(Health.up()
                        .withDetail("auth", "up")
                        .withDetail("storage", "up")
                        .build()));
    }

    @Test
    void itIsDownIfOneOfThemDoesNot() {
        runner.run(context -> {
            LocalPlatform platform = context.getBean(LocalPlatform.class);
            platform.faults().add(Fault.on("GET", "/auth/v1/health").status(503));

            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("storage", "up");
            assertThat(health.getDetails().get("auth").toString()).startsWith("down: ");
            // Asked once: a probe does not retry.
            assertThat(platform.requests())
                    .filteredOn(request -> request.target().startsWith("/auth/v1/health"))
                    .hasSize(1);
        });
    }

    @Test
    void throughAControlPlaneOnlyWhatItPassesOnIsAsked() {
        runner.run(local -> {
            LocalPlatform platform = local.getBean(LocalPlatform.class);
            runner.withPropertyValues(
                            "plinth.local.enabled=false",
                            "plinth.platform.url=" + platform.platformUrl(),
                            "plinth.platform.token=" + platform.platformToken(),
                            "plinth.project.ref=" + platform.projectRef())
                    .run(context -> {
                        Health health = context.getBean(HealthIndicator.class).health();

                        assertThat(health.getStatus()).isNotEqualTo(Status.DOWN);
                        assertThat(health.getDetails().get("storage").toString())
                                .startsWith("unknown: ");
                    });
        });
    }

    @Test
    void itCanBeSwitchedOff() {
        runner.withPropertyValues("management.health.plinth.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void withoutTheActuatorThereIsNoIndicator() {
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("plinthHealthIndicator"));
    }
}
