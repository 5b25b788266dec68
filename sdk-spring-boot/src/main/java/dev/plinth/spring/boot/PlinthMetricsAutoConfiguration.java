package dev.plinth.spring.boot;

import dev.plinth.core.CallObserver;
import dev.plinth.micrometer.MicrometerCallObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Observations of calls if the application has an {@code ObservationRegistry}; else, with a meter registry, metrics. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration",
            // Spring Boot 4
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, MicrometerCallObserver.class})
@ConditionalOnProperty(name = "plinth.enabled", matchIfMissing = true)
class PlinthMetricsAutoConfiguration {

    // The beans' type is the interface: more observers may be beans, but only one of this kind.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(ObservationRegistry.class)
    static class Observations {
        @Bean
        @ConditionalOnMissingBean(MicrometerCallObserver.class)
        CallObserver plinthMicrometerCallObserver(ObservationRegistry registry) {
            return MicrometerCallObserver.of(registry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(MeterRegistry.class)
    @ConditionalOnMissingBean(ObservationRegistry.class)
    static class Metrics {
        @Bean
        @ConditionalOnMissingBean(MicrometerCallObserver.class)
        CallObserver plinthMicrometerCallObserver(MeterRegistry registry) {
            return MicrometerCallObserver.of(registry);
        }
    }
}
