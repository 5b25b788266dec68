package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.PasskeyChallenge;
import dev.plinth.auth.PasskeySignIn;
import dev.plinth.auth.Session;
import java.util.function.UnaryOperator;

/** Signs in with a passkey: passes the server's options to the browser, and its credential back. */
public final class SignInWithPasskey {

    private SignInWithPasskey() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, Ask.CONSOLE).user().id());
        }
    }

    static Session run(Project project, UnaryOperator<String> browser) {
        PasskeySignIn passkeys = project.auth().passkeys();
        PasskeyChallenge challenge = passkeys.startSignIn();
        return passkeys.signIn(challenge, browser.apply(challenge.optionsJson()));
    }
}
