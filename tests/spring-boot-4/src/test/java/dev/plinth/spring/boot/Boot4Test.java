package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.springframework.boot.SpringBootVersion;

class Boot4Test {

    /** Tests that ran on another version would say nothing. */
    @Test
    void theTestsRunOnSpringBoot4AndItsVersionsOfTheRest() {
        assertThat(SpringBootVersion.getVersion()).startsWith("4.");
        assertThat(List.of(
                        version(MeterRegistry.class),
                        version(Logger.class),
                        version(tools.jackson.databind.ObjectMapper.class)))
                .isEqualTo(List.of("micrometer-core-1.17.2.jar", "slf4j-api-2.0.20.jar", "jackson-databind-3.1.7.jar"));
    }

    private static String version(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
