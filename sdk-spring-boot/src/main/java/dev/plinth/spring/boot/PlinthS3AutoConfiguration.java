package dev.plinth.spring.boot;

import dev.plinth.Project;
import dev.plinth.core.Secret;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3CompatBuilder;
import dev.plinth.s3compat.S3Keys;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** AWS's clients for the project. Lazy: an application that injects none of them needs no S3 access key. */
@AutoConfiguration(after = PlinthAutoConfiguration.class)
@ConditionalOnClass({S3Compat.class, S3Client.class})
@ConditionalOnBean(Project.class)
@ConditionalOnProperty(name = "plinth.enabled", matchIfMissing = true)
class PlinthS3AutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    S3Client plinthS3Client(Project project, PlinthProperties properties, PlinthConnectionDetails details) {
        return s3(project, properties, details).client();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    S3Presigner plinthS3Presigner(Project project, PlinthProperties properties, PlinthConnectionDetails details) {
        return s3(project, properties, details).presigner();
    }

    // No bean: Spring reads all methods of a bean's class, and those of S3Compat name optional parts of AWS's SDK.
    private static S3Compat s3(Project project, PlinthProperties properties, PlinthConnectionDetails details) {
        String id = details.s3AccessKeyId().orElseThrow(() -> missing("plinth.s3.access-key-id"));
        Secret secret = details.s3SecretAccessKey().orElseThrow(() -> missing("plinth.s3.secret-access-key"));
        S3CompatBuilder builder =
                S3Compat.builder().connection(project.connection()).keys(S3Keys.of(id, secret));
        if (properties.allowHttp()) {
            builder.allowHttp();
        }
        return builder.build();
    }

    private static ConfigurationException missing(String property) {
        return new ConfigurationException(
                "An S3 client is needed, but " + property + " is not set.",
                "Set " + property + ". S3 access keys are in the project's dashboard under Storage, Settings, S3; a"
                        + " self-hosted stack has one in its .env as S3_PROTOCOL_ACCESS_KEY_ID and"
                        + " S3_PROTOCOL_ACCESS_KEY_SECRET.");
    }
}
