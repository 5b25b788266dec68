package dev.plinth.storage.internal.object;

import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes one object, or many. */
final class DeleteOperations {

    private static final JsonReader<List<Row>> ROWS = Json.listReader(Row.class);

    /** The response contains the deleted rows. Any other response is invalid. */
    private static final Decoder<Set<String>> DELETED_KEYS =
            Decoder.json(ROWS).then(rows -> rows.stream().map(Row::name).collect(Collectors.toUnmodifiableSet()));

    private DeleteOperations() {}

    record Row(String name) {}

    /**
     * The objects that the server reports as deleted.
     *
     * @param keys the keys of the deleted objects
     * @param repeated whether an earlier attempt, whose response was lost, may have deleted others
     */
    record Deleted(Set<String> keys, boolean repeated) {}

    /**
     * {@code DELETE /object/{bucket}/{path}}: true if the status is a success. A Studio has only the delete of many
     * objects, where the rows of the response show whether the object was deleted.
     */
    static Operation<Boolean> deleteOne(ObjectKey object) {
        return Operation.delete(StorageService.SPEC, "storage.delete", true, dialect -> route(dialect, object))
                .afterRepetition(named -> true)
                .context(object.context());
    }

    private static @Nullable Route<Boolean> route(Dialect dialect, ObjectKey object) {
        if (dialect == Dialect.STUDIO) {
            return Route.delete("/buckets/{bucket}/objects", object.bucket())
                    .json(Map.of("paths", List.of(object.key())))
                    .decode(DELETED_KEYS.then(names -> names.contains(object.key())));
        }
        return dialect == Dialect.NATIVE && !NameRules.isSafeInProxies(object.key())
                ? null
                : Route.delete("/object/{bucket}/{path*}", object.bucket(), object.key())
                        .decode(Decoder.done().then(done -> true));
    }

    /** {@code DELETE /object/{bucket}} with a list of keys: returns the deleted ones. */
    static Operation<Deleted> deleteMany(String bucket, List<String> keys) {
        return Operation.<Deleted>idempotent(
                        StorageService.SPEC,
                        "storage.delete",
                        dialect -> (dialect == Dialect.STUDIO
                                        ? Route.delete("/buckets/{bucket}/objects", bucket)
                                                .json(Map.of("paths", keys))
                                        : Route.delete("/object/{bucket}", bucket)
                                                .json(Map.of("prefixes", keys)))
                                .decode(DELETED_KEYS.then(names -> new Deleted(names, false))))
                .afterRepetition(deleted -> new Deleted(deleted.keys(), true))
                .context("bucket", bucket, "objects", Integer.toString(keys.size()));
    }
}
