package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.OAuthAuthorization;
import dev.plinth.auth.OAuthClientInfo;
import dev.plinth.auth.OAuthGrants;
import dev.plinth.auth.Session;
import java.util.function.UnaryOperator;

/** A consent page: a signed-in user approves or denies what an OAuth client asks for. */
public final class AllowProgram {

    private AllowProgram() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail, password, the authorization's id
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1], arguments[2], Ask.CONSOLE));
        }
    }

    static String run(
            Project project, String email, String password, String authorizationId, UnaryOperator<String> ask) {
        Session session = project.auth().signInWithPassword(email, password);
        OAuthGrants grants = project.actingAs(session).auth().account().oauthGrants();
        OAuthAuthorization authorization = grants.getAuthorization(authorizationId);
        if (!authorization.consentRequired()) {
            return authorization.redirectUrl().orElseThrow();
        }
        String client = authorization.client().flatMap(OAuthClientInfo::name).orElse("an unnamed application");
        String question = "Allow " + client + " to use " + authorization.scopes() + "? yes or no";
        return ask.apply(question).equals("yes") ? grants.approve(authorizationId) : grants.deny(authorizationId);
    }
}
