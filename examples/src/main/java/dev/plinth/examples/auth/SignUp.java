package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.SignUpResult;
import dev.plinth.auth.VerificationType;
import dev.plinth.auth.VerifyOtpResult;
import dev.plinth.core.Secret;
import java.util.function.UnaryOperator;

/** Signs a user up: the result depends on the project's settings. */
public final class SignUp {

    private SignUp() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail and password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1], Ask.CONSOLE));
        }
    }

    static String run(Project project, String email, String password, UnaryOperator<String> ask) {
        SignUpResult result = project.auth().signUp(email, password);
        return switch (result.outcome()) {
            case SIGNED_IN -> "signed in as " + result.user().id();
            case MAYBE_REGISTERED -> "there may be such a user: sign in, or ask for a new password";
            case CONFIRMATION_REQUIRED -> {
                Secret hash = Secret.of(ask.apply("token in the mail's link"));
                VerifyOtpResult confirmed = project.auth().verifyTokenHash(VerificationType.SIGNUP, hash);
                yield "confirmed, and signed in as "
                        + confirmed.session().orElseThrow().user().id();
            }
        };
    }
}
