package dev.plinth.auth;

import dev.plinth.auth.internal.imports.UserImport;
import dev.plinth.auth.internal.users.UserListOperations;
import dev.plinth.auth.internal.users.UserOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The administration of a project's users. It needs a service role key, or a connection through a control plane.
 *
 * <pre>{@code
 * Users users = project.users();
 * User ada = users.create(u -> u.email("ada@example.com").password("correct horse"));
 * for (User user : users.list()) {
 *     System.out.println(user.id() + " " + user.email().orElse("-"));
 * }
 * users.ban(ada.id(), Duration.ofDays(7));
 * users.delete(ada.id());
 * }</pre>
 *
 * <p>Immutable and thread-safe. Every method that sends a request throws {@link dev.plinth.core.PlinthException}s.
 * Methods that a control plane does not offer throw {@link dev.plinth.core.UnsupportedByGatewayException} there.
 */
public final class Users extends ApiClient<Users> {

    private Users(Connection connection) {
        super(connection);
    }

    /**
     * {@return a client for a connection}
     *
     * @param connection a connection to a project
     */
    public static Users of(Connection connection) {
        Arguments.required(connection, "connection");
        return new Users(connection);
    }

    /**
     * Creates a user. {@code POST /admin/users}; through a control plane {@code POST …/auth/{ref}/users}. Unless the
     * data says otherwise, the e-mail address and phone number are marked as confirmed.
     *
     * @param user the data of the user
     * @return the created user
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} or {@code phone_exists} if another
     *     user has the e-mail address or phone number, or with another code if the data is invalid
     */
    public User create(NewUser user) {
        Arguments.required(user, "user");
        return OperationRunner.run(connection(), UserOperations.create(user));
    }

    /**
     * Creates a user. {@code POST /admin/users}; through a control plane {@code POST …/auth/{ref}/users}.
     *
     * <p>The e-mail address and phone number are marked as confirmed, so that the user can sign in at once, and no
     * e-mail is sent. {@link NewUser.Builder#unconfirmed()} leaves them unconfirmed; {@link #invite(String)} creates a
     * user and sends an e-mail.
     *
     * @param user sets the data of the user on a builder
     * @return the created user
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} or {@code phone_exists} if another
     *     user has the e-mail address or phone number, or with another code if the data is invalid
     * @throws IllegalArgumentException as {@link NewUser.Builder#build()} does
     */
    public User create(Consumer<? super NewUser.Builder> user) {
        NewUser.Builder builder = Arguments.configured(NewUser.builder(), user, "user");
        return create(builder.build());
    }

    /**
     * Gets a user, with their identities and factors. {@code GET /admin/users/{id}}; not available through a control
     * plane.
     *
     * @param id the user's UUID
     * @return the user
     * @throws dev.plinth.core.NotFoundException if the user does not exist
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public User get(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), UserOperations.get(id));
    }

    /**
     * Finds a user by their e-mail address. {@code GET /admin/users}; through a control plane {@code GET
     * …/auth/{ref}/users}. The server searches for parts of addresses; this method returns only an exact match.
     *
     * @param email the e-mail address; case-insensitive
     * @return the user, without identities and factors; empty if no user has the address
     */
    public Optional<User> findByEmail(String email) {
        Arguments.present(email, "email");
        return UserListOperations.byEmail(connection(), email);
    }

    /**
     * Lists all users, oldest first; through a control plane, in the platform's order. {@code GET /admin/users};
     * through a control plane {@code GET …/auth/{ref}/users}. The users do not include their identities and factors.
     *
     * <p>No user is skipped if users are deleted during the iteration. The exception: a deletion is not noticed if,
     * between two pages, as many users are created as users on earlier pages are deleted.
     *
     * @return the users, fetched page by page
     */
    public PagedIterable<User> list() {
        return list(query -> {});
    }

    /**
     * Lists users. {@code GET /admin/users}; through a control plane {@code GET …/auth/{ref}/users}. The users do not
     * include their identities and factors.
     *
     * @param query sets filter, order and page size
     * @return the users, fetched page by page
     */
    public PagedIterable<User> list(Consumer<? super UserQuery> query) {
        Arguments.required(query, "query");
        return UserListOperations.users(connection(), query);
    }

    /**
     * Updates a user. {@code PUT /admin/users/{id}}; not available through a control plane, which offers only {@link
     * #ban} and {@link #unban}.
     *
     * @param id the user's UUID
     * @param changes sets the fields to change
     * @return the updated user
     * @throws dev.plinth.core.NotFoundException if the user does not exist
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} or {@code phone_exists} if another
     *     user has the e-mail address or phone number
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public User update(String id, Consumer<? super UserUpdate> changes) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), UserOperations.update(id, changes));
    }

    /**
     * Bans a user. {@code PUT /admin/users/{id}}; through a control plane {@code PATCH …/auth/{ref}/users/{id}}. The
     * user's sessions are kept but cannot be used during the ban. Other services accept access tokens that were already
     * issued until they expire.
     *
     * @param id the user's UUID
     * @param duration the duration of the ban, from now on
     * @return the updated user
     * @throws dev.plinth.core.NotFoundException if the user does not exist
     * @throws IllegalArgumentException if the id is not a UUID, or the duration is zero or negative
     */
    public User ban(String id, Duration duration) {
        Arguments.required(id, "id");
        Arguments.required(duration, "duration");
        return OperationRunner.run(connection(), UserOperations.ban(id, duration));
    }

    /**
     * Lifts a user's ban. {@code PUT /admin/users/{id}}; through a control plane {@code PATCH …/auth/{ref}/users/{id}}.
     *
     * @param id the user's UUID
     * @return the updated user
     * @throws dev.plinth.core.NotFoundException if the user does not exist
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public User unban(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), UserOperations.unban(id));
    }

    /**
     * Deletes a user permanently. {@code DELETE /admin/users/{id}}; through a control plane {@code DELETE
     * …/auth/{ref}/users/{id}}.
     *
     * @param id the user's UUID
     * @throws dev.plinth.core.NotFoundException if the user does not exist
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), UserOperations.delete(id));
    }

    /**
     * Deletes a user's personal data but keeps the user's row: lists still contain it, with {@link User#deletedAt()}.
     * This cannot be undone. {@code DELETE /admin/users/{id}}; not available through a control plane, which could
     * delete the user permanently instead.
     *
     * @param id the user's UUID
     * @throws dev.plinth.core.NotFoundException if the user does not exist
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public void softDelete(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), UserOperations.softDelete(id));
    }

    /**
     * Invites a user by e-mail. {@code POST /invite}; through a control plane {@code POST …/auth/{ref}/invite}.
     *
     * @param email the user's e-mail address
     * @return the invited user
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} if a confirmed user has the
     *     address
     */
    public User invite(String email) {
        Arguments.present(email, "email");
        return invite(email, o -> {});
    }

    /**
     * Invites a user by e-mail. {@code POST /invite}; through a control plane {@code POST …/auth/{ref}/invite}.
     *
     * @param email the user's e-mail address
     * @param options sets redirect URL and metadata; ignored through a control plane
     * @return the invited user
     * @throws dev.plinth.core.InvalidRequestException with code {@code email_exists} if a confirmed user has the
     *     address
     */
    public User invite(String email, Consumer<? super SignInOptions> options) {
        Arguments.present(email, "email");
        return OperationRunner.run(connection(), UserOperations.invite(email, options));
    }

    /**
     * Generates a sign-up, invitation, sign-in, recovery or e-mail change link without sending it. {@code POST
     * /admin/generate_link}; not available through a control plane.
     *
     * @param request the type of the link, and the user
     * @return the link, with its one-time code and token hash
     */
    public GeneratedLink generateLink(LinkRequest request) {
        Arguments.required(request, "request");
        return OperationRunner.run(connection(), UserOperations.generateLink(request.fields()));
    }

    /**
     * Lists a user's second factors. {@code GET /admin/users/{id}/factors}; not available through a control plane.
     *
     * @param userId the user's UUID
     * @return the factors, verified or not; unmodifiable
     */
    public List<Factor> listFactors(String userId) {
        Arguments.required(userId, "userId");
        return OperationRunner.run(connection(), UserOperations.factors(userId));
    }

    /**
     * Renames a user's second factor. {@code PUT /admin/users/{id}/factors/{factor}}; not available through a control
     * plane.
     *
     * @param userId the user's UUID
     * @param factorId the factor's UUID
     * @param friendlyName the new name
     * @return the updated factor
     */
    public Factor renameFactor(String userId, String factorId, String friendlyName) {
        Arguments.required(factorId, "factorId");
        Arguments.required(friendlyName, "friendlyName");
        Arguments.required(userId, "userId");
        return OperationRunner.run(connection(), UserOperations.renameFactor(userId, factorId, friendlyName));
    }

    /**
     * Deletes a user's second factor. {@code DELETE /admin/users/{id}/factors/{factor}}; not available through a
     * control plane, which offers only {@link #deleteFactors}.
     *
     * @param userId the user's UUID
     * @param factorId the factor's UUID
     */
    public void deleteFactor(String userId, String factorId) {
        Arguments.required(factorId, "factorId");
        Arguments.required(userId, "userId");
        OperationRunner.perform(connection(), UserOperations.deleteFactor(userId, factorId));
    }

    /**
     * Deletes all second factors of a user. {@code DELETE /admin/users/{id}/factors/{factor}} for each; through a
     * control plane {@code DELETE …/auth/{ref}/users/{id}/factors}, which may respond before the factors are deleted.
     *
     * @param userId the user's UUID
     */
    public void deleteFactors(String userId) {
        Arguments.required(userId, "userId");
        if (Calls.offers(connection(), UserOperations.deleteFactors(userId))) {
            OperationRunner.perform(connection(), UserOperations.deleteFactors(userId));
        } else {
            listFactors(userId).forEach(factor -> deleteFactor(userId, factor.id()));
        }
    }

    /**
     * Lists the audit log of the project's users, newest first. {@code GET /admin/audit}; not available through a
     * control plane. The log is empty if the server is configured not to record one.
     *
     * @return the entries, fetched page by page
     */
    public PagedIterable<AuditEntry> auditLog() {
        return UserListOperations.audit(connection(), null);
    }

    /**
     * Lists the entries of the audit log that contain a text, newest first. {@code GET /admin/audit}; not available
     * through a control plane.
     *
     * @param scope the field to search: {@code author}, {@code action} or {@code type}
     * @param text the text that the field contains
     * @return the entries, fetched page by page
     */
    public PagedIterable<AuditEntry> auditLog(String scope, String text) {
        Arguments.present(scope, "scope");
        Arguments.required(text, "text");
        return UserListOperations.audit(connection(), scope + ":" + text);
    }

    /**
     * Imports users in bulk, for example from another system, with the password hashes of that system ({@link
     * NewUser.Builder#passwordHash}). {@code POST /admin/users} for each user.
     *
     * <p>Rate limits are waited out. A user who already exists or is rejected does not stop the import; a rejected
     * credential does. The stream is read only as fast as users are created, and is closed at the end.
     *
     * @param users the users; the stream may be of any length
     * @param options sets concurrency, journal and listener
     * @return the number of users by outcome
     */
    public ImportReport importUsers(Stream<NewUser> users, Consumer<? super ImportOptions> options) {
        Arguments.required(users, "users");
        return UserImport.run(connection(), users, options);
    }

    @Override
    protected Users withConnection(Connection other) {
        return new Users(other);
    }
}
