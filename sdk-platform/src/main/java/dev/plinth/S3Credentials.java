package dev.plinth;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.internal.Discovery;
import dev.plinth.internal.StorageAdminOperations;
import java.util.List;

/**
 * Manages the S3 access keys of a project. S3 access keys have full access to the project's storage. They can be
 * managed through a control plane only; a self-hosted project has one access key, set by the environment variables
 * {@code S3_PROTOCOL_ACCESS_KEY_ID} and {@code S3_PROTOCOL_ACCESS_KEY_SECRET} of its server.
 *
 * <p>Immutable and thread-safe. Every method throws {@link dev.plinth.core.UnsupportedByGatewayException} if the
 * project is reached directly, and may throw a {@link dev.plinth.core.PlinthException} as every call does.
 */
public final class S3Credentials extends ApiClient<S3Credentials> {

    private S3Credentials(Connection connection) {
        super(connection);
    }

    static S3Credentials of(Connection connection) {
        return new S3Credentials(connection);
    }

    /**
     * Lists the access keys, without their secrets. {@code GET /storage/{ref}/credentials}.
     *
     * @return all access keys of the project
     * @throws dev.plinth.core.NotFoundException if the platform does not manage S3 access keys
     */
    public List<S3Credential> list() {
        return OperationRunner.run(connection(), StorageAdminOperations.credentials(Discovery.ref(connection())));
    }

    /**
     * Creates an access key. {@code POST /storage/{ref}/credentials}.
     *
     * @param description what the key is for, 3 to 2,000 characters
     * @return the access key with its secret, which cannot be requested again
     * @throws IllegalArgumentException if the description is shorter or longer
     * @throws dev.plinth.core.InvalidRequestException with code {@code MaximumCredentialsLimit} if the project already
     *     has 50 access keys
     */
    public NewS3Credential create(String description) {
        Arguments.required(description, "description");
        return OperationRunner.run(
                connection(), StorageAdminOperations.createCredential(Discovery.ref(connection()), description));
    }

    /**
     * Deletes an access key. {@code DELETE /storage/{ref}/credentials/{id}}.
     *
     * @param id the credential's id, not the access key id
     * @throws dev.plinth.core.NotFoundException if there is no such credential
     */
    public void delete(String id) {
        Arguments.present(id, "id");
        Discovery.deleteCredential(connection(), id);
    }

    @Override
    protected S3Credentials withConnection(Connection connection) {
        return new S3Credentials(connection);
    }
}
