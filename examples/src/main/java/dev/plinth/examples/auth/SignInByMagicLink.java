package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Session;
import java.util.function.UnaryOperator;

/** Signs in with a link by e-mail; only existing users receive one. */
public final class SignInByMagicLink {

    private SignInByMagicLink() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail and the app's address
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(
                    run(project, arguments[0], arguments[1], Ask.CONSOLE).user().id());
        }
    }

    static Session run(Project project, String email, String appUrl, UnaryOperator<String> ask) {
        Pkce pkce = Pkce.generate();
        project.auth()
                .signInWithOtp(
                        EmailOrPhone.email(email),
                        o -> o.shouldCreateUser(false).redirectTo(appUrl).pkce(pkce));
        String callback = ask.apply("address that the link led to");
        return project.auth().completeSignIn(callback, pkce);
    }
}
