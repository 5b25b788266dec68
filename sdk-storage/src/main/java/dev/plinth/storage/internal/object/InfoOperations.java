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
    public static ObjectInfo info(Connection connection, ObjectKey at) {
        return ask(connection, at).orElseThrow(() -> NotFoundErrors.notFound(NAME, at));
    }

    /**
     * Checks whether an object exists. The metadata is requested, because the response to {@code HEAD} has no body, and
     * its status is 400 for every error. The server also reports a bucket as missing if policies hide it.
     */
    public static boolean exists(Connection connection, ObjectKey at) {
        try {
            return OperationRunner.run(connection, operation("storage.exists", at))
                    .isPresent();
        } catch (NotFoundException e) {
            if (e.code().hasValue("NoSuchKey")) {
                return false;
            }
            throw e;
        }
    }

    public static Optional<ObjectInfoRecord> ask(Connection connection, ObjectKey at) {
        return OperationRunner.run(connection, operation(NAME, at));
    }

    /**
     * {@code GET /object/info/authenticated/{bucket}/{path}}; through a Studio a list of the objects whose keys begin
     * with the key.
     */
    static Operation<Optional<ObjectInfoRecord>> operation(String name, ObjectKey at) {
        return Operation.safe(StorageService.SPEC, name, dialect -> route(dialect, at))
                .context(at.about());
    }

    private static @Nullable Route<Optional<ObjectInfoRecord>> route(Dialect dialect, ObjectKey at) {
        if (dialect == Dialect.PROJECT) {
            return described(Route.get("/object/info/authenticated/{bucket}/{path*}", at.bucket(), at.key()), at);
        }
        if (!NameRules.survivesProxies(at.key())) {
            return null;
        }
        return dialect == Dialect.NATIVE
                ? described(Route.get("/object/info/{bucket}/{path*}", at.bucket(), at.key()), at)
                : listed(at);
    }

    private static Route<Optional<ObjectInfoRecord>> described(Route.Builder route, ObjectKey at) {
        Decoder<ObjectInfoRecord.Wire> wire = Decoder.json(ObjectInfoRecord.WIRE);
        return route.decode(wire.matching(read -> read.name()
                        .map(name -> at.isAt(at.bucket() + "/" + name))
                        .orElse(true))
                .then(description -> Optional.of(description.at(at))));
    }

    /**
     * The list is sorted by name, so the exact name is first among the names that begin with it, except for names that
     * differ only by case.
     */
    private static Route<Optional<ObjectInfoRecord>> listed(ObjectKey at) {
        int slash = at.key().lastIndexOf('/');
        String name = at.key().substring(slash + 1);
        Map<String, Object> options =
                Map.of("limit", 100, "offset", 0, "search", name, "sortBy", Map.of("column", "name", "order", "asc"));
        return ListOperations.level(
                        Dialect.STUDIO, at.bucket(), slash < 0 ? "" : at.key().substring(0, slash), options)
                .decode(response -> Decoder.json(ListOperations.ROWS).decode(response).stream()
                        .filter(row -> row.name().equals(name) && row.id().isPresent())
                        .findFirst()
                        .map(row -> ObjectInfoRecord.of(at, row)));
    }
}
