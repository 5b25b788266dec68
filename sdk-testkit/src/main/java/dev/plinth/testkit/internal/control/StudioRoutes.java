package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.control.Studio.Call;
import dev.plinth.testkit.internal.control.Studio.Place;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.ProjectKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Studio's routes: what each asks of the project behind it, and what it makes of the response. */
final class StudioRoutes {
    private static final String AUTH = "/platform/auth/{ref}";
    private static final String USERS = "/auth/v1/admin/users";
    private static final String BUCKETS = "/platform/storage/{ref}/buckets";
    private static final String OBJECTS = BUCKETS + "/{bucket}/objects";
    private static final String STORAGE = "/storage/v1";
    private static final int DAY = 86_400;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*([+-]?\\d{1,15}).*", Pattern.DOTALL);
    private static final Set<String> COLUMNS = Set.of("id", "name", "created_at");
    private static final Set<String> ORDERS = Set.of("asc", "desc");
    private static final List<String> BUCKET_FIELDS = List.of("public", "file_size_limit", "allowed_mime_types");

    private StudioRoutes() {}

    /** Users: there is no route that lists them. */
    static List<Place> users() {
        return List.of(
                Place.of(AUTH + "/users", "POST").on("POST", call -> call.flattened("POST", USERS, call.body())),
                Place.of(AUTH + "/users/{id}", "PATCH")
                        .on("PATCH", call -> call.flattened("PUT", user(call), call.copied("ban_duration")))
                        .on("DELETE", StudioRoutes::deleteUser),
                Place.of(AUTH + "/users/{id}/factors", "DELETE").on("DELETE", StudioRoutes::deleteFactors),
                Place.of(AUTH + "/invite", "POST").on("POST", call -> send(call, "invite", "email")),
                Place.of(AUTH + "/magiclink", "POST").on("POST", call -> send(call, "magiclink", "email")),
                Place.of(AUTH + "/recover", "POST").on("POST", call -> send(call, "recover", "email")),
                Place.of(AUTH + "/otp", "POST").on("POST", call -> send(call, "otp", "phone")));
    }

    /** Buckets, and objects, whose paths travel in the body. */
    static List<Place> storage() {
        return List.of(
                Place.of(BUCKETS, "GET", "POST")
                        .on("GET", StudioRoutes::listBuckets)
                        .on("POST", StudioRoutes::createBucket),
                Place.of(BUCKETS + "/{bucket}", "GET", "PATCH", "DELETE")
                        .on("GET", call -> call.flattened("GET", bucket(call, ""), null))
                        .on("PATCH", StudioRoutes::updateBucket)
                        .on("DELETE", call -> call.flattened("DELETE", bucket(call, ""), Json.object())),
                Place.of(BUCKETS + "/{bucket}/empty", "POST")
                        .on("POST", call -> call.flattened("POST", bucket(call, "/empty"), Json.object())),
                Place.of(OBJECTS, "DELETE")
                        .on(
                                "DELETE",
                                call -> call.flattened("DELETE", object(call, ""), call.copied("paths>prefixes"))),
                Place.of(OBJECTS + "/list", "POST").on("POST", StudioRoutes::list),
                Place.of(OBJECTS + "/move", "POST").on("POST", StudioRoutes::move),
                Place.of(OBJECTS + "/download", "POST").on("POST", StudioRoutes::download),
                Place.of(OBJECTS + "/public-url", "POST").on("POST", StudioRoutes::publicUrl),
                Place.of(OBJECTS + "/sign", "POST").on("POST", StudioRoutes::sign),
                Place.of(OBJECTS + "/sign-multi", "POST").on("POST", StudioRoutes::signMany));
    }

    /** What a Studio tells of its one project; whatever ref is asked for, it is that one. */
    static List<Place> projects() {
        List<Place> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> document : documents().properties()) {
            String text = Json.text(document.getValue());
            Place route = Place.of(document.getKey(), "GET").on("GET", call -> filled(text, call));
            if (document.getKey().endsWith("/config")) {
                route.on("PATCH", call -> Reply.json(200, Json.object()));
            }
            routes.add(route);
        }
        routes.add(Place.of("/platform/projects/{ref}/api-keys/temporary", "POST")
                .on(
                        "POST",
                        call -> Reply.json(
                                200, Json.object("api_key", keys(call).serviceKey()))));
        routes.add(Place.of("/platform/projects/{ref}/api/rest", "GET", "HEAD")
                .on("GET", call -> Reply.json(200, Json.object()))
                .on("HEAD", call -> Reply.of(200)));
        routes.add(Place.of("/get-utc-time", "GET").on("GET", call -> {
            Instant now = call.upstream().project().context().clock().instant();
            return Reply.json(200, Json.object("utcTime", now));
        }));
        return routes;
    }

    /** Always for good, whatever is asked for. */
    private static Reply deleteUser(Call call) throws IOException {
        Reply reply = call.send("DELETE", user(call), Json.object("should_soft_delete", false));
        return call.flattened(reply, body -> Json.object("user", Json.object()));
    }

    private static Reply deleteFactors(Call call) throws IOException {
        Reply failure = call.upstream().deleteFactors(call.exchange(), user(call));
        return failure == null
                ? Reply.json(200, Json.object("data", null, "error", null))
                : call.flattened(failure, body -> body);
    }

    private static Reply send(Call call, String kind, String member) throws IOException {
        Reply reply = call.send("POST", "/auth/v1/" + kind, call.copied(member));
        return Upstream.succeeded(reply)
                ? Reply.json(200, Upstream.json(reply))
                : Reply.json(reply.status(), Json.object("message", Call.message(reply)));
    }

    private static String user(Call call) {
        if (!ID.matcher(call.param("id")).matches()) {
            throw new Studio.Failure();
        }
        return USERS + "/" + call.param("id");
    }

    private static Reply listBuckets(Call call) throws IOException {
        List<String> query = new ArrayList<>();
        addNumber(query, "limit", call.query("limit"));
        addNumber(query, "offset", call.query("offset"));
        String column = call.query("sortColumn");
        if (COLUMNS.contains(column)) {
            query.add("sortColumn=" + column);
        }
        String order = call.query("sortOrder");
        if (ORDERS.contains(order)) {
            query.add("sortOrder=" + order);
        }
        String search = call.query("search");
        if (!search.isEmpty()) {
            query.add("search=" + Percent.encode(search));
        }
        String target = STORAGE + "/bucket" + (query.isEmpty() ? "" : "?" + String.join("&", query));
        Reply reply = call.send("GET", target, null);
        return Upstream.succeeded(reply)
                ? Reply.json(200, Upstream.json(reply))
                : Reply.json(500, Json.object("error", Json.object("message", "Internal Server Error")));
    }

    /** What parseInt makes of it; zero is as good as nothing. */
    private static void addNumber(List<String> query, String name, String text) {
        Matcher number = LEADING_NUMBER.matcher(text);
        if (number.matches() && Long.parseLong(number.group(1)) != 0) {
            query.add(name + "=" + Long.parseLong(number.group(1)));
        }
    }

    /** Only the id is read, and becomes the name. */
    private static Reply createBucket(Call call) throws IOException {
        ObjectNode body = call.copied("id", "id>name");
        body.setAll(call.copied(BUCKET_FIELDS.toArray(String[]::new)));
        return call.flattened("POST", STORAGE + "/bucket", body);
    }

    private static Reply updateBucket(Call call) throws IOException {
        ObjectNode body = Json.object("id", call.param("bucket"), "name", call.param("bucket"));
        body.setAll(call.copied(BUCKET_FIELDS.toArray(String[]::new)));
        return call.flattened("PUT", bucket(call, ""), body);
    }

    /** The bucket's name goes into the address as it is. */
    private static String bucket(Call call, String below) {
        return WebUrls.target(STORAGE + "/bucket/" + call.param("bucket") + below);
    }

    private static String object(Call call, String operation) {
        return WebUrls.target(STORAGE + "/object" + operation + "/" + call.param("bucket"));
    }

    private static Reply list(Call call) throws IOException {
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
        Reply reply = call.send("POST", object(call, "/list"), body);
        return Upstream.succeeded(reply)
                ? Reply.json(200, Upstream.json(reply))
                : Reply.json(500, Json.object("error", Call.message(reply)));
    }

    private static Reply move(Call call) throws IOException {
        ObjectNode body = Json.object("bucketId", call.param("bucket"));
        body.setAll(call.copied("from>sourceKey", "to>destinationKey"));
        return call.flattened("POST", STORAGE + "/object/move", body);
    }

    private static Reply download(Call call) throws IOException {
        String path = path(call).replaceFirst("^/+", "");
        Reply reply = call.send("GET", WebUrls.target(STORAGE + "/object/" + call.param("bucket") + "/" + path), null);
        return Upstream.succeeded(reply)
                ? Reply.of(200, "application/octet-stream", Upstream.bytes(reply))
                : call.flattened(reply, body -> body);
    }

    private static Reply publicUrl(Call call) {
        String raw = STORAGE + "/object/public/" + call.param("bucket") + "/"
                + path(call).replaceFirst("^/", "");
        String encoded = WebUrls.encodedUri(raw);
        int mark = encoded.indexOf('?');
        String walked = mark < 0
                ? WebUrls.walked(encoded)
                : WebUrls.walked(encoded.substring(0, mark)) + encoded.substring(mark);
        return Reply.json(200, Json.object("publicUrl", call.upstream().publicUrl() + walked));
    }

    /** One slash at either end of the path is taken away, and several in a row become one. */
    private static Reply sign(Call call) throws IOException {
        String path = path(call).replaceAll("^/|/$", "").replaceAll("/+", "/");
        String target = WebUrls.target(STORAGE + "/object/sign/" + call.param("bucket") + "/" + path);
        Reply reply = call.send("POST", target, Json.object("expiresIn", expiry(call)));
        return call.flattened(
                reply,
                body -> Json.object(
                        "signedUrl", absolute(call, body.path("signedURL").asText())));
    }

    private static Reply signMany(Call call) throws IOException {
        ObjectNode body = Json.object("expiresIn", expiry(call));
        body.setAll(call.copied("path>paths"));
        Reply reply = call.send("POST", object(call, "/sign"), body);
        if (!Upstream.succeeded(reply)) {
            return call.flattened(reply, failure -> failure);
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

    private static String absolute(Call call, String relative) {
        return call.upstream().publicUrl() + STORAGE + WebUrls.encodedUri(relative);
    }

    private static JsonNode expiry(Call call) {
        JsonNode asked = call.field("expiresIn");
        return asked.isMissingNode() ? IntNode.valueOf(DAY) : asked;
    }

    private static String path(Call call) {
        JsonNode path = call.field("path");
        if (!path.isTextual()) {
            throw new Studio.Failure();
        }
        return path.textValue();
    }

    private static Reply filled(String text, Call call) {
        String url = call.upstream().publicUrl();
        String filled = text.replace("%url%", url)
                .replace("%host%", URI.create(url).getAuthority())
                .replace("%service%", keys(call).serviceKey())
                .replace("%anon%", keys(call).anonKey())
                .replace("%secret%", keys(call).jwtSecret());
        return Reply.text(200, "application/json; charset=utf-8", filled);
    }

    private static ProjectKeys keys(Call call) {
        return call.upstream().project().context().keys();
    }

    private static JsonNode documents() {
        try (InputStream in = StudioRoutes.class.getResourceAsStream("studio.json")) {
            if (in == null) {
                throw new IllegalStateException("studio.json is not in the jar");
            }
            return Json.parse(in.readAllBytes()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("studio.json", e);
        }
    }
}
