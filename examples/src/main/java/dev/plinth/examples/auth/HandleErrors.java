package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuthErrorCodes;
import dev.plinth.auth.PasswordWeakness;
import dev.plinth.core.ApiException;
import dev.plinth.core.RateLimitException;
import java.time.Duration;

/** Handles errors by code, by type, and by whether a retry may help. */
public final class HandleErrors {

    private HandleErrors() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail and password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1]));
        }
    }

    static String run(Project project, String email, String password) {
        try {
            return project.auth().signUp(email, password).outcome().name();
        } catch (RateLimitException e) {
            return "come again in " + e.retryAfter().map(Duration::toSeconds).orElse(60L) + " s";
        } catch (ApiException e) {
            if (e.code().equals(AuthErrorCodes.WEAK_PASSWORD)) {
                return "the password is weak: " + PasswordWeakness.of(e);
            }
            return e.retryable() ? "try again later" : e.hint().orElse(e.code().value());
        }
    }
}
