package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.PasskeySignIn;
import dev.plinth.auth.Session;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Signing in with a passkey: what the server wants goes to the browser, and what that gives goes back. */
public final class SignInWithPasskey {

    private SignInWithPasskey() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, options -> Map.of("id", Ask.CONSOLE.apply(options.toString())))
                    .user()
                    .id());
        }
    }

    static Session run(Project project, UnaryOperator<Map<String, Object>> browser) {
        PasskeySignIn others = project.auth().passkeys();
        Map<String, Object> asked = others.getOptions();
        Map<String, Object> credential = browser.apply(asked);
        return others.signIn(Map.of("challenge_id", asked.get("challenge_id"), "credential", credential));
    }
}
