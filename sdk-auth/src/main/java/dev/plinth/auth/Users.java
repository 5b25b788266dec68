package dev.plinth.auth;

import dev.plinth.auth.internal.UserImport;
import dev.plinth.auth.internal.UserListOperations;
import dev.plinth.auth.internal.UserOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
        Arguments.required(connection, "connection");
        return new Users(connection);
    }

    /**
     * Creates a user. {@code POST /admin/users}; through a control plane {@code POST …/auth/{ref}/users}.
     *
     * @param user the user to be
     * @return the user as created
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} or {@code phone_exists} if
     *     another user has that, or if something is wrong with them
     */
    public User create(NewUser user) {
        Arguments.required(user, "user");
        return Calls.run(connection(), UserOperations.create(user));
    }

    /**
     * Creates a user. {@code POST /admin/users}; through a control plane {@code POST …/auth/{ref}/users}.
     *
     * @param user says what the user is to be like
     * @return the user as created
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} or {@code phone_exists} if
     *     another user has that, or if something is wrong with them
     */
    public User create(Consumer<NewUser.Builder> user) {
        NewUser.Builder builder = Arguments.configured(NewUser.builder(), user, "user");
        return create(builder.build());
    }

    /**
     * Returns one user, with his identities and factors. {@code GET /admin/users/{id}}; control planes have no such
     * route.
     *
     * @param id the user's id
     * @return the user
     * @throws dev.plinth.core.NotFoundException if there is no such user
     * @throws IllegalArgumentException if the id is no UUID
     */
    public User get(String id) {
        Arguments.required(id, "id");
        return Calls.run(connection(), UserOperations.get(id));
    }

    /**
     * Finds a user by his e-mail. The server searches for parts of addresses; this compares the whole.
     *
     * @param email the e-mail; capital letters do not count
     * @return the user, if there is one
     */
    public Optional<User> findByEmail(String email) {
        Arguments.present(email, "email");
        return UserListOperations.byEmail(connection(), email);
    }

    /**
     * Lists all users, oldest first; through a control plane, in the platform's order. {@code GET /admin/users}; through
     * a control plane {@code GET …/auth/{ref}/users}. Users in lists come without identities and factors.
     *
     * <p>Users may be deleted while they are listed: none is left out. Only if, between two pages, as many users are
     * created as earlier ones are deleted, does the total hide it.
     *
     * @return the users, fetched page by page
     */
    public PagedIterable<User> list() {
        return list(query -> {});
    }

    /**
     * Lists users. {@code GET /admin/users}.
     *
     * @param query says which, and how
     * @return the users, fetched page by page
     */
    public PagedIterable<User> list(Consumer<? super UserQuery> query) {
        Arguments.required(query, "query");
        return UserListOperations.users(connection(), query);
    }

    /**
     * Changes a user. {@code PUT /admin/users/{id}}; control planes change nothing but bans.
     *
     * @param id the user's id
     * @param change says what is to be different
     * @return the user after that
     * @throws dev.plinth.core.NotFoundException if there is no such user
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} or {@code phone_exists} if another
     *     user has that
     * @throws IllegalArgumentException if the id is no UUID
     */
    public User update(String id, Consumer<? super UserChange> change) {
        Arguments.required(change, "change");
        Arguments.required(id, "id");
        return Calls.run(connection(), UserOperations.update(id, change));
    }

    /**
     * Bans a user. {@code PUT /admin/users/{id}}; through a control plane {@code PATCH …/auth/{ref}/users/{id}}. His
     * sessions stay, but are good for nothing as long as that lasts; access tokens that are out stay good for other
     * services until they expire.
     *
     * @param id the user's id
     * @param time for how long, from now on
     * @return the user after that
     * @throws dev.plinth.core.NotFoundException if there is no such user
     * @throws IllegalArgumentException if the id is no UUID, or the time is not more than none
     */
    public User ban(String id, Duration time) {
        Arguments.required(id, "id");
        Arguments.required(time, "time");
        return Calls.run(connection(), UserOperations.ban(id, UserOperations.banTime(time)));
    }

    /**
     * Lifts a ban. {@code PUT /admin/users/{id}}; through a control plane {@code PATCH …/auth/{ref}/users/{id}}.
     *
     * @param id the user's id
     * @return the user after that
     * @throws dev.plinth.core.NotFoundException if there is no such user
     * @throws IllegalArgumentException if the id is no UUID
     */
    public User unban(String id) {
        Arguments.required(id, "id");
        return Calls.run(connection(), UserOperations.ban(id, "none"));
    }

    /**
     * Deletes a user for good. {@code DELETE /admin/users/{id}}.
     *
     * @param id the user's id
     * @throws dev.plinth.core.NotFoundException if there is no such user
     * @throws IllegalArgumentException if the id is no UUID
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        Calls.perform(connection(), UserOperations.delete(id));
    }

    /**
     * Deletes all that is known of a user, but keeps his row: it still shows in lists, with {@link User#deletedAt()}.
     * There is no way back. {@code DELETE /admin/users/{id}}; control planes cannot be trusted with it.
     *
     * @param id the user's id
     * @throws dev.plinth.core.NotFoundException if there is no such user
     * @throws IllegalArgumentException if the id is no UUID
     */
    public void softDelete(String id) {
        Arguments.required(id, "id");
        Calls.perform(connection(), UserOperations.softDelete(id));
    }

    /**
     * Invites a user by mail. {@code POST /invite}; through a control plane {@code POST …/auth/{ref}/invite}.
     *
     * @param email the user's e-mail
     * @return the user who is invited
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} if he is confirmed already
     */
    public User invite(String email) {
        Arguments.present(email, "email");
        return invite(email, o -> {});
    }

    /**
     * Invites a user by mail. {@code POST /invite}.
     *
     * @param email the user's e-mail
     * @param options where the link leads, and metadata; control planes take none of it
     * @return the user who is invited
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} if he is confirmed already
     */
    public User invite(String email, Consumer<? super FlowOptions> options) {
        Arguments.present(email, "email");
        Arguments.required(options, "options");
        return Calls.run(connection(), UserOperations.invite(email, options));
    }

    /**
     * Makes a link without sending it. {@code POST /admin/generate_link}.
     *
     * @param request which link, and for whom
     * @return the link, its code and its hash
     */
    public GeneratedLink generateLink(LinkRequest request) {
        Arguments.required(request, "request");
        return Calls.run(connection(), UserOperations.generateLink(request));
    }

    /**
     * Lists a user's second factors. {@code GET /admin/users/{id}/factors}.
     *
     * @param userId the user's id
     * @return the factors
     */
    public List<Factor> factors(String userId) {
        Arguments.required(userId, "userId");
        return Calls.run(connection(), UserOperations.factors(userId));
    }

    /**
     * Renames a user's second factor. {@code PUT /admin/users/{id}/factors/{factor}}.
     *
     * @param userId the user's id
     * @param factorId the factor's id
     * @param friendlyName its new name
     * @return the factor after that
     */
    public Factor renameFactor(String userId, String factorId, String friendlyName) {
        Arguments.required(factorId, "factorId");
        Arguments.required(friendlyName, "friendlyName");
        Arguments.required(userId, "userId");
        return Calls.run(connection(), UserOperations.renameFactor(userId, factorId, friendlyName));
    }

    /**
     * Deletes a user's second factor. {@code DELETE /admin/users/{id}/factors/{factor}}.
     *
     * @param userId the user's id
     * @param factorId the factor's id
     */
    public void deleteFactor(String userId, String factorId) {
        Arguments.required(factorId, "factorId");
        Arguments.required(userId, "userId");
        Calls.perform(connection(), UserOperations.deleteFactor(userId, factorId));
    }

    /**
     * Deletes all second factors of a user. {@code DELETE /admin/users/{id}/factors/{factor}} for each; through a
     * control plane {@code DELETE …/auth/{ref}/users/{id}/factors}, which may answer before it is done.
     *
     * @param userId the user's id
     */
    public void deleteFactors(String userId) {
        Arguments.required(userId, "userId");
        if (Calls.offers(connection(), UserOperations.deleteFactors(userId))) {
            Calls.perform(connection(), UserOperations.deleteFactors(userId));
        } else {
            factors(userId).forEach(factor -> deleteFactor(userId, factor.id()));
        }
    }

    /**
     * Lists what was done to users, newest first. {@code GET /admin/audit}. Servers may be set up to note nothing.
     *
     * @return the entries, fetched page by page
     */
    public PagedIterable<AuditEntry> audit() {
        return UserListOperations.audit(connection(), null);
    }

    /**
     * Lists what was done to users. {@code GET /admin/audit}.
     *
     * @param scope {@code author}, {@code action} or {@code type}
     * @param text what that contains
     * @return the entries, fetched page by page
     */
    public PagedIterable<AuditEntry> audit(String scope, String text) {
        Arguments.present(scope, "scope");
        Arguments.required(text, "text");
        return UserListOperations.audit(connection(), scope + ":" + text);
    }

    /**
     * Makes many users, with passwords of other systems if need be ({@link NewUser.Builder#passwordHash}). {@code POST
     * /admin/users} for each. Limits of the server are waited out; a user who is there already, or is refused, does not
     * stop the rest; a credential that is refused does. The stream is read as fast as users are made, and closed.
     *
     * @param users the users, of any number
     * @param options how many at a time, and where to note what is done
     * @return what came of it
     */
    public ImportReport importUsers(Stream<NewUser> users, Consumer<? super ImportOptions> options) {
        Arguments.required(options, "options");
        Arguments.required(users, "users");
        return UserImport.run(connection(), users, options);
    }

    @Override
    protected Users over(Connection other) {
        return new Users(other);
    }
}
