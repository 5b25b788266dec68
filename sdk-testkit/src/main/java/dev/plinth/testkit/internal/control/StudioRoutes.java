package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Studio's routes: the requests that each sends to the project, and its response. */
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

    private StudioRoutes() {}

    /** Users; there is no route that lists them. */
    static List<Place> users() {
        return List.of(
                Place.post(AUTH + "/users", call -> flattened(call, "POST", USERS, call.body())),
                Place.of(AUTH + "/users/{id}", "PATCH")
                        .on("PATCH", call -> flattened(call, "PUT", user(call), copied(call, "ban_duration")))
                        .on("DELETE", StudioRoutes::deleteUser),
                Place.of(AUTH + "/users/{id}/factors", "DELETE").on("DELETE", StudioRoutes::deleteFactors),
                Place.post(AUTH + "/invite", call -> send(call, "invite", "email")),
                Place.post(AUTH + "/magiclink", call -> send(call, "magiclink", "email")),
                Place.post(AUTH + "/recover", call -> send(call, "recover", "email")),
                Place.post(AUTH + "/otp", call -> send(call, "otp", "phone")));
    }

    /** Buckets, and objects, whose paths travel in the body. */
    static List<Place> storage() {
        return List.of(
                Place.of(BUCKETS, "GET", "POST")
                        .on("GET", StudioRoutes::listBuckets)
                        .on("POST", StudioRoutes::createBucket),
                Place.of(BUCKETS + "/{bucket}", "GET", "PATCH", "DELETE")
                        .on("GET", call -> flattened(call, "GET", bucket(call, ""), null))
                        .on("PATCH", StudioRoutes::updateBucket)
                        .on("DELETE", call -> flattened(call, "DELETE", bucket(call, ""), Json.object())),
                Place.post(
                        BUCKETS + "/{bucket}/empty",
                        call -> flattened(call, "POST", bucket(call, "/empty"), Json.object())),
                Place.of(OBJECTS, "DELETE").on("DELETE", StudioRoutes::deleteObjects),
                Place.post(OBJECTS + "/list", StudioRoutes::list),
                Place.post(OBJECTS + "/move", StudioRoutes::move),
                Place.post(OBJECTS + "/download", StudioRoutes::download),
                Place.post(OBJECTS + "/public-url", StudioRoutes::publicUrl),
                Place.post(OBJECTS + "/sign", StudioRoutes::sign),
                Place.post(OBJECTS + "/sign-multi", StudioRoutes::signMany));
    }

    /** Descriptions of the Studio's only project, whatever the ref is. */
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
        routes.add(Place.post(
                "/platform/projects/{ref}/api-keys/temporary",
                call -> Reply.json(200, Json.object("api_key", call.keys().serviceKey()))));
        routes.add(Place.of("/platform/projects/{ref}/api/rest", "GET", "HEAD")
                .on("GET", call -> Reply.json(200, Json.object()))
                .on("HEAD", call -> Reply.of(200)));
        routes.add(Place.of("/get-utc-time", "GET").on("GET", call -> {
            Instant now = call.project().context().clock().instant();
            return Reply.json(200, Json.object("utcTime", now));
        }));
        return routes;
    }

    /** The user is deleted permanently, whatever the request says. */
    private static Reply deleteUser(Call call) throws IOException {
        Reply reply = call.send("DELETE", user(call), Json.object("should_soft_delete", false));
        return flattened(reply, body -> Json.object("user", Json.object()));
    }

    private static Reply deleteFactors(Call call) throws IOException {
        return flattened(call.deleteFactors(user(call)), body -> body);
    }

    private static Reply send(Call call, String kind, String member) throws IOException {
        Reply reply = call.send("POST", "/auth/v1/" + kind, copied(call, member));
        return passed(reply, reply.status(), Json.object("message", message(reply)));
    }

    private static String user(Call call) {
        if (!ID.matcher(call.param("id")).matches()) {
            throw new Studio.Failure();
        }
        return USERS + "/" + call.param("id");
    }

    private static Reply listBuckets(Call call) throws IOException {
        String query = Stream.of(
                        "limit=" + number(call.query("limit")),
                        "offset=" + number(call.query("offset")),
                        "sortColumn=" + oneOf(COLUMNS, call.query("sortColumn")),
                        "sortOrder=" + oneOf(ORDERS, call.query("sortOrder")),
                        "search=" + Percent.encode(call.query("search")))
                .filter(parameter -> !parameter.endsWith("="))
                .collect(Collectors.joining("&"));
        String target = STORAGE + "/bucket" + (query.isEmpty() ? "" : "?" + query);
        return passed(call.send("GET", target, null), 500, error(Json.object("message", "Internal Server Error")));
    }

    private static String oneOf(Set<String> allowed, String value) {
        return allowed.contains(value) ? value : "";
    }

    /** A number as JavaScript's {@code parseInt} reads it; empty for zero. */
    private static String number(String text) {
        Matcher number = LEADING_NUMBER.matcher(text);
        long value = number.matches() ? Long.parseLong(number.group(1)) : 0;
        return value == 0 ? "" : Long.toString(value);
    }

    /** The id is also the name. */
    private static Reply createBucket(Call call) throws IOException {
        ObjectNode body = copied(call, "id", "id>name", "public", "file_size_limit", "allowed_mime_types");
        return flattened(call, "POST", STORAGE + "/bucket", body);
    }

    private static Reply updateBucket(Call call) throws IOException {
        ObjectNode body = Json.object("id", call.param("bucket"), "name", call.param("bucket"));
        body.setAll(copied(call, "public", "file_size_limit", "allowed_mime_types"));
        return flattened(call, "PUT", bucket(call, ""), body);
    }

    private static Reply deleteObjects(Call call) throws IOException {
        return flattened(call, "DELETE", object(call, ""), copied(call, "paths>prefixes"));
    }

    /** The bucket's name is not encoded in the URL. */
    private static String bucket(Call call, String below) {
        return WebUrls.target(STORAGE + "/bucket/" + call.param("bucket") + below);
    }

    private static String object(Call call, String operation) {
        return WebUrls.target(STORAGE + "/object" + operation + "/" + call.param("bucket"));
    }

    private static Reply list(Call call) throws IOException {
        ObjectNode body = Json.object("limit", 100, "offset", 0);
        body.set("sortBy", Json.object("column", "name", "order", "asc"));
        if (field(call, "options") instanceof ObjectNode options) {
            body.setAll(options);
        }
        JsonNode path = field(call, "path");
        boolean none = path.isMissingNode()
                || path.isNull()
                || (path.isValueNode() && path.asText().isEmpty());
        body.set("prefix", none ? TextNode.valueOf("") : path);
        Reply reply = call.send("POST", object(call, "/list"), body);
        return passed(reply, 500, error(TextNode.valueOf(message(reply))));
    }

    private static Reply move(Call call) throws IOException {
        ObjectNode body = Json.object("bucketId", call.param("bucket"));
        body.setAll(copied(call, "from>sourceKey", "to>destinationKey"));
        return flattened(call, "POST", STORAGE + "/object/move", body);
    }

    private static Reply download(Call call) throws IOException {
        String path = path(call).replaceFirst("^/+", "");
        Reply reply = call.send("GET", WebUrls.target(STORAGE + "/object/" + call.param("bucket") + "/" + path), null);
        return Call.succeeded(reply)
                ? Reply.of(200, "application/octet-stream", Call.bytes(reply))
                : flattened(reply, body -> body);
    }

    private static Reply publicUrl(Call call) throws IOException {
        String raw = STORAGE + "/object/public/" + call.param("bucket") + "/"
                + path(call).replaceFirst("^/", "");
        String encoded = Percent.encodeUri(raw);
        int mark = encoded.indexOf('?') < 0 ? encoded.length() : encoded.indexOf('?');
        String walked = WebUrls.walked(encoded.substring(0, mark)) + encoded.substring(mark);
        return Reply.json(200, Json.object("publicUrl", call.publicUrl() + walked));
    }

    /** One slash at each end of the path is removed, and several in a row become one. */
    private static Reply sign(Call call) throws IOException {
        String path = path(call).replaceAll("^/|/$", "").replaceAll("/+", "/");
        String target = WebUrls.target(STORAGE + "/object/sign/" + call.param("bucket") + "/" + path);
        Reply reply = call.send("POST", target, Json.object("expiresIn", expiry(call)));
        return flattened(
                reply,
                body -> Json.object(
                        "signedUrl", absolute(call, body.path("signedURL").asText())));
    }

    private static Reply signMany(Call call) throws IOException {
        ObjectNode body = Json.object("expiresIn", expiry(call));
        body.setAll(copied(call, "path>paths"));
        Reply reply = call.send("POST", object(call, "/sign"), body);
        if (!Call.succeeded(reply)) {
            return flattened(reply, failure -> failure);
        }
        ArrayNode items = Json.array();
        for (JsonNode item : Call.json(reply)) {
            ObjectNode copy = item.deepCopy();
            JsonNode relative = item.path("signedURL");
            copy.put("signedUrl", relative.isTextual() ? absolute(call, relative.asText()) : null);
            items.add(copy);
        }
        return Reply.json(201, items);
    }

    private static String absolute(Call call, String relative) {
        return call.publicUrl() + STORAGE + Percent.encodeUri(relative);
    }

    private static JsonNode expiry(Call call) throws IOException {
        JsonNode given = field(call, "expiresIn");
        return given.isMissingNode() ? IntNode.valueOf(DAY) : given;
    }

    private static String path(Call call) throws IOException {
        JsonNode path = field(call, "path");
        if (!path.isTextual()) {
            throw new Studio.Failure();
        }
        return path.textValue();
    }

    private static Reply filled(String text, Call call) {
        String url = call.publicUrl();
        ProjectKeys keys = call.keys();
        String filled = text.replace("%url%", url)
                .replace("%host%", URI.create(url).getAuthority())
                .replace("%service%", keys.serviceKey())
                .replace("%anon%", keys.anonKey())
                .replace("%secret%", keys.jwtSecret());
        return Reply.text(200, "application/json; charset=utf-8", filled);
    }

    /** A member of the body; a body that is null leads to an internal error. */
    private static JsonNode field(Call call, String name) throws IOException {
        if (call.body().isNull()) {
            throw new Studio.Failure();
        }
        return call.body().path(name);
    }

    /** Members of the body that exist, some under another name: {@code from>to}. */
    private static ObjectNode copied(Call call, String... members) throws IOException {
        ObjectNode copy = Json.object();
        for (String member : members) {
            String[] names = member.split(">", 2);
            JsonNode value = field(call, names[0]);
            if (!value.isMissingNode()) {
                copy.set(names[names.length - 1], value);
            }
        }
        return copy;
    }

    /** A project's response as it is, or another one for all failures. */
    private static Reply passed(Reply reply, int failureStatus, JsonNode failure) throws IOException {
        return Call.succeeded(reply) ? Reply.json(200, Call.json(reply)) : Reply.json(failureStatus, failure);
    }

    /** A project's response as most routes return it: every failure has the status 400. */
    private static Reply flattened(Call call, String method, String target, @Nullable JsonNode content)
            throws IOException {
        return flattened(call.send(method, target, content), body -> body);
    }

    private static Reply flattened(Reply reply, UnaryOperator<JsonNode> success) throws IOException {
        return Call.succeeded(reply)
                ? Reply.json(200, success.apply(Call.json(reply)))
                : Reply.json(400, error(Json.object("message", message(reply))));
    }

    private static ObjectNode error(JsonNode error) {
        return Json.object("error", error);
    }

    private static String message(Reply reply) throws IOException {
        JsonNode body = Call.json(reply);
        return body.path("msg").asText(body.path("message").asText("{}"));
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
