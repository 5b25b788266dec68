package dev.plinth.auth;

import dev.plinth.core.Connection;
import dev.plinth.core.View;

/**
 * The users' service of a project (GoTrue).
 *
 * <p>Immutable and thread-safe.
 */
public final class AuthClient extends View<AuthClient> {

    private AuthClient(Connection connection) {
        super(connection);
    }

    /**
     * Returns the users' service behind a connection.
     *
     * @param connection a connection to a project
     * @return the client; closing the connection ends it
     */
    public static AuthClient of(Connection connection) {
        return new AuthClient(connection);
    }

    /**
     * Returns the project's users, as an administrator sees them.
     *
     * @return the users
     */
    public Users users() {
        return Users.of(connection());
    }

    @Override
    protected AuthClient over(Connection other) {
        return new AuthClient(other);
    }
}
