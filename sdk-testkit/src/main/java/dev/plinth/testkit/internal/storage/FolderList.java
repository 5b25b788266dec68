package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.LevelScan.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * List v1: one level of a folder, names in the order of their lower-case bytes, folders as rows without an id.
 *
 * @param date what rows are sorted by; null for the name
 */
record FolderList(
        String folder,
        String search,
        long limit,
        long offset,
        @Nullable Function<StoredObject, Instant> date,
        boolean descending) {
    private static final long DEFAULT_LIMIT = 100;
    private static final Map<String, Function<StoredObject, Instant>> DATES = Map.of(
            "updated_at", StoredObject::updatedAt,
            "created_at", StoredObject::createdAt,
            "last_accessed_at", StoredObject::lastAccessedAt);

    static FolderList of(Fields body) {
        body.require("prefix");
        String prefix = body.text("prefix", "");
        long limit = body.integer("limit", 1, DEFAULT_LIMIT);
        long offset = body.integer("offset", 0, 0);
        Fields sort = body.sortBy();
        String column = sort.choice("column", "name", "updated_at", "created_at", "last_accessed_at");
        boolean descending = "desc".equals(sort.choice("order", "asc", "desc"));
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return new FolderList(
                folder,
                body.text("search", ""),
                limit,
                offset,
                DATES.get(Objects.requireNonNullElse(column, "name")),
                descending);
    }

    ArrayNode of(ObjectIndex objects, Predicate<StoredObject> visible) {
        String start = (folder + search).toLowerCase(Locale.ROOT);
        LevelScan scan = new LevelScan(objects.byLowerCase(), start, "/", true);
        long end = offset + limit < 0 ? Long.MAX_VALUE : offset + limit;
        List<Entry> entries = new ArrayList<>();
        if (date == null) {
            scan.each(descending, visible, entry -> entries.add(entry) && entries.size() < end);
        } else {
            scan.each(false, visible, entries::add);
            entries.sort(order(date));
        }
        ArrayNode rows = Json.array();
        entries.stream().skip(offset).limit(limit).forEach(entry -> {
            String name = entry.path().substring(folder.length());
            rows.add(Rows.entry(Json.object("name", name), entry));
        });
        return rows;
    }

    /** Folders first, by their names' bytes; then objects by the date. */
    private Comparator<Entry> order(Function<StoredObject, Instant> by) {
        Comparator<Entry> order = Comparator.comparing(
                        (Entry entry) -> entry.isFolder() ? Instant.EPOCH : by.apply(entry.object()))
                .thenComparing(Entry::path);
        return Comparator.comparing((Entry entry) -> !entry.isFolder())
                .thenComparing(descending ? order.reversed() : order);
    }
}
