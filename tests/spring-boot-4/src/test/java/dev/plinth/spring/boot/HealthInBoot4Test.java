package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The health indicator of Spring Boot 4's type. What it asks is tested with Spring Boot 3. */
class HealthInBoot4Test {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PlinthAutoConfiguration.class,
                    PlinthLocalAutoConfiguration.class,
                    PlinthBoot4HealthAutoConfiguration.class))
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
            context.getBean(LocalPlatform.class)
                    .faults()
                    .add(Fault.on("GET", "/auth/v1/health").status(503));

            assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.DOWN);
        });
    }

    @Test
    void withoutTheActuatorThereIsNoIndicator() {
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("plinthHealthIndicator"));
    }
}
