package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.OtherSignIns;
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
        OtherSignIns others = project.auth().others();
        Map<String, Object> asked = others.passkeyOptions();
        Map<String, Object> credential = browser.apply(asked);
        return others.passkey(Map.of("challenge_id", asked.get("challenge_id"), "credential", credential));
    }
}
