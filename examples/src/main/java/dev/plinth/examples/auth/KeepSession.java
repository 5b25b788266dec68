package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Session;
import dev.plinth.auth.SessionStore;
import dev.plinth.auth.User;
import java.nio.file.Path;

/** Keeps a session in a file, so that the user is still signed in after a restart. */
public final class KeepSession {

    private KeepSession() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the file, e-mail, password
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, Path.of(arguments[0]), arguments[1], arguments[2])
                    .id());
        }
    }

    static User run(Project project, Path file, String email, String password) {
        AuthClient auth = project.auth().withSessionStore(SessionStore.inFile(file)); // its owner's alone
        Session session = auth.session().orElseGet(() -> auth.signInWithPassword(email, password));
        session.onEvent(event -> System.out.println(event.kind()));
        Session.Subscription fresh = session.startAutoRefresh();
        User user = project.actingAs(session).auth().account().getUser();
        fresh.close();
        return user;
    }
}
