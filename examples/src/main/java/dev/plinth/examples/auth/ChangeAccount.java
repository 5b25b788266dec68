package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Account;
import dev.plinth.auth.Session;
import dev.plinth.auth.User;
import java.util.function.UnaryOperator;

/** Changes a user's own password and metadata, with a code by e-mail if the project requires one. */
public final class ChangeAccount {

    private ChangeAccount() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail, password, new password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1], arguments[2], Ask.CONSOLE)
                    .userMetadata());
        }
    }

    static User run(Project project, String email, String password, String newPassword, UnaryOperator<String> ask) {
        Session session = project.auth().signInWithPassword(email, password);
        Account account = project.actingAs(session).auth().account();
        account.reauthenticate();
        String code = ask.apply("code in the mail");
        account.update(change -> change.password(newPassword).nonce(code));
        return account.update(change -> change.userMetadata("theme", "dark").clearUserMetadata("draft"));
    }
}
