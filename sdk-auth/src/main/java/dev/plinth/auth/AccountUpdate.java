package dev.plinth.auth;

import dev.plinth.auth.internal.account.AccountOperations;

/**
 * The changes that signed-in users make to their own account, as passed to {@link Account#update}. Fields that are not
 * set keep their value. Not thread-safe.
 */
public sealed interface AccountUpdate permits AccountOperations.UpdateSettings {

    /**
     * Requests a change of the e-mail address. The new address takes effect after it is confirmed; by default both the
     * old and the new address have to confirm the change.
     *
     * @param address the new e-mail address
     * @return this update
     */
    AccountUpdate email(String address);

    /**
     * Requests a change of the phone number. The new number takes effect after it is confirmed.
     *
     * @param number the new number in international format, such as {@code +49 30 1234567}
     * @return this update
     */
    AccountUpdate phone(String number);

    /**
     * Sets a new password. The server ends the user's other sessions.
     *
     * @param newPassword the new password
     * @return this update
     */
    AccountUpdate password(String newPassword);

    /**
     * Sets the user's current password. Required when the password changes and the project is configured to ask for the
     * current one.
     *
     * @param password the current password
     * @return this update
     */
    AccountUpdate currentPassword(String password);

    /**
     * Sets the code that {@link Account#reauthenticate} sent. Required when the password changes and the project is
     * configured to require reauthentication.
     *
     * @param code the code
     * @return this update
     */
    AccountUpdate nonce(String code);

    /**
     * Sets a field of the user's metadata. Other fields keep their value; a JSON object is replaced, not merged.
     *
     * @param name the name of the field
     * @param value the value, a JSON value as JDK types
     * @return this update
     */
    AccountUpdate userMetadata(String name, Object value);

    /**
     * Removes a field of the user's metadata.
     *
     * @param name the name of the field
     * @return this update
     */
    AccountUpdate clearUserMetadata(String name);

    /**
     * Sets the URL that the links in confirmation e-mails redirect to. If the project does not allow the URL, the
     * server silently uses the project's site URL.
     *
     * @param url an absolute URL
     * @return this update
     */
    AccountUpdate redirectTo(String url);
}
