package dev.plinth.spring.boot;

import dev.plinth.core.Secret;
import java.util.Optional;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the project is and which credentials it takes. By default these are the properties {@code plinth.*}; a bean of
 * this type replaces them, for example with values of a secret store. The project is reached directly if there is a
 * project URL, else through the control plane.
 */
public interface PlinthConnectionDetails extends ConnectionDetails {

    /** {@return the project's URL, such as {@code https://ref.example.co}} */
    Optional<String> projectUrl();

    /** {@return the project's API key} */
    Optional<Secret> projectKey();

    /** {@return the project's ref; none by default} */
    default Optional<String> projectRef() {
        return Optional.empty();
    }

    /** {@return the project's region, which S3 signatures contain; none by default} */
    default Optional<String> region() {
        return Optional.empty();
    }

    /** {@return the URL of the platform's control plane; none by default} */
    default Optional<String> platformUrl() {
        return Optional.empty();
    }

    /** {@return the platform JWT; none by default} */
    default Optional<Secret> platformToken() {
        return Optional.empty();
    }

    /** {@return the id of the S3 access key; none by default} */
    default Optional<String> s3AccessKeyId() {
        return Optional.empty();
    }

    /** {@return the secret of the S3 access key; none by default} */
    default Optional<Secret> s3SecretAccessKey() {
        return Optional.empty();
    }

    /** {@return the project's legacy JWT secret; none by default, for projects that sign tokens with published keys} */
    default Optional<Secret> jwtSecret() {
        return Optional.empty();
    }
}
