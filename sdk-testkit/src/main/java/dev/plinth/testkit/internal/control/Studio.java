package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Route;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A self-hosted Studio: it redirects to normalised paths, reads bodies first, and responds to failures alike. */
final class Studio {
    private static final int BODY_LIMIT = 1 << 20;
    private static final String HTML = "text/html; charset=utf-8";

    private final PlatformRuntime runtime;
    private final List<Place> routes;
    private final List<Place> storage = StudioRoutes.storage();

    Studio(PlatformRuntime runtime) {
        this.runtime = runtime;
        this.routes = Stream.of(StudioRoutes.users(), storage, StudioRoutes.projects())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Place::route))
                .toList();
    }

    /** All routes; in hosted mode a Studio has no route of the control plane. */
    Reply handle(Exchange exchange, boolean hosted) throws IOException {
        Optional<String> normalised = normalised(exchange);
        if (normalised.isPresent()) {
            return plain(308, normalised.get()).header("location", normalised.get());
        }
        if (hosted && !exchange.path().equals("/get-utc-time")) {
            return Reply.text(
                    404, "application/json", "{\"success\":false,\"message\":\"Endpoint not supported on hosted\"}");
        }
        String path = WebUrls.walked(exchange.path());
        if (Percent.decode(path).isEmpty()) {
            return Reply.text(400, HTML, "<html><body>Bad Request</body></html>");
        }
        for (Place route : routes) {
            if (route.matches(path, exchange)) {
                return answered(route, exchange);
            }
        }
        return absent(exchange);
    }

    /** The routes for buckets and objects, for a platform that has others too; only for existing projects. */
    Optional<Reply> storage(Exchange exchange) throws IOException {
        for (Place route : storage) {
            if (route.matches(exchange.path(), exchange)
                    && runtime.project(exchange.param("ref")).isPresent()) {
                return Optional.of(answered(route, exchange));
            }
        }
        return Optional.empty();
    }

    /** The redirection from a path that is not normalised. */
    private static Optional<String> normalised(Exchange exchange) {
        String path = exchange.fullPath();
        String tidy = WebUrls.walked(path).replaceAll("/+", "/");
        tidy = tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
        boolean redirected = path.endsWith("/")
                || path.contains("//")
                || WebUrls.walked(path).endsWith("/");
        return redirected ? Optional.of(tidy + exchange.queryString()) : Optional.empty();
    }

    private Reply answered(Place route, Exchange exchange) throws IOException {
        byte[] bytes = exchange.body().readNBytes(BODY_LIMIT + 1);
        if (bytes.length > BODY_LIMIT) {
            return plain(413, "Body exceeded 1mb limit");
        }
        Optional<JsonNode> body = body(exchange.headerOr("content-type", ""), bytes);
        if (body.isEmpty()) {
            return plain(400, "Invalid JSON");
        }
        Call.Handler handler = route.handlers().get(exchange.method());
        if (handler == null) {
            return notAllowed(route, exchange.method());
        }
        Project project = runtime.project(route.ref(exchange)).orElseGet(runtime::first);
        try {
            return handler.handle(new Call(project, exchange, body.get()));
        } catch (Failure failure) {
            return plain(500, "Internal Server Error");
        }
    }

    /** The body as Studio's framework reads it; empty if it is not the JSON that it should be. */
    private static Optional<JsonNode> body(String type, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT)) {
            case "application/json", "application/ld+json" ->
                bytes.length == 0 ? Optional.of(Json.object()) : Json.parse(bytes);
            case "application/x-www-form-urlencoded" -> {
                ObjectNode form = Json.object();
                Percent.form(text).forEach((name, values) -> form.put(name, values.get(values.size() - 1)));
                yield Optional.of(form);
            }
            default -> Optional.of(TextNode.valueOf(text));
        };
    }

    private static Reply notAllowed(Place route, String method) {
        ObjectNode error = Json.object("message", "Method " + method + " Not Allowed");
        Reply reply = Reply.json(405, Json.object("data", null, "error", error));
        route.allowed().forEach(allowed -> reply.header("allow", allowed));
        return reply;
    }

    /** The framework's own response; it mistakes a form with files for a call of a missing function. */
    private static Reply absent(Exchange exchange) {
        String type = exchange.headerOr("content-type", "");
        if (exchange.method().equals("POST") && type.startsWith("multipart/form-data")) {
            return Reply.text(404, "text/plain", "Server action not found.").header("x-nextjs-action-not-found", "1");
        }
        return Reply.text(404, HTML, "<!DOCTYPE html><html><body>This page could not be found.</body></html>");
    }

    /** A text without a content type. */
    private static Reply plain(int status, String text) {
        Reply reply = Reply.text(status, "text/plain", text);
        reply.headers().remove("content-type");
        return reply;
    }

    /** A request for which a handler fails with an internal error. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure() {
            super("a handler failed", null, false, false);
        }
    }

    /** One path: its methods, and those in its {@code Allow} headers. */
    record Place(Route route, List<String> allowed, Map<String, Call.Handler> handlers) {
        static Place of(String template, String... allowed) {
            return new Place(Route.of(template), List.of(allowed), new HashMap<>());
        }

        /** A place with one method. */
        static Place post(String template, Call.Handler handler) {
            return of(template, "POST").on("POST", handler);
        }

        Place on(String method, Call.Handler handler) {
            handlers.put(method, handler);
            return this;
        }

        /** Whether a path fits; if so, sets the parameters, which are not decoded if they are malformed. */
        boolean matches(String path, Exchange exchange) {
            boolean matches = route.matches(path);
            if (matches) {
                Map<String, String> params = new HashMap<>(route.rawParams(path).orElseThrow());
                params.replaceAll((name, raw) -> Percent.decode(raw).orElse(raw));
                exchange.params(params);
            }
            return matches;
        }

        /** The project's ref in the path; empty if the path has none. */
        String ref(Exchange exchange) {
            return route.names().contains("ref") ? exchange.param("ref") : "";
        }
    }
}
