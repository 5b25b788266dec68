package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AccountExtras;
import dev.plinth.auth.Session;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A page on which a signed-in user allows another program what it asks for. */
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
        AccountExtras extras = project.actingAs(session).auth().account().extras();
        Map<String, Object> asked = extras.authorization(authorizationId);
        boolean allow =
                ask.apply("allow " + asked.get("client") + "? yes or no").equals("yes");
        return String.valueOf(extras.consent(authorizationId, allow).get("redirect_url"));
    }
}
