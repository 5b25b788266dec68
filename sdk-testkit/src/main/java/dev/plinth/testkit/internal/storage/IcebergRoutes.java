package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Buckets.BucketList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Analytics buckets: {@code /iceberg}, for the service role. They are held in memory only; there are no tables. */
final class IcebergRoutes {
    private static final int MOST_BUCKETS = 2;

    private final StorageCore core;
    private final HttpHandler notFound;
    private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();

    /**
     * The routes of a Storage server.
     *
     * @param notFound answers while analytics buckets are off
     */
    IcebergRoutes(StorageCore core, HttpHandler notFound) {
        this.core = core;
        this.notFound = notFound;
    }

    void register(Router router) {
        router.post("/iceberg/bucket", exchange -> run(exchange, this::create))
                .get("/iceberg/bucket", exchange -> run(exchange, this::list))
                .delete("/iceberg/bucket/{name}", exchange -> run(exchange, this::delete))
                .get("/iceberg/v1/config", exchange -> run(exchange, this::config));
    }

    void reset() {
        buckets.clear();
    }

    private Reply run(Exchange exchange, HttpHandler operation) throws IOException {
        if (!core.settings().get(StorageSettings.ICEBERG_ENABLED)) {
            return notFound.handle(exchange);
        }
        try {
            if (!core.authenticator().verified(exchange).service()) {
                throw StorageError.INVALID_ROLE.get();
            }
            return operation.handle(exchange);
        } catch (StorageException e) {
            ObjectNode error = Json.object("message", e.text(), "type", e.code(), "code", e.statusCode());
            return Reply.json(e.statusCode(), Json.object().set("error", error));
        }
    }

    private Reply create(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("name");
        String name = body.text("name", "");
        var now = core.stamp();
        Bucket bucket = new Bucket(name, name, null, false, null, null, now, now, true);
        if (buckets.size() >= MOST_BUCKETS && !buckets.containsKey(name)) {
            throw new StorageException(
                    409,
                    "IcebergMaximumResourceLimit",
                    "IcebergMaximumResourceLimit",
                    "The maximum number of this resource " + MOST_BUCKETS + " is reached");
        }
        if (buckets.putIfAbsent(name, bucket) != null) {
            throw StorageError.RESOURCE_EXISTS.get();
        }
        return Reply.json(200, row(bucket));
    }

    private Reply list(Exchange exchange) {
        ArrayNode rows = Json.array();
        BucketList.of(Fields.ofQuery(exchange))
                .of(List.copyOf(buckets.values()))
                .forEach(bucket -> rows.add(row(bucket)));
        return Reply.json(200, rows);
    }

    private Reply delete(Exchange exchange) throws IOException {
        Fields.optional(exchange);
        if (buckets.remove(exchange.param("name")) == null) {
            throw StorageError.NO_SUCH_BUCKET.get();
        }
        return Reply.json(200, Json.object("message", "Successfully deleted"));
    }

    private Reply config(Exchange exchange) {
        String warehouse = exchange.query("warehouse");
        if (warehouse == null || !buckets.containsKey(warehouse)) {
            throw new StorageException(404, "NoSuchCatalog", "NoSuchCatalog", "Catalog not found");
        }
        ObjectNode config = Json.object();
        config.putObject("defaults");
        config.putObject("overrides").put("prefix", warehouse);
        return Reply.json(200, config);
    }

    private static ObjectNode row(Bucket bucket) {
        return Json.object()
                .put("id", bucket.id())
                .put("name", bucket.name())
                .put("created_at", Rows.date(bucket.createdAt()))
                .put("updated_at", Rows.date(bucket.updatedAt()));
    }
}
