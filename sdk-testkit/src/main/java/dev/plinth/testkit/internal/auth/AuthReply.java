package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.golang.GoWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer: status, headers, and a text. */
public final class AuthReply {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String body;

    private AuthReply(int status, String body) {
        this.status = status;
        this.body = body;
    }

    static AuthReply json(int status, JsonNode body) {
        return new AuthReply(status, GoWriter.write(body)).header("Content-Type", "application/json");
    }

    static AuthReply ok(JsonNode body) {
        return json(200, body);
    }

    static AuthReply empty(int status) {
        return new AuthReply(status, "");
    }

    static AuthReply text(int status, String type, String body) {
        return new AuthReply(status, body).header("Content-Type", type);
    }

    static AuthReply redirect(int status, String location) {
        String words = status == 303 ? "See Other" : "Found";
        String target = location.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return text(status, "text/html; charset=utf-8", "<a href=\"" + target + "\">" + words + "</a>.\n\n")
                .header("Location", location);
    }

    AuthReply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    AuthReply headers(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers, in the order they were set. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body's text. */
    public String body() {
        return body;
    }
}
