package dev.plinth.auth;

import dev.plinth.auth.internal.users.UserUpdateSettings;
import java.time.Duration;

/**
 * The changes that an administrator makes to a user, as passed to {@link Users#update}. Fields that are not set keep
 * their value. Not thread-safe.
 */
public sealed interface UserUpdate permits UserUpdateSettings {

    /**
     * Sets the e-mail address. It takes effect immediately, and no e-mail is sent. The address is unconfirmed unless
     * {@link #confirmEmail} is called too. The server cannot remove an e-mail address.
     *
     * @param address the new e-mail address
     * @return this update
     */
    UserUpdate email(String address);

    /**
     * Sets the phone number. It takes effect immediately, and no message is sent. The server cannot remove a phone
     * number.
     *
     * @param number the new number in international format, such as {@code +49 30 1234567}
     * @return this update
     */
    UserUpdate phone(String number);

    /**
     * Marks the e-mail address as confirmed. The server cannot undo this.
     *
     * @return this update
     */
    UserUpdate confirmEmail();

    /**
     * Marks the phone number as confirmed. The server cannot undo this.
     *
     * @return this update
     */
    UserUpdate confirmPhone();

    /**
     * Sets a new password. The server ends all sessions of the user.
     *
     * @param newPassword the new password, which has to satisfy the project's password rules
     * @return this update
     */
    UserUpdate password(String newPassword);

    /**
     * Sets the database role.
     *
     * @param name the role
     * @return this update
     */
    UserUpdate role(String name);

    /**
     * Bans the user.
     *
     * @param duration the duration of the ban, from now on
     * @return this update
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    UserUpdate ban(Duration duration);

    /**
     * Lifts a ban.
     *
     * @return this update
     */
    UserUpdate unban();

    /**
     * Sets a field of the metadata that users can change themselves. Other fields keep their value; a JSON object is
     * replaced, not merged.
     *
     * @param name the name of the field
     * @param value the value, a JSON value as JDK types
     * @return this update
     */
    UserUpdate userMetadata(String name, Object value);

    /**
     * Removes a field of the metadata that users can change themselves.
     *
     * @param name the name of the field
     * @return this update
     */
    UserUpdate clearUserMetadata(String name);

    /**
     * Sets a field of the metadata that only administrators can change. Other fields keep their value; a JSON object is
     * replaced, not merged.
     *
     * @param name the name of the field
     * @param value the value, a JSON value as JDK types
     * @return this update
     */
    UserUpdate appMetadata(String name, Object value);

    /**
     * Removes a field of the metadata that only administrators can change.
     *
     * @param name the name of the field
     * @return this update
     */
    UserUpdate clearAppMetadata(String name);
}
