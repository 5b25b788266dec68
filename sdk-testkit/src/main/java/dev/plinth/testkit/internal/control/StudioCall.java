package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a Studio's route, its body parsed. */
record StudioCall(Upstream upstream, Exchange exchange, Map<String, String> params, JsonNode body) {
    String param(String name) {
        return params.getOrDefault(name, "");
    }

    @Nullable
    String query(String name) {
        return exchange.query(name);
    }

    /** A member of the body; nobody looks into null without falling. */
    JsonNode field(String name) {
        if (body.isNull()) {
            throw new StudioFailure();
        }
        return body.path(name);
    }

    Reply send(String method, String target, @Nullable JsonNode content) throws IOException {
        return upstream.call(exchange, method, target, content);
    }

    /** What the upstream said, as most of Studio's routes pass it on: every failure is a 400. */
    static Reply flattened(Reply reply) throws IOException {
        return Upstream.succeeded(reply) ? Reply.json(200, Upstream.json(reply)) : failed(message(reply));
    }

    static Reply failed(String message) {
        return Reply.json(400, Json.object().set("error", Json.object("message", message)));
    }

    static String message(Reply reply) throws IOException {
        JsonNode body = Upstream.json(reply);
        return body.path("msg").asText(body.path("message").asText("{}"));
    }
}
