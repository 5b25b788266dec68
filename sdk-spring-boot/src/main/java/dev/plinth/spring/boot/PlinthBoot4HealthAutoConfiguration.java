package dev.plinth.spring.boot;

import dev.plinth.Project;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The component {@code plinth} of {@code /actuator/health}, in Spring Boot 4. */
@AutoConfiguration(
        after = PlinthAutoConfiguration.class,
        beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBean(Project.class)
@ConditionalOnProperty(name = "management.health.plinth.enabled", matchIfMissing = true)
class PlinthBoot4HealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "plinthHealthIndicator")
    HealthIndicator plinthHealthIndicator(Project project) {
        ProjectHealth health = new ProjectHealth(project);
        return () -> {
            ProjectHealth.Report report = health.check();
            return Health.status(report.status()).withDetails(report.details()).build();
        };
    }
}
