package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.auth.SignOutScope;

/** Signs out this session, all others, or all. */
public final class SignOut {

    private SignOut() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail and password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            run(project, arguments[0], arguments[1]);
        }
    }

    static Session run(Project project, String email, String password) {
        Session session = project.auth().signInWithPassword(email, password);
        session.signOut(SignOutScope.OTHERS); // other devices; this one goes on
        session.signOut(); // this one, too
        return session;
    }
}
