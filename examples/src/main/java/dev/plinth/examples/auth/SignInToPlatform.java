package dev.plinth.examples.auth;

import dev.plinth.Platform;

/** Signs in to a platform; its JWT is refreshed automatically. */
public final class SignInToPlatform {

    private SignInToPlatform() {}

    /**
     * Runs the example.
     *
     * @param arguments the platform's URL, its Auth server's, e-mail, password, a project's ref
     */
    public static void main(String[] arguments) {
        System.out.println(run(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]));
    }

    static long run(String platformUrl, String authUrl, String email, String password, String ref) {
        try (Platform platform = Platform.signIn(platformUrl, authUrl, email, password)) {
            return platform.project(ref).users().list().stream().count();
        }
    }
}
