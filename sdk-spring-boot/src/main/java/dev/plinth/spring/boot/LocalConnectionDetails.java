package dev.plinth.spring.boot;

import dev.plinth.core.Secret;
import dev.plinth.testkit.LocalPlatform;
import java.util.Optional;

/** The embedded platform and its first project. */
final class LocalConnectionDetails implements PlinthConnectionDetails {

    private final LocalPlatform platform;

    LocalConnectionDetails(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Optional<String> projectUrl() {
        return Optional.of(platform.projectUrl());
    }

    @Override
    public Optional<Secret> projectKey() {
        return secret(platform.serviceKey());
    }

    @Override
    public Optional<String> projectRef() {
        return Optional.of(platform.projectRef());
    }

    @Override
    public Optional<String> region() {
        return Optional.of(platform.s3Region());
    }

    @Override
    public Optional<String> platformUrl() {
        return Optional.of(platform.platformUrl());
    }

    @Override
    public Optional<Secret> platformToken() {
        return secret(platform.platformToken());
    }

    @Override
    public Optional<String> s3AccessKeyId() {
        return Optional.of(platform.s3AccessKeyId());
    }

    @Override
    public Optional<Secret> s3SecretAccessKey() {
        return secret(platform.s3SecretAccessKey());
    }

    @Override
    public Optional<Secret> jwtSecret() {
        return secret(platform.jwtSecret());
    }

    private static Optional<Secret> secret(String value) {
        return Optional.of(Secret.of(value));
    }

    @Override
    public String toString() {
        return "PlinthConnectionDetails[" + platform.projectUrl() + "]";
    }
}
