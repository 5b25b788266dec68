package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuthorizationRequest;
import dev.plinth.auth.Provider;
import dev.plinth.auth.Session;
import java.util.function.UnaryOperator;

/** Signs in at an OAuth provider with PKCE, with the callback URL pasted by the user. */
public final class SignInAtProvider {

    private SignInAtProvider() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the app's address
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], Ask.CONSOLE).user().id());
        }
    }

    static Session run(Project project, String appUrl, UnaryOperator<String> ask) {
        AuthorizationRequest flow = project.auth()
                .signInWithOAuth(Provider.GITHUB, o -> o.redirectTo(appUrl).scopes("read:user"));
        String callback = ask.apply("open " + flow.url() + "\naddress that it led to");
        return project.auth().completeSignIn(callback, flow.pkce());
    }
}
