package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Studio's routes for buckets. */
final class StudioBuckets {
    private static final String BASE = "/platform/storage/{ref}/buckets";
    private static final String UPSTREAM = "/storage/v1/bucket";
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*([+-]?\\d{1,15}).*", Pattern.DOTALL);
    private static final Set<String> COLUMNS = Set.of("id", "name", "created_at");
    private static final Set<String> ORDERS = Set.of("asc", "desc");
    private static final Set<String> COPIED = Set.of("public", "file_size_limit", "allowed_mime_types");

    private StudioBuckets() {}

    static List<StudioRoute> routes() {
        return List.of(
                StudioRoute.of(BASE, "GET", "POST")
                        .on("GET", StudioBuckets::list)
                        .on("POST", StudioBuckets::create),
                StudioRoute.of(BASE + "/{bucket}", "GET", "PATCH", "DELETE")
                        .on("GET", call -> StudioCall.flattened(call.send("GET", bucket(call), null)))
                        .on("PATCH", StudioBuckets::update)
                        .on("DELETE", call -> StudioCall.flattened(call.send("DELETE", bucket(call), Json.object()))),
                StudioRoute.of(BASE + "/{bucket}/empty", "POST")
                        .on(
                                "POST",
                                call -> StudioCall.flattened(
                                        call.send("POST", WebUrls.target(raw(call) + "/empty"), Json.object()))));
    }

    private static Reply list(StudioCall call) throws IOException {
        List<String> query = new ArrayList<>();
        addNumber(query, "limit", call.query("limit"));
        addNumber(query, "offset", call.query("offset"));
        @Nullable String column = call.query("sortColumn");
        if (column != null && COLUMNS.contains(column)) {
            query.add("sortColumn=" + column);
        }
        @Nullable String order = call.query("sortOrder");
        if (order != null && ORDERS.contains(order)) {
            query.add("sortOrder=" + order);
        }
        @Nullable String search = call.query("search");
        if (search != null && !search.isEmpty()) {
            query.add("search=" + dev.plinth.testkit.internal.http.Percent.encode(search));
        }
        String target = UPSTREAM + (query.isEmpty() ? "" : "?" + String.join("&", query));
        Reply reply = call.send("GET", target, null);
        if (Upstream.succeeded(reply)) {
            return Reply.json(200, Upstream.json(reply));
        }
        return Reply.json(500, Json.object().set("error", Json.object("message", "Internal Server Error")));
    }

    /** What parseInt makes of it; zero is as good as nothing. */
    private static void addNumber(List<String> query, String name, @Nullable String text) {
        Matcher number = LEADING_NUMBER.matcher(text == null ? "" : text);
        if (number.matches() && Long.parseLong(number.group(1)) != 0) {
            query.add(name + "=" + Long.parseLong(number.group(1)));
        }
    }

    /** Only the id is read, and becomes the name. */
    private static Reply create(StudioCall call) throws IOException {
        ObjectNode body = Json.object();
        JsonNode id = call.field("id");
        if (!id.isMissingNode()) {
            body.set("id", id);
            body.set("name", id);
        }
        return StudioCall.flattened(call.send("POST", UPSTREAM, copied(call, body)));
    }

    private static Reply update(StudioCall call) throws IOException {
        ObjectNode body = Json.object("id", call.param("bucket"), "name", call.param("bucket"));
        return StudioCall.flattened(call.send("PUT", bucket(call), copied(call, body)));
    }

    private static ObjectNode copied(StudioCall call, ObjectNode body) {
        for (String member : COPIED) {
            JsonNode value = call.field(member);
            if (!value.isMissingNode()) {
                body.set(member, value);
            }
        }
        return body;
    }

    /** The bucket's name goes into the address as it is. */
    private static String bucket(StudioCall call) {
        return WebUrls.target(raw(call));
    }

    private static String raw(StudioCall call) {
        return UPSTREAM + "/" + call.param("bucket");
    }
}
