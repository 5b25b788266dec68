package dev.plinth.auth;

import dev.plinth.core.internal.text.Arguments;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail address or the phone number of a user. Immutable and thread-safe.
 */
public final class EmailOrPhone {

    private final String field;
    private final String value;

    private EmailOrPhone(String field, String value) {
        this.field = field;
        this.value = value;
    }

    /**
     * Creates a contact from an e-mail address. Leading and trailing whitespace is removed, because the server rejects
     * it, and letters are converted to lower case, as the server stores them.
     *
     * @param address the e-mail address
     * @return the contact
     */
    public static EmailOrPhone email(String address) {
        Arguments.present(address, "address");
        return new EmailOrPhone("email", address.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Creates a contact from a phone number. All characters but digits are removed, because the server rejects them.
     *
     * @param number the number in international format, such as {@code +49 30 1234567}
     * @return the contact
     */
    public static EmailOrPhone phone(String number) {
        Arguments.present(number, "number");
        return new EmailOrPhone("phone", number.replaceAll("[^0-9]", ""));
    }

    /** {@return true for an e-mail address, false for a phone number} */
    public boolean isEmail() {
        return field.equals("email");
    }

    /** {@return the value that is sent to the server: an e-mail address in lower case, or the digits of a number} */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailOrPhone that && field.equals(that.field) && value.equals(that.value);
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
