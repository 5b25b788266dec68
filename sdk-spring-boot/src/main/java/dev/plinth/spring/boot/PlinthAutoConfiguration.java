package dev.plinth.spring.boot;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.CallObserver;
import dev.plinth.storage.StorageClient;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/** The clients of the project, and of the platform if one is configured. Each bean gives way to the application's. */
@AutoConfiguration
@ConditionalOnProperty(name = "plinth.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlinthProperties.class)
class PlinthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PlinthConnectionDetails plinthConnectionDetails(PlinthProperties properties) {
        if (properties.local().enabled()) {
            throw new ConfigurationException(
                    "plinth.local.enabled is true, but there is no embedded platform on the class path.",
                    "Add the dependency dev.plinth:plinth-testkit, or set plinth.local.enabled=false.");
        }
        return new PropertiesConnectionDetails(properties);
    }

    @Bean
    Connections plinthConnections(
            PlinthProperties properties,
            PlinthConnectionDetails details,
            ObjectProvider<OkHttpClient> httpClient,
            ObjectProvider<CallObserver> observers,
            ObjectProvider<ConnectionOptionsCustomizer> customizers) {
        return new Connections(properties, details, httpClient, observers, customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnPlatform.class)
    Platform plinthPlatform(Connections connections) {
        return connections.platform();
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnProject.class)
    Project plinthProject(Connections connections, ObjectProvider<Platform> platform) {
        return connections.project(platform);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(Project.class)
    AuthClient plinthAuthClient(Project project) {
        return project.auth();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(Project.class)
    StorageClient plinthStorageClient(Project project) {
        return project.storage();
    }

    /** Lazy, because a control plane cannot verify tokens: only an application that verifies them has to be told. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    @ConditionalOnBean(Project.class)
    TokenVerifier plinthTokenVerifier(Project project, PlinthProperties properties, PlinthConnectionDetails details) {
        return TokenVerifiers.create(project, properties.jwt(), details);
    }
}
