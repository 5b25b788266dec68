package dev.plinth.internal;

import dev.plinth.ProjectKeys;
import dev.plinth.ProjectSettings;
import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.ServerException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.internal.ProjectDetail.KeyRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out about a project; where to look differs from platform to platform. Asks in each place once. Not thread-safe. */
public final class Discovery {

    private static final String GONE_ALL_THE_SAME = "Failed to delete project storage credential";

    private final Connection connection;
    private final String ref;
    private @Nullable Answer<ProjectDetail> detail;
    private @Nullable Answer<ProjectDetail> settings;

    /** Begins with nothing known of the project that a control plane's connection leads to. */
    public Discovery(Connection connection) {
        this.connection = connection;
        this.ref = ref(connection);
    }

    /** What a place told, or how it refused: what one platform lacks or forbids there, it may tell elsewhere. */
    private record Answer<T>(Optional<T> told, Optional<RuntimeException> refusal) {

        <R> Answer<R> map(Function<? super T, ? extends R> change) {
            return new Answer<>(told.map(change), refusal);
        }
    }

    /** Returns the ref of the project that a connection leads to. */
    public static String ref(Connection connection) {
        Gateway gateway = LiveConnection.of(connection).gateway();
        return gateway.ref()
                .orElseThrow(() -> new UnsupportedByGatewayException(
                        "discovery", gateway.describe(), "use Platform.connect(platformUrl, token).project(ref)"));
    }

    /** Finds the project's whereabouts. */
    public ProjectSettings settings() {
        Answer<ProjectDetail> first = detail();
        Answer<ProjectDetail> second = inSettings();
        if (first.told().isEmpty() && second.told().isEmpty()) {
            throw first.refusal().orElseThrow();
        }
        return ProjectSettingsRecord.of(ref, first.told(), second.told());
    }

    /** Finds the project's keys, in one place after the other, until there are some. */
    public ProjectKeys keys(boolean allowServiceRole) {
        List<Supplier<Answer<List<KeyRow>>>> places = List.of(
                () -> inSettings().map(ProjectDetail::keys),
                () -> ask(ProjectOperations.keys(ref, allowServiceRole)),
                this::keysInDetail);
        RuntimeException refusal = null;
        for (Supplier<Answer<List<KeyRow>>> place : places) {
            Answer<List<KeyRow>> answer = place.get();
            ProjectKeysRecord keys = ProjectKeysRecord.of(answer.told().orElse(List.of()), allowServiceRole);
            if (!keys.isEmpty()) {
                return keys;
            }
            refusal = refusal == null ? answer.refusal().orElse(null) : refusal;
        }
        if (refusal != null) {
            throw refusal;
        }
        return ProjectKeysRecord.of(List.of(), allowServiceRole);
    }

    /** In the detail itself, or where the platform's own dialog has them from. */
    private Answer<List<KeyRow>> keysInDetail() {
        Answer<List<KeyRow>> keys = detail().map(ProjectDetail::keys);
        Optional<String> organization = detail().told().flatMap(ProjectDetail::organizationSlug);
        boolean some = keys.told().filter(rows -> !rows.isEmpty()).isPresent();
        return some || organization.isEmpty()
                ? keys
                : ask(ProjectOperations.connection(organization.get(), ref)).map(ProjectDetail::keys);
    }

    private Answer<ProjectDetail> detail() {
        Answer<ProjectDetail> known = detail == null ? ask(ProjectOperations.detail(ref)) : detail;
        detail = known;
        return known;
    }

    private Answer<ProjectDetail> inSettings() {
        Answer<ProjectDetail> known = settings == null ? ask(ProjectOperations.settings(ref)) : settings;
        settings = known;
        return known;
    }

    private <T> Answer<T> ask(Operation<T> operation) {
        try {
            return new Answer<>(Optional.of(Calls.run(connection, operation)), Optional.empty());
        } catch (NotFoundException | PermissionDeniedException e) {
            return new Answer<>(Optional.empty(), Optional.of(e));
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
