package dev.plinth.examples;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.Session;

/** Administers a project through the control plane, and signs a user in on its direct connection. */
public final class UseBothGateways {

    private UseBothGateways() {}

    /**
     * Runs the example against the platform that the environment names.
     *
     * @param arguments the project's ref
     */
    public static void main(String[] arguments) {
        try (Platform platform = Platform.fromEnv()) {
            System.out.println(run(platform, arguments[0]));
        }
    }

    static String run(Platform platform, String ref) {
        Project managed = platform.project(ref);
        managed.users().create(u -> u.email("grace@example.com").password("correct horse"));
        try (Project direct = managed.connectDirect()) { // with the key for clients, not the service key
            Session session = direct.auth().signInWithPassword("grace@example.com", "correct horse");
            return direct.actingAs(session).auth().account().getUser().toString();
        }
    }
}
