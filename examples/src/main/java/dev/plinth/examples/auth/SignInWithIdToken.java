package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Provider;
import dev.plinth.auth.Session;
import dev.plinth.core.Secret;

/** Signs in with an ID token, such as one of Google's library on a device. */
public final class SignInWithIdToken {

    private SignInWithIdToken() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the ID token and its nonce
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(
                    run(project, Secret.of(arguments[0]), arguments[1]).user().id());
        }
    }

    static Session run(Project project, Secret idToken, String nonce) {
        return project.auth().signInWithIdToken(Provider.GOOGLE, idToken, o -> o.nonce(nonce));
    }
}
