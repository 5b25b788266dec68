package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Session;
import dev.plinth.auth.User;
import java.util.function.UnaryOperator;

/** Sends a password reset link by e-mail, and sets another password. */
public final class RecoverPassword {

    private RecoverPassword() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail and the new password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(
                    run(project, arguments[0], arguments[1], Ask.CONSOLE).id());
        }
    }

    static User run(Project project, String email, String newPassword, UnaryOperator<String> ask) {
        Pkce pkce = Pkce.generate();
        project.auth().resetPasswordForEmail(email, o -> o.pkce(pkce));
        String callback = ask.apply("address that the link led to");
        Session session = project.auth().completeSignIn(callback, pkce);
        return project.actingAs(session).auth().account().update(change -> change.password(newPassword));
    }
}
