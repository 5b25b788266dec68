package dev.plinth.auth;

import dev.plinth.core.internal.text.Arguments;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address or a phone number that a user is known by. Immutable and thread-safe.
 */
public final class Contact {

    private final String field;
    private final String value;

    private Contact(String field, String value) {
        this.field = field;
        this.value = value;
    }

    /**
     * Returns an e-mail address. The server compares in lower case; it does not forgive spaces, so they are cut off.
     *
     * @param address the address
     * @return the contact
     */
    public static Contact email(String address) {
        Arguments.present(address, "address");
        return new Contact("email", address.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns a phone number. Everything but digits and the first plus is left out, which the server would refuse.
     *
     * @param number the number in international form, such as {@code +49 30 1234567}
     * @return the contact
     */
    public static Contact phone(String number) {
        Arguments.present(number, "number");
        return new Contact("phone", number.replaceAll("[^0-9]", ""));
    }

    /**
     * Tells what it is.
     *
     * @return true for an e-mail address
     */
    public boolean isEmail() {
        return field.equals("email");
    }

    /**
     * Returns the address or number as it is sent.
     *
     * @return an address in lower case, or digits
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contact that && field.equals(that.field) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
