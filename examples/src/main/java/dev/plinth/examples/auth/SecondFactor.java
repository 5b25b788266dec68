package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.EnrolledFactor;
import dev.plinth.auth.FactorChallenge;
import dev.plinth.auth.Mfa;
import dev.plinth.auth.Session;
import java.util.function.UnaryOperator;

/** Enrolls an authenticator app as a second factor and verifies it. */
public final class SecondFactor {

    private SecondFactor() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail and password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(
                    run(project, arguments[0], arguments[1], Ask.CONSOLE).assuranceLevel());
        }
    }

    static Session run(Project project, String email, String password, UnaryOperator<String> ask) {
        Session session = project.auth().signInWithPassword(email, password);
        Mfa mfa = project.actingAs(session).auth().account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("my phone");
        String secret = factor.secret().orElseThrow().reveal(); // or show factor.qrCode()
        FactorChallenge challenge = mfa.challenge(factor.id());
        mfa.verify(challenge, ask.apply("add " + secret + " to the app\ncode that it shows"));
        return session; // the same one: everything that acts as it has level aal2 now
    }
}
