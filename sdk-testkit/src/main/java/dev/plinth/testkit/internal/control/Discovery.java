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
import dev.plinth.testkit.internal.platform.ProjectKeys;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A platform's description of itself: its projects, their URLs, and their keys. */
record Discovery(PlatformRuntime runtime) {
    private static final String ORGANIZATION = "local";
    static final String CREATED = "2026-01-01T00:00:00Z";
    private static final int PAGE = 100;

    void mount(Router router) {
        router.get("/platform/profile", exchange -> Reply.json(200, profile()))
                .get(
                        "/platform/organizations",
                        exchange -> Reply.json(200, Json.array().add(organization())))
                .get("/platform/organizations/{slug}/projects", this::page)
                .get("/platform/projects", this::page)
                .get("/v1/projects", exchange -> {
                    List<ObjectNode> all =
                            runtime.projects().stream().map(Discovery::managed).toList();
                    return Reply.json(200, Json.array(all));
                })
                .get("/organizations/{org}/projects/{ref}/connection", on(Discovery::connection))
                .get("/platform/projects/{ref}", on(Discovery::detail))
                .get("/platform/projects/{ref}/settings", on(Discovery::settings))
                .get("/v1/projects/{ref}", on(Discovery::managed));
        router.get("/platform/projects/{ref}/api-keys", on(project -> keys(project, true)))
                .get("/v1/projects/{ref}/api-keys/legacy", on(project -> keys(project, true)))
                .get("/v1/projects/{ref}/api-keys", Call.route(runtime, call -> {
                    boolean revealed = call.query("reveal").equals("true");
                    return Reply.json(200, keys(call.project(), revealed));
                }))
                .post(
                        "/platform/projects/{ref}/api-keys/temporary",
                        Call.route(
                                runtime,
                                call -> Reply.json(
                                        201, Json.object("api_key", call.keys().serviceKey()))));
    }

    private HttpHandler on(Function<Project, JsonNode> description) {
        return Call.route(runtime, call -> Reply.json(200, description.apply(call.project())));
    }

    private Reply page(Exchange exchange) {
        int limit = number(exchange.query("limit"), PAGE);
        int offset = number(exchange.query("offset"), 0);
        @Nullable String search = exchange.query("search");
        List<Project> found = runtime.projects().stream()
                .filter(project -> search == null || project.ref().contains(search))
                .toList();
        ObjectNode pagination = Json.object("count", found.size(), "limit", limit, "offset", offset);
        List<ObjectNode> page =
                found.stream().skip(offset).limit(limit).map(Discovery::summary).toList();
        return Reply.json(200, Json.object("pagination", pagination, "projects", page));
    }

    private static ObjectNode profile() {
        return Json.object("id", 1, "gotrue_id", "00000000-0000-4000-8000-000000000001", "username", "owner")
                .put("primary_email", "owner@example.com")
                .put("first_name", "Local")
                .put("last_name", "Owner")
                .set("disabled_features", Json.array());
    }

    private static ObjectNode organization() {
        return Json.object("id", 1, "slug", ORGANIZATION, "name", "Local organization")
                .set("plan", Json.object("id", "enterprise", "name", "Enterprise"));
    }

    private static ObjectNode summary(Project project) {
        return Json.object()
                .put("id", project.ref())
                .put("ref", project.ref())
                .put("name", project.context().name())
                .put("organization_id", 1)
                .put("organization_slug", ORGANIZATION)
                .put("region", project.context().settings().text("STORAGE_S3_REGION"))
                .put("status", "ACTIVE_HEALTHY")
                .put("cloud_provider", "localhost")
                .put("inserted_at", CREATED);
    }

    private static ObjectNode detail(Project project) {
        return summary(project)
                .put("db_host", "127.0.0.1")
                .putNull("connectionString")
                .put("restUrl", project.context().url() + "/rest/v1/")
                .put("kong_url", project.context().url());
    }

    private static ObjectNode managed(Project project) {
        ObjectNode summary = summary(project).put("created_at", CREATED);
        return summary.without(List.of("organization_id", "cloud_provider", "inserted_at"));
    }

    private static ObjectNode connection(Project project) {
        return Json.object()
                .put("kong_url", project.context().url())
                .put("anon_key", project.context().keys().anonKey())
                .put("service_role_key", project.context().keys().serviceKey());
    }

    private static ObjectNode settings(Project project) {
        String host = URI.create(project.context().url()).getAuthority();
        ObjectNode settings = Json.object(
                "app_config",
                Json.object("db_schema", "public", "endpoint", host, "storage_endpoint", host, "protocol", "http"));
        ProjectKeys keys = project.context().keys();
        ArrayNode list = Json.array()
                .add(Json.object("api_key", keys.serviceKey(), "name", "service_role key", "tags", "service_role"))
                .add(Json.object("api_key", keys.anonKey(), "name", "anon key", "tags", "anon"));
        ObjectNode summary = summary(project).retain("ref", "name", "region", "status");
        return settings.<ObjectNode>setAll(summary).set("service_api_keys", list);
    }

    private static ArrayNode keys(Project project, boolean inClear) {
        String service = project.context().keys().serviceKey();
        return Json.array()
                .add(key("anon", project.context().keys().anonKey()))
                .add(key("service_role", inClear ? service : service.substring(0, 6) + "······"));
    }

    private static ObjectNode key(String name, String key) {
        return Json.object("name", name, "id", name, "type", "legacy", "api_key", key);
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
