package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** A project as a proxy reaches it: with the service key, whoever asked. */
record Upstream(Project project) {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("authorization", "apikey", "host", "cookie", "origin", "connection");

    /** Where the project is seen from outside. */
    String publicUrl() {
        String set = project.context().settings().get(ControlSettings.SUPABASE_PUBLIC_URL);
        return set.isEmpty() ? project.context().url() : set;
    }

    /** A call with a JSON body, or none. */
    Reply call(Exchange asked, String method, String target, @Nullable JsonNode body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : Json.bytes(body);
        HttpFields.Mutable headers = credentials();
        if (body != null) {
            headers.put("content-type", "application/json");
            headers.put("content-length", Integer.toString(bytes.length));
        }
        return project.answer(asked.forwarded(method, target, headers, new ByteArrayInputStream(bytes)));
    }

    /** The call as it came, but for its target, its credentials and the headers left out; bytes untouched. */
    Reply pass(Exchange asked, String target, Set<String> dropped) throws IOException {
        HttpFields.Mutable headers = credentials();
        asked.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_ON.contains(name) && !dropped.contains(name)) {
                headers.add(header.getKey(), header.getValue());
            }
        });
        return project.answer(asked.forwarded(asked.method(), target, headers, asked.body()));
    }

    /** Deletes all factors of a user; the failure, if they cannot be listed. */
    @Nullable
    Reply deleteFactors(Exchange asked, String user) throws IOException {
        Reply factors = call(asked, "GET", user + "/factors", null);
        if (!succeeded(factors)) {
            return factors;
        }
        for (JsonNode factor : json(factors)) {
            call(asked, "DELETE", user + "/factors/" + factor.path("id").asText(), null);
        }
        return null;
    }

    /** Answers for a project. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Upstream upstream, Exchange exchange) throws IOException;
    }

    /** A route whose path names a project by its ref. */
    static HttpHandler route(PlatformRuntime runtime, Handler handler) {
        return exchange -> {
            Project project = runtime.project(exchange.param("ref")).orElse(null);
            return project == null
                    ? Reply.json(404, Json.object("message", "Project not found"))
                    : handler.handle(new Upstream(project), exchange);
        };
    }

    /** All of an answer's body. */
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
        return Json.parse(bytes(reply)).orElse(Json.object());
    }

    static boolean succeeded(Reply reply) {
        return reply.status() / 100 == 2;
    }

    private HttpFields.Mutable credentials() {
        String key = project.context().keys().serviceKey();
        HttpFields.Mutable headers = HttpFields.build();
        headers.put("host", List.of(URI.create(project.context().url()).getAuthority()));
        headers.put("authorization", "Bearer " + key);
        headers.put("apikey", key);
        return headers;
    }
}
