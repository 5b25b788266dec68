package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The settings of Storage for the platform's owner: its limits, and the access keys for S3. */
record StorageAdmin(PlatformRuntime runtime) {
    private static final String LIMIT = "UPLOAD_FILE_SIZE_LIMIT";

    void mount(Router router) {
        router.get("/platform/storage/{ref}/credentials", on(StorageAdmin::list))
                .post("/platform/storage/{ref}/credentials", on(StorageAdmin::create))
                .delete("/platform/storage/{ref}/credentials/{id}", on(StorageAdmin::delete));
        for (String base : new String[] {"/platform/projects/{ref}", "/v1/projects/{ref}"}) {
            router.get(base + "/config/storage", on(call -> Reply.json(200, config(call.project()))))
                    .patch(base + "/config/storage", on(StorageAdmin::configure));
        }
    }

    private HttpHandler on(Call.Handler handler) {
        return Call.route(runtime, handler);
    }

    private static Reply list(Call call) {
        String own = call.keys().s3AccessKeyId();
        List<ObjectNode> rows = new ArrayList<>();
        rows.add(row(new S3AccessKeys.Key("default", "Default", own, "", Discovery.CREATED)));
        call.project().context().s3AccessKeys().all().forEach(key -> rows.add(row(key)));
        return Reply.json(200, Json.object("data", rows));
    }

    private static ObjectNode row(S3AccessKeys.Key key) {
        return Json.object("id", key.id(), "description", key.description())
                .put("access_key", key.accessKey())
                .put("created_at", key.createdAt());
    }

    private static Reply create(Call call) throws IOException {
        ProjectContext context = call.project().context();
        String id = UUID.randomUUID().toString();
        String description = call.body().path("description").asText("");
        S3AccessKeys.Key key = new S3AccessKeys.Key(
                id, description, hex(), hex() + hex(), context.clock().stamp().toString());
        context.s3AccessKeys().add(key);
        ObjectNode row = row(key).put("secret_key", key.secret());
        row.remove("created_at");
        return Reply.json(201, row);
    }

    private static Reply delete(Call call) throws IOException {
        return call.project().context().s3AccessKeys().remove(call.param("id"))
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

    private static Reply configure(Call call) throws IOException {
        JsonNode limit = call.body().path("fileSizeLimit");
        if (limit.isIntegralNumber()) {
            call.project().context().settings().set(LIMIT, limit.asText());
        }
        return Reply.json(200, config(call.project()));
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
