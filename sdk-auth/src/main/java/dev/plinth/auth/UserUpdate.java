package dev.plinth.auth;

import dev.plinth.auth.internal.users.UserUpdates;
import java.time.Duration;

/** What an administrator changes of a user. What is not set stays as it is. Not thread-safe. */
public sealed interface UserUpdate permits UserUpdates {

    /**
     * Sets another e-mail, at once and without a mail. It is confirmed only if {@link #confirmEmail} says so. The server
     * cannot take an e-mail away.
     *
     * @param address the new address
     * @return this change
     */
    UserUpdate email(String address);

    /**
     * Sets another phone number, at once and without a message. The server cannot take a number away.
     *
     * @param number the new number
     * @return this change
     */
    UserUpdate phone(String number);

    /**
     * Takes the e-mail as confirmed from now on. The server cannot take that back.
     *
     * @return this change
     */
    UserUpdate confirmEmail();

    /**
     * Takes the phone number as confirmed from now on. The server cannot take that back.
     *
     * @return this change
     */
    UserUpdate confirmPhone();

    /**
     * Sets another password. All sessions of the user end.
     *
     * @param text the new password, which has to keep the project's rules
     * @return this change
     */
    UserUpdate password(String text);

    /**
     * Sets another role in the database.
     *
     * @param name the role
     * @return this change
     */
    UserUpdate role(String name);

    /**
     * Bans the user.
     *
     * @param time for how long, from now on
     * @return this change
     */
    UserUpdate ban(Duration time);

    /**
     * Lifts a ban.
     *
     * @return this change
     */
    UserUpdate unban();

    /**
     * Sets a field of what the user may change himself; other fields stay, and an object is replaced as a whole.
     *
     * @param name the field's name
     * @param value JSON as JDK types
     * @return this change
     */
    UserUpdate userMetadata(String name, Object value);

    /**
     * Removes a field of what the user may change himself.
     *
     * @param name the field's name
     * @return this change
     */
    UserUpdate clearUserMetadata(String name);

    /**
     * Sets a field of what only administrators may change; other fields stay, and an object is replaced as a whole.
     *
     * @param name the field's name
     * @param value JSON as JDK types
     * @return this change
     */
    UserUpdate appMetadata(String name, Object value);

    /**
     * Removes a field of what only administrators may change.
     *
     * @param name the field's name
     * @return this change
     */
    UserUpdate clearAppMetadata(String name);
}
