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
import dev.plinth.testkit.internal.platform.S3AccessKeys;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.io.IOException;
import java.util.UUID;

/** Storage as a platform's owner sets it up: its limits, and the keys to S3. */
record StorageAdmin(PlatformRuntime runtime) {
    private static final int BODY_LIMIT = 1 << 16;
    private static final String LIMIT = "UPLOAD_FILE_SIZE_LIMIT";

    void mount(Router router) {
        router.get("/platform/storage/{ref}/credentials", on(this::list))
                .post("/platform/storage/{ref}/credentials", on(this::create))
                .delete("/platform/storage/{ref}/credentials/{id}", on(this::delete));
        for (String base : new String[] {"/platform/projects/{ref}", "/v1/projects/{ref}"}) {
            router.get(
                            base + "/config/storage",
                            on((upstream, exchange) -> Reply.json(200, config(upstream.project()))))
                    .patch(base + "/config/storage", on(StorageAdmin::configure));
        }
    }

    private HttpHandler on(Upstream.Handler handler) {
        return Upstream.route(runtime, handler);
    }

    private Reply list(Upstream upstream, Exchange exchange) {
        Project project = upstream.project();
        ArrayNode data = Json.array();
        data.addObject()
                .put("id", "default")
                .put("description", "Default")
                .put("access_key", project.context().keys().s3AccessKeyId())
                .put("created_at", "2026-01-01T00:00:00Z");
        project.context()
                .s3AccessKeys()
                .all()
                .forEach(key -> data.addObject()
                        .put("id", key.id())
                        .put("description", key.description())
                        .put("access_key", key.accessKey())
                        .put("created_at", key.createdAt()));
        return Reply.json(200, Json.object().set("data", data));
    }

    private Reply create(Upstream upstream, Exchange exchange) throws IOException {
        Project project = upstream.project();
        JsonNode body = Json.parse(exchange.bodyBytes(BODY_LIMIT)).orElse(Json.object());
        S3AccessKeys.Key key = new S3AccessKeys.Key(
                UUID.randomUUID().toString(),
                body.path("description").asText(""),
                hex(),
                hex() + hex(),
                project.context().clock().stamp().toString());
        project.context().s3AccessKeys().add(key);
        return Reply.json(
                201,
                Json.object()
                        .put("id", key.id())
                        .put("description", key.description())
                        .put("access_key", key.accessKey())
                        .put("secret_key", key.secret()));
    }

    private Reply delete(Upstream upstream, Exchange exchange) throws IOException {
        Project project = upstream.project();
        return project.context().s3AccessKeys().remove(exchange.param("id"))
                ? Reply.of(204)
                : Reply.json(404, Json.object("message", "Credential not found"));
    }

    private static ObjectNode config(Project project) {
        ProjectContext context = project.context();
        ObjectNode config =
                Json.object("fileSizeLimit", Long.parseLong(context.settings().text(LIMIT)));
        ObjectNode features = config.putObject("features");
        features.putObject("imageTransformation").put("enabled", false);
        features.putObject("s3Protocol").put("enabled", true);
        features.putObject("icebergCatalog").put("enabled", context.settings().get(StorageSettings.ICEBERG_ENABLED));
        features.putObject("vectorBuckets").put("enabled", context.settings().get(StorageSettings.VECTOR_ENABLED));
        config.putObject("capabilities").put("list_v2", true).put("iceberg_catalog", false);
        config.putObject("external").put("upstreamTarget", "main");
        return config.put("migrationVersion", "").put("databasePoolMode", "transaction");
    }

    private static Reply configure(Upstream upstream, Exchange exchange) throws IOException {
        Project project = upstream.project();
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
