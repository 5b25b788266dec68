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
import org.jspecify.annotations.Nullable;

/** Analytics buckets: {@code /iceberg}, for the service role. They and their tables are held in memory only. */
final class IcebergRoutes implements StorageProtocol {
    private static final int MOST_BUCKETS = 2;
    private static final String NAMESPACES = "namespaces";
    private static final String NAMESPACE = "{namespace}";
    private static final String TABLES = "tables";
    private static final String TABLE = "{table}";

    private final StorageCore core;
    private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();
    private final IcebergTables tables;

    /** The routes of a Storage server. */
    IcebergRoutes(StorageCore core) {
        this.core = core;
        this.tables = new IcebergTables(core);
        forgetFiles();
    }

    @Override
    public void register(Router router) {
        router.post("/iceberg/bucket", exchange -> run(exchange, this::create))
                .get("/iceberg/bucket", exchange -> run(exchange, this::list))
                .delete("/iceberg/bucket/{name}", exchange -> run(exchange, this::delete))
                .get("/iceberg/v1/config", exchange -> run(exchange, this::config));
        String namespaces = "/iceberg/v1/{prefix}/" + NAMESPACES;
        route(router, namespaces, List.of(NAMESPACES), "GET", "POST");
        route(router, namespaces + "/{namespace}", List.of(NAMESPACES, NAMESPACE), "GET", "HEAD", "DELETE");
        route(router, namespaces + "/{namespace}/tables", List.of(NAMESPACES, NAMESPACE, TABLES), "GET", "POST");
        route(
                router,
                namespaces + "/{namespace}/tables/{table}",
                List.of(NAMESPACES, NAMESPACE, TABLES, TABLE),
                "GET",
                "HEAD",
                "POST",
                "DELETE");
    }

    /** The routes of a catalog for some methods; segments in braces are parameters. */
    private void route(Router router, String template, List<String> path, String... methods) {
        for (String method : methods) {
            router.on(method, template, exchange -> run(exchange, e -> table(e, path)));
        }
    }

    @Override
    public void reset() {
        buckets.clear();
        tables.close();
    }

    @Override
    public void close() {
        tables.close();
    }

    /** Deletes the files of tables that an earlier start left behind: what they belonged to was in memory. */
    private void forgetFiles() {
        core.state().ids().stream()
                .filter(id -> id.endsWith(Names.TABLE_SUFFIX))
                .map(id -> id.substring(0, id.length() - Names.TABLE_SUFFIX.length()))
                .forEach(tables::delete);
    }

    private Reply run(Exchange exchange, HttpHandler operation) throws IOException {
        if (!core.settings().get(StorageSettings.ICEBERG_ENABLED)) {
            return StorageService.notFound(exchange);
        }
        try {
            if (!core.authenticator().verified(exchange).service()) {
                throw StorageError.INVALID_ROLE.get();
            }
            return operation.handle(exchange);
        } catch (StorageException e) {
            return error(e);
        } catch (RuntimeException e) {
            exchange.failed(e);
            return error(StorageError.INTERNAL.get());
        }
    }

    private static Reply error(StorageException e) {
        ObjectNode error = Json.object("message", e.text(), "type", e.code(), "code", e.statusCode());
        return Reply.json(e.statusCode(), Json.object().set("error", error));
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
                    "The maximum number of this resource (catalog) " + MOST_BUCKETS + " is reached");
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
        tables.delete(exchange.param("name"));
        return Reply.json(200, Json.object().put("message", "Successfully deleted"));
    }

    private Reply config(Exchange exchange) {
        String warehouse = catalog(exchange.query("warehouse"));
        ObjectNode config = Json.object();
        config.putObject("defaults")
                .put("write.object-storage.partitioned-paths", "false")
                .put("s3.delete-enabled", "false")
                .put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO")
                .put("write.object-storage.enabled", "true")
                .put("prefix", warehouse)
                .put("rest-metrics-reporting-enabled", "false");
        config.putObject("overrides").put("prefix", warehouse);
        return Reply.json(200, config);
    }

    private Reply table(Exchange exchange, List<String> path) throws IOException {
        String bucket = catalog(exchange.param("prefix"));
        List<String> segments = path.stream()
                .map(part -> part.startsWith("{") ? exchange.param(part.substring(1, part.length() - 1)) : part)
                .toList();
        return tables.handle(exchange, bucket, segments);
    }

    private String catalog(@Nullable String name) {
        if (name == null || !buckets.containsKey(name)) {
            throw new StorageException(404, "NoSuchCatalog", "NoSuchCatalog", "Catalog not found");
        }
        return name;
    }

    private static ObjectNode row(Bucket bucket) {
        return Json.object()
                .put("id", bucket.id())
                .put("name", bucket.name())
                .put("created_at", Rows.date(bucket.createdAt()))
                .put("updated_at", Rows.date(bucket.updatedAt()));
    }
}
