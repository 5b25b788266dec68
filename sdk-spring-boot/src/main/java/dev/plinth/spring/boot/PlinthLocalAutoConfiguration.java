package dev.plinth.spring.boot;

import dev.plinth.spring.boot.PlinthProperties.LocalProperties;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** An embedded platform that runs as long as the application, and is used instead of the one of the properties. */
@AutoConfiguration(before = PlinthAutoConfiguration.class)
@ConditionalOnClass(LocalPlatform.class)
@ConditionalOnProperty("plinth.local.enabled")
@EnableConfigurationProperties(PlinthProperties.class)
class PlinthLocalAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LocalPlatform plinthLocalPlatform(PlinthProperties properties) {
        LocalProperties local = properties.local();
        LocalPlatformBuilder builder =
                LocalPlatform.builder().port(local.port()).projectPorts(local.projectPort());
        if (local.directory() != null) {
            builder.data(local.directory());
        }
        LocalPlatform platform = builder.start();
        LoggerFactory.getLogger(LocalPlatform.class)
                .info("Plinth uses an embedded platform: its project is at {}", platform.projectUrl());
        return platform;
    }

    @Bean
    @ConditionalOnMissingBean
    PlinthConnectionDetails plinthLocalConnectionDetails(LocalPlatform platform) {
        return new LocalConnectionDetails(platform);
    }
}
