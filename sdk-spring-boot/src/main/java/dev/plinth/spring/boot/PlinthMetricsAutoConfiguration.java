package dev.plinth.spring.boot;

import dev.plinth.core.CallObserver;
import dev.plinth.micrometer.MicrometerCallObserver;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The timer {@code plinth.calls}, if the application has a registry. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, MicrometerCallObserver.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "plinth.enabled", matchIfMissing = true)
class PlinthMetricsAutoConfiguration {

    // The bean's type is the interface: more observers may be beans, but only one of this kind.
    @Bean
    @ConditionalOnMissingBean(MicrometerCallObserver.class)
    CallObserver plinthMicrometerCallObserver(MeterRegistry registry) {
        return MicrometerCallObserver.of(registry);
    }
}
