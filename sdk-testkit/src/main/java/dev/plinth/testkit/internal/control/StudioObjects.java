package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.List;

/** Studio's routes for objects: the path travels in the body. */
final class StudioObjects {
    private static final String BASE = "/platform/storage/{ref}/buckets/{bucket}/objects";
    private static final String STORAGE = "/storage/v1";
    private static final int DAY = 86_400;

    private StudioObjects() {}

    static List<StudioRoute> routes() {
        return List.of(
                StudioRoute.of(BASE, "DELETE").on("DELETE", StudioObjects::delete),
                StudioRoute.of(BASE + "/list", "POST").on("POST", StudioObjects::list),
                StudioRoute.of(BASE + "/move", "POST").on("POST", StudioObjects::move),
                StudioRoute.of(BASE + "/download", "POST").on("POST", StudioObjects::download),
                StudioRoute.of(BASE + "/public-url", "POST").on("POST", StudioObjects::publicUrl),
                StudioRoute.of(BASE + "/sign", "POST").on("POST", StudioObjects::sign),
                StudioRoute.of(BASE + "/sign-multi", "POST").on("POST", StudioObjects::signMany));
    }

    private static Reply list(StudioCall call) throws IOException {
        ObjectNode body = Json.object("limit", 100, "offset", 0);
        body.set("sortBy", Json.object("column", "name", "order", "asc"));
        if (call.field("options") instanceof ObjectNode options) {
            body.setAll(options);
        }
        JsonNode path = call.field("path");
        boolean none = path.isMissingNode()
                || path.isNull()
                || (path.isValueNode() && path.asText().isEmpty());
        body.set("prefix", none ? TextNode.valueOf("") : path);
        Reply reply = call.send("POST", WebUrls.target(STORAGE + "/object/list/" + call.param("bucket")), body);
        return Upstream.succeeded(reply)
                ? Reply.json(200, Upstream.json(reply))
                : Reply.json(500, Json.object("error", StudioCall.message(reply)));
    }

    private static Reply delete(StudioCall call) throws IOException {
        ObjectNode body = Json.object();
        JsonNode paths = call.field("paths");
        if (!paths.isMissingNode()) {
            body.set("prefixes", paths);
        }
        return StudioCall.flattened(
                call.send("DELETE", WebUrls.target(STORAGE + "/object/" + call.param("bucket")), body));
    }

    private static Reply move(StudioCall call) throws IOException {
        ObjectNode body = Json.object("bucketId", call.param("bucket"));
        copy(call.field("from"), "sourceKey", body);
        copy(call.field("to"), "destinationKey", body);
        return StudioCall.flattened(call.send("POST", STORAGE + "/object/move", body));
    }

    private static Reply download(StudioCall call) throws IOException {
        String path = path(call).replaceFirst("^/+", "");
        Reply reply = call.send("GET", WebUrls.target(STORAGE + "/object/" + call.param("bucket") + "/" + path), null);
        if (!Upstream.succeeded(reply)) {
            return StudioCall.flattened(reply);
        }
        return Reply.of(200, "application/octet-stream", Upstream.bytes(reply));
    }

    private static Reply publicUrl(StudioCall call) {
        String path = path(call).replaceFirst("^/", "");
        String raw = STORAGE + "/object/public/" + call.param("bucket") + "/" + path;
        int mark = raw.indexOf('?');
        String encoded = WebUrls.encodedUri(raw);
        int encodedMark = mark < 0 ? -1 : encoded.indexOf('?');
        String walked = encodedMark < 0
                ? WebUrls.walked(encoded)
                : WebUrls.walked(encoded.substring(0, encodedMark)) + encoded.substring(encodedMark);
        return Reply.json(200, Json.object("publicUrl", call.upstream().publicUrl() + walked));
    }

    private static Reply sign(StudioCall call) throws IOException {
        String path = trimmed(path(call));
        ObjectNode body = Json.object();
        body.set("expiresIn", expiry(call));
        String target = WebUrls.target(STORAGE + "/object/sign/" + call.param("bucket") + "/" + path);
        Reply reply = call.send("POST", target, body);
        if (!Upstream.succeeded(reply)) {
            return StudioCall.flattened(reply);
        }
        String signed = Upstream.json(reply).path("signedURL").asText();
        return Reply.json(200, Json.object("signedUrl", absolute(call, signed)));
    }

    private static Reply signMany(StudioCall call) throws IOException {
        ObjectNode body = Json.object();
        body.set("expiresIn", expiry(call));
        copy(call.field("path"), "paths", body);
        Reply reply = call.send("POST", WebUrls.target(STORAGE + "/object/sign/" + call.param("bucket")), body);
        if (!Upstream.succeeded(reply)) {
            return StudioCall.flattened(reply);
        }
        ArrayNode items = Json.array();
        for (JsonNode item : Upstream.json(reply)) {
            ObjectNode copy = item.deepCopy();
            JsonNode relative = item.path("signedURL");
            copy.put("signedUrl", relative.isTextual() ? absolute(call, relative.asText()) : null);
            items.add(copy);
        }
        return Reply.json(201, items);
    }

    private static String absolute(StudioCall call, String relative) {
        return call.upstream().publicUrl() + STORAGE + WebUrls.encodedUri(relative);
    }

    private static JsonNode expiry(StudioCall call) {
        JsonNode asked = call.field("expiresIn");
        return asked.isMissingNode() ? IntNode.valueOf(DAY) : asked;
    }

    private static void copy(JsonNode value, String name, ObjectNode body) {
        if (!value.isMissingNode()) {
            body.set(name, value);
        }
    }

    private static String path(StudioCall call) {
        JsonNode path = call.field("path");
        if (!path.isTextual()) {
            throw new StudioFailure();
        }
        return path.textValue();
    }

    /** One slash at either end is taken away, and several in a row become one. */
    private static String trimmed(String path) {
        return path.replaceAll("^/|/$", "").replaceAll("/+", "/");
    }
}
