package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuthorizationRequest;
import dev.plinth.auth.Session;
import java.util.function.UnaryOperator;

/** Signs in at the SAML identity provider of an organization, found by the domain of the e-mail address. */
public final class SignInForOrganisation {

    private SignInForOrganisation() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments domain and the app's address
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(
                    run(project, arguments[0], arguments[1], Ask.CONSOLE).user().id());
        }
    }

    static Session run(Project project, String domain, String appUrl, UnaryOperator<String> ask) {
        AuthorizationRequest flow = project.auth().signInWithSso(domain, o -> o.redirectTo(appUrl));
        String callback = ask.apply("open " + flow.url() + "\naddress that it led to");
        return project.auth().completeSignIn(callback, flow.pkce());
    }
}
