package dev.plinth.spring.boot;

import com.fasterxml.jackson.databind.Module;
import dev.plinth.jackson.PlinthJackson2Module;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Controllers return Plinth's values as the server's own JSON. Only for Jackson 2, whose modules Spring Boot does not
 * look for; it finds those of Jackson 3.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration")
@ConditionalOnClass({Module.class, PlinthJackson2Module.class})
@ConditionalOnProperty(name = "plinth.enabled", matchIfMissing = true)
class PlinthJacksonAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(PlinthJackson2Module.class)
    Module plinthJackson2Module() {
        return new PlinthJackson2Module();
    }
}
