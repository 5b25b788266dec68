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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A self-hosted Studio: paths are tidied by redirects, bodies read before anything else, failures flattened. */
final class Studio {
    private static final int BODY_LIMIT = 1 << 20;
    private static final String HTML = "text/html; charset=utf-8";

    private final PlatformRuntime runtime;
    private final List<Place> routes = new ArrayList<>();
    private final List<Place> storage = new ArrayList<>();

    Studio(PlatformRuntime runtime) {
        this.runtime = runtime;
        routes.addAll(StudioRoutes.users());
        storage.addAll(StudioRoutes.storage());
        routes.addAll(storage);
        routes.addAll(StudioRoutes.projects());
        routes.sort(Comparator.comparing(Place::route));
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
        for (Place route : routes) {
            Optional<Map<String, String>> params = route.match(path);
            if (params.isPresent()) {
                return answered(route, params.get(), exchange);
            }
        }
        return absent(exchange);
    }

    /** Its routes for buckets and objects only, for a platform that has them beside others; by a ref that there is. */
    Optional<Reply> storage(Exchange exchange) throws IOException {
        for (Place route : storage) {
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

    private Reply answered(Place route, Map<String, String> params, Exchange exchange) throws IOException {
        JsonNode body;
        try {
            body = body(exchange);
        } catch (Refusal refusal) {
            return refusal.reply;
        }
        Optional<Handler> handler = Optional.ofNullable(route.handlers().get(exchange.method()));
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
            return handler.get().handle(new Call(new Upstream(project), exchange, params, body));
        } catch (Failure failure) {
            return plain(500, "Internal Server Error");
        }
    }

    private static JsonNode body(Exchange exchange) throws IOException, Refusal {
        String type = exchange.header("content-type");
        String media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        byte[] bytes = exchange.body().readNBytes(BODY_LIMIT + 1);
        if (bytes.length > BODY_LIMIT) {
            throw new Refusal(plain(413, "Body exceeded 1mb limit"));
        }
        return switch (media) {
            case "application/json", "application/ld+json" ->
                bytes.length == 0
                        ? Json.object()
                        : Json.parse(bytes).orElseThrow(() -> new Refusal(plain(400, "Invalid JSON")));
            case "application/x-www-form-urlencoded" -> {
                ObjectNode form = Json.object();
                Percent.form(new String(bytes, StandardCharsets.UTF_8))
                        .forEach((name, values) -> form.put(name, values.get(values.size() - 1)));
                yield form;
            }
            default -> TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        };
    }

    private static Reply notAllowed(Place route, String method) {
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

    /** Something that a handler stumbles over: the caller learns no more than that. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure() {
            super("a handler failed", null, false, false);
        }
    }

    /** A body that is not taken; answered before the route is asked. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        Refusal(Reply reply) {
            super("refused");
            this.reply = reply;
        }
    }

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call) throws IOException;
    }

    /** One path: its methods, and those that it says it allows. */
    record Place(Route route, List<String> allowed, Map<String, Handler> handlers) {
        static Place of(String template, String... allowed) {
            return new Place(Route.of(template), List.of(allowed), new LinkedHashMap<>());
        }

        Place on(String method, Handler handler) {
            handlers.put(method, handler);
            return this;
        }

        /** The values of the path's variables, if it fits; those that do not decode as they are. */
        Optional<Map<String, String>> match(String path) {
            Optional<Map<String, String>> params = route.matches(path) ? route.rawParams(path) : Optional.empty();
            params.ifPresent(values ->
                    values.replaceAll((name, raw) -> Percent.decode(raw).orElse(raw)));
            return params;
        }
    }

    /** One call of a route, its body parsed. */
    record Call(Upstream upstream, Exchange exchange, Map<String, String> params, JsonNode body) {
        String param(String name) {
            return params.getOrDefault(name, "");
        }

        String query(String name) {
            String value = exchange.query(name);
            return value == null ? "" : value;
        }

        /** A member of the body; nobody looks into null without falling. */
        JsonNode field(String name) {
            if (body.isNull()) {
                throw new Failure();
            }
            return body.path(name);
        }

        /** Members of the body that are there, some under another name: {@code from>to}. */
        ObjectNode copied(String... members) {
            ObjectNode copy = Json.object();
            for (String member : members) {
                String[] names = member.split(">", 2);
                JsonNode value = field(names[0]);
                if (!value.isMissingNode()) {
                    copy.set(names[names.length - 1], value);
                }
            }
            return copy;
        }

        Reply send(String method, String target, @Nullable JsonNode content) throws IOException {
            return upstream.call(exchange, method, target, content);
        }

        /** What the upstream says, as most routes pass it on: every failure is a 400. */
        Reply flattened(String method, String target, @Nullable JsonNode content) throws IOException {
            return flattened(send(method, target, content), answer -> answer);
        }

        Reply flattened(Reply reply, Function<JsonNode, JsonNode> success) throws IOException {
            return Upstream.succeeded(reply)
                    ? Reply.json(200, success.apply(Upstream.json(reply)))
                    : Reply.json(400, Json.object("error", Json.object("message", message(reply))));
        }

        static String message(Reply reply) throws IOException {
            JsonNode body = Upstream.json(reply);
            return body.path("msg").asText(body.path("message").asText("{}"));
        }
    }
}
