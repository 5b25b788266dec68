package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Session;

/** Signs in with a wallet, which signs a message (EIP-4361). */
public final class SignInWithWallet {

    private SignInWithWallet() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the message and its signature
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1]).user().id());
        }
    }

    static Session run(Project project, String message, String signature) {
        return project.auth().signInWithWeb3("ethereum", message, signature);
    }
}
