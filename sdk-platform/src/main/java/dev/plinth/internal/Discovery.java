package dev.plinth.internal;

import dev.plinth.ProjectKeys;
import dev.plinth.ProjectSettings;
import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.ServerException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.internal.ProjectDetail.KeyRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a project's settings and keys. Platforms offer them at different routes; each route is requested at most once.
 * Not thread-safe.
 */
public final class Discovery {

    private static final String DELETE_FAILED = "Failed to delete project storage credential";

    private final Connection connection;
    private final String ref;
    private @Nullable Lookup<ProjectDetail> detail;
    private @Nullable Lookup<ProjectDetail> settings;

    /** Creates a discovery for the project of a control plane's connection. Sends nothing. */
    public Discovery(Connection connection) {
        this.connection = connection;
        this.ref = ref(connection);
    }

    /**
     * The result of one route: its value, or its error if the platform does not offer or does not permit it. Another
     * route may still succeed.
     */
    private record Lookup<T>(Optional<T> value, Optional<RuntimeException> error) {

        <R> Lookup<R> map(Function<? super T, ? extends R> change) {
            return new Lookup<>(value.map(change), error);
        }
    }

    /** Returns the ref of a connection's project. */
    public static String ref(Connection connection) {
        Gateway gateway = LiveConnection.of(connection).gateway();
        return gateway.ref()
                .orElseThrow(() -> new UnsupportedByGatewayException(
                        "discovery", gateway.describe(), "use Platform.connect(platformUrl, token).project(ref)"));
    }

    /** Gets the project's settings from both routes that may have them. */
    public ProjectSettings settings() {
        Lookup<ProjectDetail> first = detail();
        Lookup<ProjectDetail> second = settingsDetail();
        if (first.value().isEmpty() && second.value().isEmpty()) {
            throw first.error().orElseThrow();
        }
        return ProjectSettingsRecord.of(ref, first.value(), second.value());
    }

    /** Gets the project's keys: tries one route after the other until one of them returns keys. */
    public ProjectKeys keys(boolean includeServiceRole) {
        List<Supplier<Lookup<List<KeyRow>>>> routes = List.of(
                () -> settingsDetail().map(ProjectDetail::keys),
                () -> lookup(ProjectOperations.keys(ref, includeServiceRole)),
                this::keysInDetail);
        RuntimeException firstError = null;
        for (Supplier<Lookup<List<KeyRow>>> route : routes) {
            Lookup<List<KeyRow>> lookup = route.get();
            ProjectKeysRecord keys = ProjectKeysRecord.of(lookup.value().orElse(List.of()), includeServiceRole);
            if (!keys.isEmpty()) {
                return keys;
            }
            firstError = firstError == null ? lookup.error().orElse(null) : firstError;
        }
        if (firstError != null) {
            throw firstError;
        }
        return ProjectKeysRecord.of(List.of(), includeServiceRole);
    }

    /**
     * Reads the keys from the project's details, or else from the route that the platform's own "Connect" dialog uses.
     */
    private Lookup<List<KeyRow>> keysInDetail() {
        Lookup<List<KeyRow>> keys = detail().map(ProjectDetail::keys);
        Optional<String> organization = detail().value().flatMap(ProjectDetail::organizationSlug);
        boolean found = keys.value().filter(rows -> !rows.isEmpty()).isPresent();
        return found || organization.isEmpty()
                ? keys
                : lookup(ProjectOperations.connection(organization.get(), ref)).map(ProjectDetail::keys);
    }

    private Lookup<ProjectDetail> detail() {
        Lookup<ProjectDetail> result = detail == null ? lookup(ProjectOperations.detail(ref)) : detail;
        detail = result;
        return result;
    }

    private Lookup<ProjectDetail> settingsDetail() {
        Lookup<ProjectDetail> result = settings == null ? lookup(ProjectOperations.settings(ref)) : settings;
        settings = result;
        return result;
    }

    private <T> Lookup<T> lookup(Operation<T> operation) {
        try {
            return new Lookup<>(Optional.of(OperationRunner.run(connection, operation)), Optional.empty());
        } catch (NotFoundException | PermissionDeniedException e) {
            return new Lookup<>(Optional.empty(), Optional.of(e));
        }
    }

    /** Deletes an S3 access key. A platform may report a failure although it has deleted the key. */
    public static void deleteCredential(Connection connection, String id) {
        String ref = ref(connection);
        try {
            OperationRunner.perform(connection, StorageAdminOperations.deleteCredential(ref, id));
        } catch (ServerException e) {
            boolean deleted = String.valueOf(e.getMessage()).contains(DELETE_FAILED)
                    && OperationRunner.run(connection, StorageAdminOperations.credentials(ref)).stream()
                            .noneMatch(credential -> credential.id().equals(id));
            if (!deleted) {
                throw e;
            }
        }
    }
}
