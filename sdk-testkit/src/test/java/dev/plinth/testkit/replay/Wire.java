package dev.plinth.testkit.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plinth.testkit.LocalProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Talks to a project's Storage as one caller; immutable. */
public final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/storage/v1";

    private final LocalProject project;
    private final List<Map.Entry<String, String>> headers;

    private Wire(LocalProject project, List<Map.Entry<String, String>> headers) {
        this.project = project;
        this.headers = headers;
    }

    /** As the service role. */
    public static Wire of(LocalProject project) {
        return nobody(project).with("Authorization", "Bearer " + project.serviceKey());
    }

    /** As nobody. */
    public static Wire nobody(LocalProject project) {
        return new Wire(project, List.of());
    }

    public Wire as(String token) {
        return nobody(project).with("Authorization", "Bearer " + token);
    }

    public Wire with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Wire(project, List.copyOf(more));
    }

    public RawHttp.Answer get(String path) {
        return send("GET", path, null);
    }

    public RawHttp.Answer head(String path) {
        return send("HEAD", path, null);
    }

    public RawHttp.Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends JSON. */
    public RawHttp.Answer json(String method, String path, String body) {
        return with("Content-Type", "application/json").send(method, path, body);
    }

    public RawHttp.Answer post(String path, String body) {
        return json("POST", path, body);
    }

    /** Uploads text. */
    public RawHttp.Answer upload(String path, String body) {
        return with("Content-Type", "text/plain").send("POST", "/object/" + path, body);
    }

    /** Uploads a form of one field and a file. */
    public RawHttp.Answer form(String path, String field, String value, String file) {
        String part = "--B\r\nContent-Disposition: form-data; name=";
        String body = part + '"' + field + "\"\r\n\r\n" + value + "\r\n" + part + "\"\"; filename=\"f\"\r\n\r\n" + file
                + "\r\n--B--\r\n";
        return with("Content-Type", "multipart/form-data; boundary=B").send("POST", path, body);
    }

    public RawHttp.Answer send(String method, String path, @Nullable String body) {
        try {
            byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
            String target = path.startsWith("/__local") ? path : BASE + path;
            return RawHttp.send(project.projectUrl(), method, target, headers, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as a tree. */
    public static JsonNode tree(RawHttp.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.text(), e);
        }
    }

    /** The code in an error's body. */
    public static String code(RawHttp.Answer answer) {
        return tree(answer).path("code").asText();
    }
}
