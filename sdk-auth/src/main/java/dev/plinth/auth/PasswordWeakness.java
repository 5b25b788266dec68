package dev.plinth.auth;

import dev.plinth.core.ApiException;
import dev.plinth.core.OpenEnum;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;

/** A reason why a password is too weak. The server may use other reasons. Immutable and thread-safe. */
public final class PasswordWeakness extends OpenEnum {

    /** The password is too short. */
    public static final PasswordWeakness LENGTH = new PasswordWeakness("length");

    /** The password lacks a required kind of character, such as digits. */
    public static final PasswordWeakness CHARACTERS = new PasswordWeakness("characters");

    /** The password is known from a data breach. */
    public static final PasswordWeakness PWNED = new PasswordWeakness("pwned");

    private PasswordWeakness(String value) {
        super(value);
    }

    /**
     * Returns the reason with the given name.
     *
     * @param value the name that the server uses, such as {@code length}
     * @return the reason
     */
    public static PasswordWeakness of(String value) {
        return new PasswordWeakness(value);
    }

    /**
     * Returns the reasons why the server rejected a password with {@link AuthErrorCodes#WEAK_PASSWORD}.
     *
     * @param exception the server's error
     * @return the reasons; empty if the error has another code
     */
    public static List<PasswordWeakness> of(ApiException exception) {
        Arguments.required(exception, "exception");
        return exception.code().equals(AuthErrorCodes.WEAK_PASSWORD)
                ? exception.reasons().stream().map(PasswordWeakness::of).toList()
                : List.of();
    }
}
