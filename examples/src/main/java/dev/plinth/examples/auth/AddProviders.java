package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuthAdmin;
import dev.plinth.auth.OAuthClient;
import java.util.List;

/** Registers an OAuth client, and lists identity providers and custom providers. */
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

    static List<OAuthClient> run(Project project) {
        AuthAdmin admin = project.auth().admin();
        OAuthClient client = admin.oauthClients()
                .create(o -> o.clientName("Reports").redirectUris("https://reports.example.com/callback"));
        System.out.println("the client has a secret: " + client.clientSecret().isPresent());
        return admin.oauthClients().list();
    }
}
