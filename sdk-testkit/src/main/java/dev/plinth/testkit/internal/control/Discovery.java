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
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a platform tells of itself: its projects, where they are, and their keys. */
record Discovery(PlatformRuntime runtime) {
    private static final String ORGANIZATION = "local";
    private static final String CREATED = "2026-01-01T00:00:00Z";
    private static final int PAGE = 100;

    void mount(Router router) {
        router.get("/platform/profile", exchange -> Reply.json(200, profile()))
                .get(
                        "/platform/organizations",
                        exchange -> Reply.json(200, Json.array().add(organization())))
                .get("/platform/organizations/{slug}/projects", this::page)
                .get("/platform/projects", this::page)
                .get("/v1/projects", exchange -> Reply.json(200, all(Discovery::managed)))
                .get("/organizations/{org}/projects/{ref}/connection", on(Discovery::connection))
                .get("/platform/projects/{ref}", on(Discovery::detail))
                .get("/platform/projects/{ref}/settings", on(Discovery::settings))
                .get("/v1/projects/{ref}", on(Discovery::managed));
        router.get("/platform/projects/{ref}/api-keys", on(project -> keys(project, true)))
                .get("/v1/projects/{ref}/api-keys/legacy", on(project -> keys(project, true)))
                .get("/v1/projects/{ref}/api-keys", Upstream.route(runtime, (upstream, exchange) -> {
                    boolean revealed = "true".equals(exchange.query("reveal"));
                    return Reply.json(200, keys(upstream.project(), revealed));
                }))
                .post("/platform/projects/{ref}/api-keys/temporary", Upstream.route(runtime, (upstream, exchange) -> {
                    String service = upstream.project().context().keys().serviceKey();
                    return Reply.json(201, Json.object("api_key", service));
                }));
    }

    private HttpHandler on(Function<Project, JsonNode> description) {
        return Upstream.route(runtime, (upstream, exchange) -> Reply.json(200, description.apply(upstream.project())));
    }

    private Reply page(Exchange exchange) {
        int limit = number(exchange.query("limit"), PAGE);
        int offset = number(exchange.query("offset"), 0);
        @Nullable String search = exchange.query("search");
        List<Project> found = runtime.projects().stream()
                .filter(project -> search == null || project.ref().contains(search))
                .toList();
        ObjectNode body = Json.object();
        body.putObject("pagination")
                .put("count", found.size())
                .put("limit", limit)
                .put("offset", offset);
        ArrayNode projects = body.putArray("projects");
        found.stream().skip(offset).limit(limit).forEach(project -> projects.add(summary(project)));
        return Reply.json(200, body);
    }

    private ArrayNode all(Function<Project, ObjectNode> description) {
        ArrayNode projects = Json.array();
        runtime.projects().forEach(project -> projects.add(description.apply(project)));
        return projects;
    }

    private static ObjectNode profile() {
        ObjectNode profile = Json.object()
                .put("id", 1)
                .put("gotrue_id", "00000000-0000-4000-8000-000000000001")
                .put("username", "owner")
                .put("primary_email", "owner@example.com")
                .put("first_name", "Local")
                .put("last_name", "Owner");
        profile.putArray("disabled_features");
        return profile;
    }

    private static ObjectNode organization() {
        ObjectNode organization = Json.object("id", 1, "slug", ORGANIZATION, "name", "Local organization");
        organization.putObject("plan").put("id", "enterprise").put("name", "Enterprise");
        return organization;
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
        return Json.object()
                .put("id", project.ref())
                .put("ref", project.ref())
                .put("name", project.context().name())
                .put("organization_slug", ORGANIZATION)
                .put("region", project.context().settings().text("STORAGE_S3_REGION"))
                .put("status", "ACTIVE_HEALTHY")
                .put("created_at", CREATED);
    }

    private static ObjectNode connection(Project project) {
        return Json.object()
                .put("kong_url", project.context().url())
                .put("anon_key", project.context().keys().anonKey())
                .put("service_role_key", project.context().keys().serviceKey());
    }

    private static ObjectNode settings(Project project) {
        String host = URI.create(project.context().url()).getAuthority();
        ObjectNode settings = Json.object();
        settings.putObject("app_config")
                .put("db_schema", "public")
                .put("endpoint", host)
                .put("storage_endpoint", host)
                .put("protocol", "http");
        settings.put("ref", project.ref())
                .put("name", project.context().name())
                .put("region", project.context().settings().text("STORAGE_S3_REGION"))
                .put("status", "ACTIVE_HEALTHY");
        ArrayNode keys = settings.putArray("service_api_keys");
        keys.addObject()
                .put("api_key", project.context().keys().serviceKey())
                .put("name", "service_role key")
                .put("tags", "service_role");
        keys.addObject()
                .put("api_key", project.context().keys().anonKey())
                .put("name", "anon key")
                .put("tags", "anon");
        return settings;
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
