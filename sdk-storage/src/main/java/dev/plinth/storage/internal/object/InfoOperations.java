package dev.plinth.storage.internal.object;

import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.NotFoundErrors;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.internal.list.ListOperations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets the metadata of single objects. */
public final class InfoOperations {

    private static final String NAME = "storage.getInfo";

    private InfoOperations() {}

    /**
     * Gets an object's metadata.
     *
     * @throws NotFoundException if the object does not exist
     */
    public static ObjectInfo get(Connection connection, ObjectKey object) {
        return find(connection, object).orElseThrow(() -> NotFoundErrors.notFound(NAME, object));
    }

    /**
     * Checks whether an object exists. The metadata is requested, because the response to {@code HEAD} has no body, and
     * its status is 400 for every error. The server also reports a bucket as missing if policies hide it.
     */
    public static boolean exists(Connection connection, ObjectKey object) {
        try {
            return OperationRunner.run(connection, operation("storage.exists", object))
                    .isPresent();
        } catch (NotFoundException e) {
            if (e.code().hasValue("NoSuchKey")) {
                return false;
            }
            throw e;
        }
    }

    /** Gets an object's metadata; empty if a Studio's list does not contain the object. */
    public static Optional<ObjectInfoRecord> find(Connection connection, ObjectKey object) {
        return OperationRunner.run(connection, operation(NAME, object));
    }

    /**
     * {@code GET /object/info/authenticated/{bucket}/{path}}; through a Studio a list of the objects whose keys begin
     * with the key.
     */
    static Operation<Optional<ObjectInfoRecord>> operation(String name, ObjectKey object) {
        return Operation.safe(StorageService.SPEC, name, dialect -> route(dialect, object))
                .context(object.context());
    }

    private static @Nullable Route<Optional<ObjectInfoRecord>> route(Dialect dialect, ObjectKey object) {
        if (dialect == Dialect.PROJECT) {
            return infoRoute(
                    Route.get("/object/info/authenticated/{bucket}/{path*}", object.bucket(), object.key()), object);
        }
        if (!NameRules.isSafeInProxies(object.key())) {
            return null;
        }
        return dialect == Dialect.NATIVE
                ? infoRoute(Route.get("/object/info/{bucket}/{path*}", object.bucket(), object.key()), object)
                : listRoute(object);
    }

    private static Route<Optional<ObjectInfoRecord>> infoRoute(Route.Builder route, ObjectKey object) {
        Decoder<ObjectInfoRecord.Wire> wire = Decoder.json(ObjectInfoRecord.WIRE);
        return route.decode(wire.matching(read -> read.name()
                        .map(name -> object.hasPath(object.bucket() + "/" + name))
                        .orElse(true))
                .then(description -> Optional.of(description.toRecord(object))));
    }

    /**
     * The list is sorted by name, so the exact name is first among the names that begin with it, except for names that
     * differ only by case.
     */
    private static Route<Optional<ObjectInfoRecord>> listRoute(ObjectKey object) {
        int slash = object.key().lastIndexOf('/');
        String name = object.key().substring(slash + 1);
        Map<String, Object> options =
                Map.of("limit", 100, "offset", 0, "search", name, "sortBy", Map.of("column", "name", "order", "asc"));
        return ListOperations.levelRoute(
                        Dialect.STUDIO,
                        object.bucket(),
                        slash < 0 ? "" : object.key().substring(0, slash),
                        options)
                .decode(response -> Decoder.json(ListOperations.ROWS).decode(response).stream()
                        .filter(row -> row.name().equals(name) && row.id().isPresent())
                        .findFirst()
                        .map(row -> ObjectInfoRecord.of(object, row)));
    }
}
