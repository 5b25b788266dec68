package dev.plinth.storage.internal.list;

import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.DecodedPage;
import dev.plinth.storage.internal.api.StorageService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The server's two list routes for objects. */
public final class ListOperations {

    public static final JsonReader<List<ObjectRow>> ROWS = Json.listReader(ObjectRow.class);
    private static final JsonReader<CursorPage> PAGE = Json.reader(CursorPage.class);

    private ListOperations() {}

    static final String LIST = "storage.list";

    /** A page with the cursor of the next page. */
    record CursorPage(
            boolean hasNext_,
            Optional<String> nextCursor_,
            @Required List<ObjectRow> folders,
            @Required List<ObjectRow> objects) {}

    /** {@code POST /object/list-v2/{bucket}}: pages by cursor, for any number of objects. */
    static Operation<CursorPage> byCursor(String bucket, ObjectQuery query, @Nullable String cursor, int limit) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("prefix", query.prefix());
        body.put("limit", limit);
        body.put("with_delimiter", !query.recursive());
        if (cursor == null) {
            body.put("sortBy", query.sortBy());
        } else {
            body.put("cursor", cursor);
        }
        return Operation.safe(
                        StorageService.SPEC,
                        LIST,
                        dialect -> (dialect == Dialect.STUDIO
                                        ? Route.post("/buckets/{bucket}/objects/list-v2", bucket)
                                        : Route.post("/object/list-v2/{bucket}", bucket))
                                .json(body)
                                .decode(Decoder.json(PAGE)))
                .context("bucket", bucket, "prefix", query.prefix());
    }

    /** {@code POST /object/list/{bucket}}: one level, pages by offset; names are relative to the folder. */
    static Operation<DecodedPage<ObjectRow>> byOffset(
            String bucket, String folder, @Nullable String search, ObjectQuery query, long offset, int limit) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("limit", limit);
        options.put("offset", offset);
        options.put("sortBy", query.sortBy());
        if (search != null && !search.isEmpty()) {
            options.put("search", search);
        }
        return Operation.safe(
                        StorageService.SPEC,
                        LIST,
                        dialect -> levelRoute(dialect, bucket, folder, options)
                                .decode(Decoder.json(ROWS).then(rows -> new DecodedPage<>(rows, OptionalLong.empty()))))
                .context("bucket", bucket, "prefix", folder);
    }

    /** Returns the route that lists one folder. */
    public static Route.Builder levelRoute(Dialect dialect, String bucket, String folder, Map<String, Object> options) {
        if (dialect == Dialect.STUDIO) {
            return Route.post("/buckets/{bucket}/objects/list", bucket)
                    .json(Map.of("path", folder, "options", options));
        }
        Map<String, Object> body = new LinkedHashMap<>(options);
        body.put("prefix", folder);
        return Route.post("/object/list/{bucket}", bucket).json(body);
    }
}
