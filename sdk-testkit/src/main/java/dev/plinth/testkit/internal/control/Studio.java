package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A self-hosted Studio: paths are tidied by redirects, bodies read before anything else, failures flattened. */
final class Studio {
    private static final int BODY_LIMIT = 1 << 20;
    private static final String HTML = "text/html; charset=utf-8";

    private final PlatformRuntime runtime;
    private final List<StudioRoute> routes = new ArrayList<>();
    private final List<StudioRoute> storage = new ArrayList<>();

    Studio(PlatformRuntime runtime) {
        this.runtime = runtime;
        routes.addAll(StudioUsers.routes());
        storage.addAll(StudioBuckets.routes());
        storage.addAll(StudioObjects.routes());
        routes.addAll(storage);
        routes.addAll(StudioProjects.routes());
        routes.sort(Comparator.comparingInt(StudioRoute::variables));
    }

    /** A Studio in hosted mode answers nothing of the control plane. */
    Reply hosted(Exchange exchange) throws IOException {
        Optional<String> tidy = tidied(exchange);
        if (tidy.isPresent()) {
            return redirect(tidy.get());
        }
        if (exchange.path().equals("/get-utc-time")) {
            return handle(exchange);
        }
        return Reply.text(
                404, "application/json", "{\"success\":false,\"message\":\"Endpoint not supported on hosted\"}");
    }

    Reply handle(Exchange exchange) throws IOException {
        Optional<String> tidy = tidied(exchange);
        if (tidy.isPresent()) {
            return redirect(tidy.get());
        }
        String path = WebUrls.walked(exchange.path());
        if (Percent.decode(path).isEmpty()) {
            return Reply.text(400, HTML, "<html><body>Bad Request</body></html>");
        }
        for (StudioRoute route : routes) {
            Optional<Map<String, String>> params = route.match(path);
            if (params.isPresent()) {
                return answered(route, params.get(), exchange);
            }
        }
        return absent(exchange);
    }

    /** Its routes for buckets and objects only, for a platform that has them beside others; by a ref that there is. */
    Optional<Reply> storage(Exchange exchange) throws IOException {
        for (StudioRoute route : storage) {
            Optional<Map<String, String>> params = route.match(exchange.path());
            if (params.isPresent()
                    && runtime.project(params.get().getOrDefault("ref", "")).isPresent()) {
                return Optional.of(answered(route, params.get(), exchange));
            }
        }
        return Optional.empty();
    }

    /** Where a path leads that is not written as it should be. */
    private static Optional<String> tidied(Exchange exchange) {
        String path = exchange.fullPath();
        String tidy = WebUrls.walked(path).replaceAll("/+", "/");
        tidy = tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
        boolean redirected = path.endsWith("/")
                || path.contains("//")
                || WebUrls.walked(path).endsWith("/");
        String query = exchange.rawQuery() == null ? "" : "?" + exchange.rawQuery();
        return redirected ? Optional.of(tidy + query) : Optional.empty();
    }

    private Reply answered(StudioRoute route, Map<String, String> params, Exchange exchange) throws IOException {
        JsonNode body;
        try {
            body = body(exchange);
        } catch (StudioRefusal refusal) {
            return refusal.reply();
        }
        Optional<StudioRoute.Handler> handler = route.handler(exchange.method());
        if (handler.isEmpty()) {
            return notAllowed(route, exchange.method());
        }
        Project project = runtime.project(params.getOrDefault("ref", ""))
                .orElseGet(() -> runtime.projects().stream()
                        .filter(first ->
                                first.ref().equals(runtime.options().projects().get(0)))
                        .findFirst()
                        .orElseThrow());
        try {
            return handler.get().handle(new StudioCall(new Upstream(project), exchange, params, body));
        } catch (StudioFailure failure) {
            return plain(500, "Internal Server Error");
        }
    }

    private static JsonNode body(Exchange exchange) throws IOException, StudioRefusal {
        String type = exchange.header("content-type");
        String media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        byte[] bytes = exchange.body().readNBytes(BODY_LIMIT + 1);
        if (bytes.length > BODY_LIMIT) {
            throw new StudioRefusal(plain(413, "Body exceeded 1mb limit"));
        }
        return switch (media) {
            case "application/json", "application/ld+json" ->
                bytes.length == 0
                        ? Json.object()
                        : Json.parse(bytes).orElseThrow(() -> new StudioRefusal(plain(400, "Invalid JSON")));
            case "application/x-www-form-urlencoded" ->
                form(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            default -> TextNode.valueOf(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        };
    }

    private static ObjectNode form(String text) {
        ObjectNode body = Json.object();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                body.put(
                        Percent.decodeQuery(pair.substring(0, equals)),
                        Percent.decodeQuery(pair.substring(equals + 1)));
            }
        }
        return body;
    }

    private static Reply notAllowed(StudioRoute route, String method) {
        ObjectNode error = Json.object("message", "Method " + method + " Not Allowed");
        Reply reply = Reply.json(405, Json.object().putNull("data").set("error", error));
        route.allowed().forEach(allowed -> reply.header("allow", allowed));
        return reply;
    }

    /** The framework's own answer; a form with files looks to it like a call of something that is gone. */
    private static Reply absent(Exchange exchange) {
        String type = exchange.header("content-type");
        if (exchange.method().equals("POST") && type != null && type.startsWith("multipart/form-data")) {
            return Reply.text(404, "text/plain", "Server action not found.").header("x-nextjs-action-not-found", "1");
        }
        return Reply.text(404, HTML, "<!DOCTYPE html><html><body>This page could not be found.</body></html>");
    }

    private static Reply redirect(String location) {
        Reply reply = plain(308, location);
        return reply.header("location", location);
    }

    /** A text whose kind nobody tells. */
    private static Reply plain(int status, String text) {
        Reply reply = Reply.text(status, "text/plain", text);
        reply.headers().removeIf(header -> header.getKey().equals("content-type"));
        return reply;
    }
}
