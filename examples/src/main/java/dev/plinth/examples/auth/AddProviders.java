package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuthAdmin;
import java.util.List;
import java.util.Map;

/** Identity providers, providers of your own and OAuth clients: JSON in, JSON out. */
public final class AddProviders {

    private AddProviders() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            run(project).forEach(System.out::println);
        }
    }

    static List<Map<String, Object>> run(Project project) {
        AuthAdmin admin = project.auth().admin();
        admin.createOAuthClient(
                Map.of("client_name", "Reports", "redirect_uris", List.of("https://reports.example.com/callback")));
        return admin.oauthClients();
    }
}
