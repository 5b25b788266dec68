package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * List v1: one level of a folder, names in the order of their lower-case bytes, folders as rows without an id.
 */
record FolderList(String folder, String search, long limit, long offset, String column, boolean descending) {
    private static final long DEFAULT_LIMIT = 100;

    static FolderList of(Fields body) {
        body.require("prefix");
        String prefix = body.text("prefix", "");
        long limit = body.integer("limit", 1, DEFAULT_LIMIT);
        long offset = body.integer("offset", 0, 0);
        String column = "name";
        boolean descending = false;
        if (body.has("sortBy")) {
            Fields sort = body.object("sortBy").orElseThrow().require("column");
            column = sort.choice("column", "name", "updated_at", "created_at", "last_accessed_at");
            descending = "desc".equals(sort.choice("order", "asc", "desc"));
        }
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return new FolderList(
                folder, body.text("search", ""), limit, offset, column == null ? "name" : column, descending);
    }

    ArrayNode of(ObjectIndex objects, Predicate<StoredObject> visible) {
        LevelScan scan = new LevelScan(objects.byLowerCase(), (folder + search).toLowerCase(Locale.ROOT), true);
        ArrayNode rows = Json.array();
        if (column.equals("name")) {
            long end = offset + limit < 0 ? Long.MAX_VALUE : offset + limit;
            long[] count = {0};
            scan.each(descending, visible, entry -> {
                if (count[0] >= offset) {
                    rows.add(row(entry));
                }
                return ++count[0] < end;
            });
            return rows;
        }
        byDate(scan, visible).stream().skip(offset).limit(limit).forEach(entry -> rows.add(row(entry)));
        return rows;
    }

    /** Folders first, by their names' bytes; then objects by the date. */
    private List<LevelScan.Entry> byDate(LevelScan scan, Predicate<StoredObject> visible) {
        List<LevelScan.Entry> folders = new ArrayList<>();
        List<LevelScan.Entry> files = new ArrayList<>();
        scan.each(false, visible, entry -> (entry.isFolder() ? folders : files).add(entry));
        Comparator<LevelScan.Entry> byName = Comparator.comparing(LevelScan.Entry::path);
        Comparator<LevelScan.Entry> byDate = Comparator.comparing(
                        (LevelScan.Entry entry) -> date().apply(entry.first()))
                .thenComparing(byName);
        folders.sort(descending ? byName.reversed() : byName);
        files.sort(descending ? byDate.reversed() : byDate);
        folders.addAll(files);
        return folders;
    }

    private Function<StoredObject, Instant> date() {
        return switch (column) {
            case "created_at" -> StoredObject::createdAt;
            case "last_accessed_at" -> StoredObject::lastAccessedAt;
            default -> StoredObject::updatedAt;
        };
    }

    private ObjectNode row(LevelScan.Entry entry) {
        String name = entry.path().substring(folder.length());
        @Nullable StoredObject object = entry.isFolder() ? null : entry.first();
        return object == null ? folderRow(Json.object("name", name)) : fileRow(name, object);
    }

    private static ObjectNode fileRow(String name, StoredObject object) {
        ObjectNode row = Json.object("name", name, "id", object.id());
        Rows.dates(row, object).set("metadata", Rows.metadata(object.metadata()));
        return row;
    }

    static ObjectNode folderRow(ObjectNode row) {
        row.putNull("id").putNull("updated_at").putNull("created_at").putNull("last_accessed_at");
        return row.putNull("metadata");
    }
}
