package dev.plinth.auth;

import dev.plinth.auth.internal.account.AccountOperations;

/** What a user changes of himself. What is not set stays as it is. Not thread-safe. */
public sealed interface AccountUpdate permits AccountOperations.Change {

    /**
     * Asks for another e-mail. It counts once it is confirmed, by default from the old address and the new.
     *
     * @param address the new address
     * @return this change
     */
    AccountUpdate email(String address);

    /**
     * Asks for another phone number. It counts once it is confirmed.
     *
     * @param number the new number
     * @return this change
     */
    AccountUpdate phone(String number);

    /**
     * Sets another password. The user's other sessions end.
     *
     * @param text the new password
     * @return this change
     */
    AccountUpdate password(String text);

    /**
     * Passes the password until now, where the project asks for it.
     *
     * @param text the password until now
     * @return this change
     */
    AccountUpdate currentPassword(String text);

    /**
     * Passes the code of {@link Account#reauthenticate}, where the project asks for it.
     *
     * @param code the code
     * @return this change
     */
    AccountUpdate nonce(String code);

    /**
     * Sets a field of the user's metadata; other fields stay, and an object is replaced as a whole.
     *
     * @param name the field's name
     * @param value JSON as JDK types
     * @return this change
     */
    AccountUpdate userMetadata(String name, Object value);

    /**
     * Removes a field of the user's metadata.
     *
     * @param name the field's name
     * @return this change
     */
    AccountUpdate clearUserMetadata(String name);

    /**
     * Sets where the links in the mails lead.
     *
     * @param url the address
     * @return this change
     */
    AccountUpdate redirectTo(String url);
}
