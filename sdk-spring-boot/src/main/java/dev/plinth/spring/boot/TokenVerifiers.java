package dev.plinth.spring.boot;

import dev.plinth.Project;
import dev.plinth.auth.TokenVerifier;
import org.jspecify.annotations.Nullable;

/** Creates the verifier that the properties {@code plinth.jwt.*} describe. */
final class TokenVerifiers {

    private TokenVerifiers() {}

    static TokenVerifier create(Project project, PlinthProperties.JwtProperties jwt, PlinthConnectionDetails details) {
        TokenVerifier.Builder verifier = TokenVerifier.builder();
        details.jwtSecret().ifPresent(verifier::secret);
        // Only a direct connection reaches the project's published keys.
        boolean direct =
                details.projectUrl().isPresent() || details.platformUrl().isEmpty();
        if (direct) {
            verifier.jwksFrom(project.connection());
        }
        if (jwt.verifyWithServer()) {
            askServer(verifier, project);
        } else if (!direct && details.jwtSecret().isEmpty()) {
            throw noKeys(null);
        }
        if (jwt.issuer() != null) {
            verifier.issuer(jwt.issuer());
        }
        if (jwt.audience() != null) {
            verifier.audience(jwt.audience());
        }
        return verifier.build();
    }

    private static void askServer(TokenVerifier.Builder verifier, Project project) {
        try {
            verifier.verifyWithServer(project.connection());
        } catch (IllegalArgumentException e) {
            throw noKeys(e);
        }
    }

    private static ConfigurationException noKeys(@Nullable Throwable cause) {
        return new ConfigurationException(
                "Users' tokens cannot be verified through the platform's control plane.",
                "Set plinth.project.url and plinth.project.key to reach the project directly, or plinth.jwt.secret.",
                cause);
    }
}
