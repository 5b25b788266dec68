package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.platform.ProjectContext;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Storage as a platform's owner sets it up: its limits, and the keys to S3. */
final class StorageAdmin {
    private static final int BODY_LIMIT = 1 << 16;
    private static final String LIMIT = "UPLOAD_FILE_SIZE_LIMIT";

    /** Keys made here, by project and id; the secret was told once. */
    private record Key(String description, String accessKey, String createdAt) {}

    /** Answers for a project. */
    @FunctionalInterface
    private interface ProjectHandler {
        Reply handle(Project project, Exchange exchange) throws IOException;
    }

    private final PlatformRuntime runtime;
    private final Map<String, Map<String, Key>> keys = new ConcurrentHashMap<>();

    StorageAdmin(PlatformRuntime runtime) {
        this.runtime = runtime;
    }

    void mount(Router router) {
        router.get("/platform/storage/{ref}/credentials", on(this::list))
                .post("/platform/storage/{ref}/credentials", on(this::create))
                .delete("/platform/storage/{ref}/credentials/{id}", on(this::delete));
        for (String base : new String[] {"/platform/projects/{ref}", "/v1/projects/{ref}"}) {
            router.get(base + "/config/storage", on((project, exchange) -> Reply.json(200, config(project))))
                    .patch(base + "/config/storage", on(StorageAdmin::configure));
        }
    }

    private HttpHandler on(ProjectHandler handler) {
        return exchange -> {
            Project project = runtime.project(exchange.param("ref")).orElse(null);
            return project == null ? Discovery.unknown() : handler.handle(project, exchange);
        };
    }

    private Reply list(Project project, Exchange exchange) {
        ArrayNode data = Json.array();
        data.addObject()
                .put("id", "default")
                .put("description", "Default")
                .put("access_key", project.context().keys().s3AccessKeyId())
                .put("created_at", "2026-01-01T00:00:00Z");
        of(project)
                .forEach((id, key) -> data.addObject()
                        .put("id", id)
                        .put("description", key.description())
                        .put("access_key", key.accessKey())
                        .put("created_at", key.createdAt()));
        return Reply.json(200, Json.object().set("data", data));
    }

    private Reply create(Project project, Exchange exchange) throws IOException {
        JsonNode body = Json.parse(exchange.bodyBytes(BODY_LIMIT)).orElse(Json.object());
        String id = UUID.randomUUID().toString();
        Key key = new Key(
                body.path("description").asText(""),
                hex(),
                project.context().clock().instant().toString());
        of(project).put(id, key);
        return Reply.json(
                201,
                Json.object()
                        .put("id", id)
                        .put("description", key.description())
                        .put("access_key", key.accessKey())
                        .put("secret_key", hex() + hex()));
    }

    private Reply delete(Project project, Exchange exchange) {
        return of(project).remove(exchange.param("id")) == null
                ? Reply.json(404, Json.object().put("message", "Credential not found"))
                : Reply.of(204);
    }

    private Map<String, Key> of(Project project) {
        return keys.computeIfAbsent(project.ref(), ref -> new ConcurrentHashMap<>());
    }

    private static ObjectNode config(Project project) {
        ProjectContext context = project.context();
        ObjectNode config = Json.object()
                .put("fileSizeLimit", Long.parseLong(context.settings().text(LIMIT)));
        ObjectNode features = config.putObject("features");
        features.putObject("imageTransformation").put("enabled", false);
        features.putObject("s3Protocol").put("enabled", true);
        features.putObject("icebergCatalog").put("enabled", false);
        features.putObject("vectorBuckets").put("enabled", false);
        config.putObject("capabilities").put("list_v2", true).put("iceberg_catalog", false);
        config.putObject("external").put("upstreamTarget", "main");
        return config.put("migrationVersion", "").put("databasePoolMode", "transaction");
    }

    private static Reply configure(Project project, Exchange exchange) throws IOException {
        JsonNode body = Json.parse(exchange.bodyBytes(BODY_LIMIT)).orElse(Json.object());
        if (body.path("fileSizeLimit").isIntegralNumber()) {
            project.context().settings().set(LIMIT, body.path("fileSizeLimit").asText());
        }
        return Reply.json(200, config(project));
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
