package dev.plinth.core.internal.text;

import java.util.regex.Pattern;

/** The one rule by which the name of a header, parameter or field tells that its value is secret. */
public final class SecretNames {

    private static final Pattern SECRET = Pattern.compile(
            "authorization|(api|anon|service|role|publishable|signing|encryption|access)[-_]?key(?![-_]?id)|token|secret|passw|signature|credential|cookie|verifier|nonce|otp|private"
                    + "|hashed|action_link|qr_code|^(auth[-_]?)?code$",
            Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Tells whether the value of something with this name must not be shown. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }
}
