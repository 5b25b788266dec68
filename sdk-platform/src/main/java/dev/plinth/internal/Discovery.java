package dev.plinth.internal;

import dev.plinth.ProjectKeys;
import dev.plinth.ProjectSettings;
import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.ServerException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.gateway.Gateway;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out about a project; where to look differs from platform to platform. */
public final class Discovery {

    private static final String GONE_ALL_THE_SAME = "Failed to delete project storage credential";

    private final Connection connection;
    private final String ref;
    private @Nullable RuntimeException first;

    private Discovery(Connection connection) {
        this.connection = connection;
        this.ref = ref(connection);
    }

    /** Returns the ref of the project that a connection leads to. */
    public static String ref(Connection connection) {
        Gateway gateway = LiveConnection.of(connection).gateway();
        return gateway.ref()
                .orElseThrow(() -> new UnsupportedByGatewayException(
                        "discovery", gateway.describe(), "use Platform.connect(platformUrl, token).project(ref)"));
    }

    /** Asks for a project's whereabouts. */
    public static ProjectSettings settings(Connection connection) {
        Discovery discovery = new Discovery(connection);
        Optional<ProjectDetail> detail = discovery.ask(ProjectOperations.detail(discovery.ref));
        Optional<ProjectDetail> settings = discovery.ask(ProjectOperations.settings(discovery.ref));
        if (detail.isEmpty() && settings.isEmpty() && discovery.first != null) {
            throw discovery.first;
        }
        return Located.of(discovery.ref, detail, settings);
    }

    /** Asks for a project's keys, in one place after the other, until there are some. */
    public static ProjectKeys keys(Connection connection, boolean allowServiceRole) {
        Discovery discovery = new Discovery(connection);
        FoundKeys keys = FoundKeys.of(discovery.inSettings(), allowServiceRole);
        if (keys.isEmpty()) {
            keys = FoundKeys.of(discovery.listed(allowServiceRole), allowServiceRole);
        }
        if (keys.isEmpty()) {
            keys = FoundKeys.of(discovery.inDetail(), allowServiceRole);
        }
        if (keys.isEmpty() && discovery.first != null) {
            throw discovery.first;
        }
        return keys;
    }

    private List<ProjectDetail.KeyRow> inSettings() {
        return ask(ProjectOperations.settings(ref)).map(ProjectDetail::keys).orElse(List.of());
    }

    private List<ProjectDetail.KeyRow> listed(boolean reveal) {
        return ask(ProjectOperations.keys(ref, reveal)).orElse(List.of());
    }

    /** In the detail itself, or where the platform's own dialog has them from. */
    private List<ProjectDetail.KeyRow> inDetail() {
        Optional<ProjectDetail> detail = ask(ProjectOperations.detail(ref));
        List<ProjectDetail.KeyRow> keys = detail.map(ProjectDetail::keys).orElse(List.of());
        if (!keys.isEmpty()) {
            return keys;
        }
        return detail.flatMap(ProjectDetail::organizationSlug)
                .flatMap(slug -> ask(ProjectOperations.connection(slug, ref)))
                .map(ProjectDetail::keys)
                .orElse(List.of());
    }

    /** What one platform lacks or forbids, it may tell elsewhere; the first refusal is kept for when it does not. */
    private <T> Optional<T> ask(Operation<T> operation) {
        try {
            return Optional.of(Calls.run(connection, operation));
        } catch (NotFoundException | PermissionDeniedException e) {
            first = first == null ? e : first;
            return Optional.empty();
        }
    }

    /** Deletes an S3 access key. A platform may say that it failed although the key is gone. */
    public static void deleteCredential(Connection connection, String id) {
        String ref = ref(connection);
        try {
            Calls.perform(connection, StorageAdminOperations.deleteCredential(ref, id));
        } catch (ServerException e) {
            boolean gone = String.valueOf(e.getMessage()).contains(GONE_ALL_THE_SAME)
                    && Calls.run(connection, StorageAdminOperations.credentials(ref)).stream()
                            .noneMatch(credential -> credential.id().equals(id));
            if (!gone) {
                throw e;
            }
        }
    }
}
