package dev.plinth.auth;

import dev.plinth.auth.internal.UserOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import java.util.function.Consumer;

/**
 * The users of a project, as an administrator sees them: by a control plane, or straight with a key of role
 * {@code service_role}.
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}).
 */
public final class Users extends View<Users> {

    private Users(Connection connection) {
        super(connection);
    }

    /**
     * Returns the users behind a connection.
     *
     * @param connection a connection to a project
     * @return the users
     */
    public static Users of(Connection connection) {
        return new Users(connection);
    }

    /**
     * Creates a user. {@code POST /admin/users}; through a control plane {@code POST …/auth/{ref}/users}.
     *
     * @param user the user to be
     * @return the user as created
     * @throws dev.plinth.core.InvalidRequestException if the e-mail or phone is taken, or something is wrong with them
     */
    public User create(NewUser user) {
        return Calls.run(connection(), UserOperations.create(user));
    }

    /**
     * Creates a user. {@code POST /admin/users}; through a control plane {@code POST …/auth/{ref}/users}.
     *
     * @param user says what the user is to be like
     * @return the user as created
     * @throws dev.plinth.core.InvalidRequestException if the e-mail or phone is taken, or something is wrong with them
     */
    public User create(Consumer<NewUser.Builder> user) {
        NewUser.Builder builder = NewUser.builder();
        user.accept(builder);
        return create(builder.build());
    }

    /**
     * Returns one user. {@code GET /admin/users/{id}}; control planes have no such route.
     *
     * @param id the user's id
     * @return the user
     * @throws dev.plinth.core.NotFoundException if there is no such user
     */
    public User get(String id) {
        return Calls.run(connection(), UserOperations.get(id));
    }

    /**
     * Lists all users, newest first. {@code GET /admin/users}; through a control plane {@code GET …/auth/{ref}/users}.
     *
     * @return the users, fetched page by page
     */
    public PagedIterable<User> list() {
        return UserOperations.list(connection());
    }

    /**
     * Deletes a user for good. {@code DELETE /admin/users/{id}}.
     *
     * @param id the user's id
     * @throws dev.plinth.core.NotFoundException if there is no such user
     */
    public void delete(String id) {
        Calls.perform(connection(), UserOperations.delete(id));
    }

    @Override
    protected Users over(Connection other) {
        return new Users(other);
    }
}
