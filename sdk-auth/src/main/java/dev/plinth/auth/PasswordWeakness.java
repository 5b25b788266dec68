package dev.plinth.auth;

import dev.plinth.core.ApiException;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;

/** What makes a password too weak. The server may know more. Immutable and thread-safe. */
public final class PasswordWeakness extends Word {

    /** It is too short. */
    public static final PasswordWeakness LENGTH = new PasswordWeakness("length");

    /** It lacks a kind of characters. */
    public static final PasswordWeakness CHARACTERS = new PasswordWeakness("characters");

    /** It is known from a leak. */
    public static final PasswordWeakness PWNED = new PasswordWeakness("pwned");

    private PasswordWeakness(String value) {
        super(PasswordWeakness.class, value);
    }

    /**
     * Returns the weakness with this name.
     *
     * @param value the name as the server writes it
     * @return it
     */
    public static PasswordWeakness of(String value) {
        return new PasswordWeakness(value);
    }

    /**
     * Returns why a password was refused with {@link AuthErrorCodes#WEAK_PASSWORD}.
     *
     * @param refusal what the server answered
     * @return what makes the password weak; empty if it was refused for something else
     */
    public static List<PasswordWeakness> of(ApiException refusal) {
        Arguments.required(refusal, "refusal");
        return refusal.code().equals(AuthErrorCodes.WEAK_PASSWORD)
                ? refusal.reasons().stream().map(PasswordWeakness::of).toList()
                : List.of();
    }
}
