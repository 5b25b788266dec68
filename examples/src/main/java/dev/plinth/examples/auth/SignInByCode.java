package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.Session;
import dev.plinth.auth.VerificationType;
import java.util.function.UnaryOperator;

/** Signs in with a code by text message; the first sign-in creates the account. */
public final class SignInByCode {

    private SignInByCode() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the phone number
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], Ask.CONSOLE).user().id());
        }
    }

    static Session run(Project project, String number, UnaryOperator<String> ask) {
        EmailOrPhone phone = EmailOrPhone.phone(number);
        project.auth().signInWithOtp(phone);
        String code = ask.apply("code in the message");
        return project.auth()
                .verifyOtp(VerificationType.SMS, phone, code)
                .session()
                .orElseThrow();
    }
}
