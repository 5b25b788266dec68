package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.auth.VerifiedToken;
import dev.plinth.core.Secret;

/** Verifies users' access tokens in a server without a request for each. */
public final class VerifyTokens {

    private VerifyTokens() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the project's JWT secret and a token
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, Secret.of(arguments[0]), arguments[1]));
        }
    }

    static String run(Project project, Secret jwtSecret, String bearer) {
        TokenVerifier verifier = project.auth()
                .tokenVerifier() // by the project's published keys
                .secret(jwtSecret) // and by its secret, for projects that sign with it
                .build(); // users alone, not the project's keys; make one, and keep it
        try {
            VerifiedToken token = verifier.verify(bearer);
            return "welcome, " + token.email().orElse("guest");
        } catch (TokenVerificationException e) {
            return "no: " + e.reason();
        }
    }
}
