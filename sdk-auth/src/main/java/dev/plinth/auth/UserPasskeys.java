package dev.plinth.auth;

import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.auth.internal.passkey.PasskeyOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;

/**
 * The passkeys of one user, for administrators.
 *
 * <p>Immutable and thread-safe.
 */
public final class UserPasskeys extends ApiClient<UserPasskeys> {

    private final String userId;

    UserPasskeys(Connection connection, String userId) {
        super(connection);
        this.userId = Uuids.checked("user", userId);
    }

    /**
     * Lists the user's passkeys. {@code GET /admin/users/{id}/passkeys}.
     *
     * @return the passkeys, unmodifiable
     * @throws dev.plinth.core.NotFoundException with code {@code user_not_found} if there is no such user
     */
    public List<Passkey> list() {
        return OperationRunner.run(connection(), PasskeyOperations.listForUser(userId));
    }

    /**
     * Deletes one of the user's passkeys. {@code DELETE /admin/users/{id}/passkeys/{passkey}}.
     *
     * @param id the passkey's id
     * @throws dev.plinth.core.NotFoundException if there is no such passkey or user
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), PasskeyOperations.deleteForUser(userId, id));
    }

    @Override
    protected UserPasskeys withConnection(Connection other) {
        return new UserPasskeys(other, userId);
    }
}
