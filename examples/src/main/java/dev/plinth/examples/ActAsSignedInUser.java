package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.auth.User;

/** Signs a user in and acts as that user; the session refreshes its token when it is needed. */
public final class ActAsSignedInUser {

    private ActAsSignedInUser() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the user's e-mail and password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1]).id());
        }
    }

    static User run(Project project, String email, String password) {
        Session session = project.auth().signInWithPassword(email, password);
        Project asUser = project.actingAs(session);
        return asUser.auth().account().getUser();
    }
}
