package dev.plinth.spring.boot;

import dev.plinth.core.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The details that the properties contain. A blank value is one that is not set, such as {@code ${PROJECT_REF:}}. */
final class PropertiesConnectionDetails implements PlinthConnectionDetails {

    private final PlinthProperties properties;

    PropertiesConnectionDetails(PlinthProperties properties) {
        this.properties = properties;
    }

    @Override
    public Optional<String> projectUrl() {
        return text(properties.project().url());
    }

    @Override
    public Optional<Secret> projectKey() {
        return secret(properties.project().key());
    }

    @Override
    public Optional<String> projectRef() {
        return text(properties.project().ref());
    }

    @Override
    public Optional<String> region() {
        return text(properties.project().region());
    }

    @Override
    public Optional<String> platformUrl() {
        return text(properties.platform().url());
    }

    @Override
    public Optional<Secret> platformToken() {
        return secret(properties.platform().token());
    }

    @Override
    public Optional<String> s3AccessKeyId() {
        return text(properties.s3().accessKeyId());
    }

    @Override
    public Optional<Secret> s3SecretAccessKey() {
        return secret(properties.s3().secretAccessKey());
    }

    @Override
    public Optional<Secret> jwtSecret() {
        return secret(properties.jwt().secret());
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<Secret> secret(@Nullable Secret value) {
        return Optional.ofNullable(value).filter(secret -> !secret.reveal().isBlank());
    }

    @Override
    public String toString() {
        return "PlinthConnectionDetails[the properties plinth.*]";
    }
}
