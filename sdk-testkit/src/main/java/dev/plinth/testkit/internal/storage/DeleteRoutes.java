package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;

/** Deleting one object, or many by their exact names. */
record DeleteRoutes(StorageCore core) {
    private static final int HARD_LIMIT = 1_000;

    void register(Router router) {
        router.delete("/object/{bucket}/*", this::one).delete("/object/{bucket}", this::many);
    }

    private Reply one(Exchange exchange) throws IOException {
        RequestBodies.ignored(exchange);
        Caller caller = core.authenticator().required(exchange);
        StoredObject object = core.state()
                .object(exchange.param("bucket"), exchange.param("*"))
                .orElseThrow(StorageError.NO_SUCH_KEY);
        if (!core.access().mayDelete(caller, object)) {
            throw StorageError.ACCESS_DENIED.with("Access denied");
        }
        core.state().delete(object);
        return Reply.json(200, Json.object("message", "Successfully deleted"));
    }

    private Reply many(Exchange exchange) throws IOException {
        Fields body = RequestBodies.fields(exchange).require("prefixes");
        boolean hard = core.settings().get(StorageSettings.REQUEST_HARD_LIMITS_ENABLED);
        List<String> names = body.texts("prefixes", 1, hard ? HARD_LIMIT : Integer.MAX_VALUE);
        Caller caller = core.authenticator().required(exchange);
        ArrayNode deleted = Json.array();
        for (String name : new LinkedHashSet<>(names)) {
            core.state()
                    .object(exchange.param("bucket"), name)
                    .filter(object -> core.access().mayDelete(caller, object))
                    .ifPresent(object -> {
                        core.state().delete(object);
                        deleted.add(Rows.object(object));
                    });
        }
        return Reply.json(200, deleted);
    }
}
