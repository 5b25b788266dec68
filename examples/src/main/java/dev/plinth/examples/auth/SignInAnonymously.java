package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.auth.User;

/** Signs in anonymously, and later adds an e-mail address to the account. */
public final class SignInAnonymously {

    private SignInAnonymously() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the e-mail to be added
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0]).newEmail().orElse("confirmed"));
        }
    }

    static User run(Project project, String email) {
        Session session = project.auth().signInAnonymously(o -> o.userMetadata("from", "campaign"));
        Project asGuest = project.actingAs(session);
        return asGuest.auth().account().update(change -> change.email(email));
    }
}
