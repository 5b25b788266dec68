package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.ProjectKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a Studio tells of its one project; whatever ref is asked for, it is that one. */
final class StudioProjects {
    private StudioProjects() {}

    static List<StudioRoute> routes() {
        List<StudioRoute> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> document : documents().properties()) {
            String text = Json.text(document.getValue());
            StudioRoute route = StudioRoute.of(document.getKey(), "GET").on("GET", call -> filled(text, call));
            if (document.getKey().endsWith("/config")) {
                route.on("PATCH", call -> Reply.json(200, Json.object()));
            }
            routes.add(route);
        }
        routes.add(StudioRoute.of("/platform/projects/{ref}/api-keys/temporary", "POST")
                .on(
                        "POST",
                        call -> Reply.json(
                                200, Json.object("api_key", keys(call).serviceKey()))));
        routes.add(StudioRoute.of("/platform/projects/{ref}/api/rest", "GET", "HEAD")
                .on("GET", call -> Reply.json(200, Json.object()))
                .on("HEAD", call -> Reply.of(200)));
        routes.add(StudioRoute.of("/get-utc-time", "GET")
                .on(
                        "GET",
                        call -> Reply.json(
                                200,
                                Json.object()
                                        .put(
                                                "utcTime",
                                                call.upstream()
                                                        .project()
                                                        .context()
                                                        .clock()
                                                        .instant()
                                                        .toString()))));
        return routes;
    }

    private static Reply filled(String text, StudioCall call) {
        String url = call.upstream().publicUrl();
        String filled = text.replace("%url%", url)
                .replace("%host%", URI.create(url).getAuthority())
                .replace("%service%", keys(call).serviceKey())
                .replace("%anon%", keys(call).anonKey())
                .replace("%secret%", keys(call).jwtSecret());
        return Reply.text(200, "application/json; charset=utf-8", filled);
    }

    private static ProjectKeys keys(StudioCall call) {
        return call.upstream().project().context().keys();
    }

    private static JsonNode documents() {
        try (InputStream in = StudioProjects.class.getResourceAsStream("studio.json")) {
            if (in == null) {
                throw new IllegalStateException("studio.json is not in the jar");
            }
            return Json.parse(in.readAllBytes()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("studio.json", e);
        }
    }
}
