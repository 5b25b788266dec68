package dev.plinth;

import dev.plinth.core.Connection;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.internal.Discovery;
import dev.plinth.internal.StorageAdminOperations;
import java.util.List;

/**
 * A project's S3 access keys, which act with all rights. Only a control plane has them; a self-hosted project has one
 * pair, in its environment ({@code S3_PROTOCOL_ACCESS_KEY_ID}, {@code S3_PROTOCOL_ACCESS_KEY_SECRET}).
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}).
 */
public final class S3Credentials extends View<S3Credentials> {

    private S3Credentials(Connection connection) {
        super(connection);
    }

    static S3Credentials of(Connection connection) {
        return new S3Credentials(connection);
    }

    /**
     * Lists the access keys. {@code GET /storage/{ref}/credentials}.
     *
     * @return all of them, without their secrets
     * @throws dev.plinth.core.NotFoundException if the platform keeps none
     */
    public List<S3Credential> list() {
        return Calls.run(connection(), StorageAdminOperations.credentials(Discovery.ref(connection())));
    }

    /**
     * Makes an access key. {@code POST /storage/{ref}/credentials}.
     *
     * @param description what it is for, 3 to 2,000 characters
     * @return the key with its secret, which is told this once
     * @throws IllegalArgumentException if the description is shorter or longer
     * @throws dev.plinth.core.InvalidRequestException with code {@code MaximumCredentialsLimit} if there are 50
     */
    public NewS3Credential create(String description) {
        Arguments.required(description, "description");
        return Calls.run(
                connection(), StorageAdminOperations.createCredential(Discovery.ref(connection()), description));
    }

    /**
     * Deletes an access key. {@code DELETE /storage/{ref}/credentials/{id}}.
     *
     * @param id the credential's id, which is not the access key's
     * @throws dev.plinth.core.NotFoundException if there is none
     */
    public void delete(String id) {
        Arguments.present(id, "id");
        Discovery.deleteCredential(connection(), id);
    }

    @Override
    protected S3Credentials over(Connection other) {
        return new S3Credentials(other);
    }
}
