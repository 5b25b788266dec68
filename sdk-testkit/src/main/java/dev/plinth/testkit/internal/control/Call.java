package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.platform.ProjectKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * A request about a project, which calls the project's own servers with the service key, whoever the caller is.
 *
 * @param project the project
 * @param exchange the request
 * @param parsedBody the body, if it was read before
 */
record Call(Project project, Exchange exchange, @Nullable JsonNode parsedBody) {
    private static final int BODY_LIMIT = 1 << 20;
    private static final Set<String> NOT_FORWARDED =
            Set.of("authorization", "apikey", "host", "cookie", "origin", "connection");

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        /** Returns the response. */
        Reply handle(Call call) throws IOException;
    }

    /** A handler for a route that has a project's ref in its path. */
    static HttpHandler route(PlatformRuntime runtime, Handler handler) {
        return exchange -> {
            Project project = runtime.project(exchange.param("ref")).orElse(null);
            return project == null
                    ? Reply.json(404, Json.object("message", "Project not found"))
                    : handler.handle(new Call(project, exchange, null));
        };
    }

    String param(String name) {
        return exchange.param(name);
    }

    /** The first value of a query parameter; empty if there is none. */
    String query(String name) {
        String value = exchange.query(name);
        return value == null ? "" : value;
    }

    /** The body; an empty object if it is not JSON. */
    JsonNode body() throws IOException {
        return parsedBody == null ? Json.parse(exchange.bodyBytes(BODY_LIMIT)).orElseGet(Json::object) : parsedBody;
    }

    /** A member of the body in an object of its own, which is empty if the member is not a text. */
    ObjectNode text(String name) throws IOException {
        JsonNode value = body().path(name);
        return value.isTextual() ? Json.object(name, value) : Json.object();
    }

    ProjectKeys keys() {
        return project.context().keys();
    }

    /** The project's public URL. */
    String publicUrl() {
        String url = project.context().settings().get(ControlSettings.SUPABASE_PUBLIC_URL);
        return url.isEmpty() ? project.context().url() : url;
    }

    /** Calls a server of the project, with a JSON body or none. */
    Reply send(String method, String target, @Nullable JsonNode content) throws IOException {
        byte[] bytes = content == null ? new byte[0] : Json.bytes(content);
        HttpFields.Mutable headers = credentials();
        if (content != null) {
            headers.put("content-type", "application/json").put("content-length", bytes.length);
        }
        return project.answer(exchange.forwarded(method, target, headers, new ByteArrayInputStream(bytes)));
    }

    /** Forwards the request as it is, except for the target, the credentials and some headers. */
    Reply forward(String target, Set<String> dropped) throws IOException {
        HttpFields.Mutable headers = credentials();
        exchange.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_FORWARDED.contains(name) && !dropped.contains(name)) {
                headers.add(header.getKey(), header.getValue());
            }
        });
        return project.answer(exchange.forwarded(exchange.method(), target, headers, exchange.body()));
    }

    private HttpFields.Mutable credentials() {
        return HttpFields.build()
                .put("host", URI.create(project.context().url()).getAuthority())
                .put("authorization", "Bearer " + keys().serviceKey())
                .put("apikey", keys().serviceKey());
    }

    /** Deletes all factors of a user; returns the failure if they cannot be listed, else what Studio responds. */
    Reply deleteFactors(String user) throws IOException {
        Reply factors = send("GET", user + "/factors", null);
        if (!succeeded(factors)) {
            return factors;
        }
        for (JsonNode factor : json(factors)) {
            send("DELETE", user + "/factors/" + factor.path("id").asText(), null);
        }
        return Reply.json(200, Json.object("data", null, "error", null));
    }

    static boolean succeeded(Reply reply) {
        return reply.status() / 100 == 2;
    }

    static byte[] bytes(Reply reply) throws IOException {
        Reply.BodyWriter writer = reply.writer();
        if (writer == null) {
            return reply.bytes();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    static JsonNode json(Reply reply) throws IOException {
        return Json.parse(bytes(reply)).orElseGet(Json::object);
    }
}
