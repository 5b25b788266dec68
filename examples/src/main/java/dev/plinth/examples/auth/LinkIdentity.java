package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.Account;
import dev.plinth.auth.AuthorizationRequest;
import dev.plinth.auth.Identity;
import dev.plinth.auth.Provider;
import dev.plinth.auth.Session;
import java.util.List;
import java.util.function.UnaryOperator;

/** Links another identity to an account, and unlinks one. */
public final class LinkIdentity {

    private LinkIdentity() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments e-mail, password, the app's address
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1], arguments[2], Ask.CONSOLE));
        }
    }

    static List<Provider> run(
            Project project, String email, String password, String appUrl, UnaryOperator<String> ask) {
        Session session = project.auth().signInWithPassword(email, password);
        Account account = project.actingAs(session).auth().account();
        AuthorizationRequest flow = account.linkIdentity(Provider.GITHUB, o -> o.redirectTo(appUrl));
        String callback = ask.apply("open " + flow.url() + "\naddress that it led to");
        project.auth().completeSignIn(callback, flow.pkce());
        account.listIdentities().stream()
                .filter(identity -> identity.provider().equals(Provider.of("email")))
                .forEach(account::unlinkIdentity);
        return account.listIdentities().stream().map(Identity::provider).toList();
    }
}
