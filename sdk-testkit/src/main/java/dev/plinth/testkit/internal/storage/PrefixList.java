package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.LevelScan.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

/** List v2: everything beneath a prefix, or one level of it, in the order of the names' bytes, page by page. */
record PrefixList(String prefix, int limit, boolean delimiter, ListCursor from) {
    private static final long MAX = 1_000;

    static PrefixList of(Fields body) {
        String prefix = body.text("prefix", "");
        long limit = Math.min(MAX, body.integer("limit", 1, MAX));
        String cursor = body.text("cursor", "");
        boolean delimiter = body.flag("with_delimiter", false);
        ListCursor from = ListCursor.START;
        if (body.has("sortBy")) {
            Fields sort = body.sortBy();
            String column = sort.choice("column", "name", "updated_at", "created_at");
            String order = sort.choice("order", "asc", "desc");
            from = new ListCursor("", order == null ? "asc" : order, column == null ? "" : column, "", "");
        }
        return new PrefixList(prefix, (int) limit, delimiter, cursor.isEmpty() ? from : ListCursor.parse(cursor));
    }

    ObjectNode of(ObjectIndex objects, Predicate<StoredObject> visible) {
        NavigableMap<String, StoredObject> index = objects.byName();
        List<Entry> entries = from.byDate() ? byDate(index, visible) : byName(index, visible);
        boolean hasNext = entries.size() > limit;
        List<Entry> page = hasNext ? entries.subList(0, limit) : entries;
        ObjectNode answer = Json.object("hasNext", hasNext);
        if (hasNext) {
            Entry last = page.get(limit - 1);
            String value = from.byDate() ? Rows.date(date(last)) : "";
            ListCursor next = new ListCursor(last.path(), from.order(), from.column(), value, mark(last, index));
            answer.put("nextCursor", next.text()).put("nextCursorKey", last.path());
        }
        ArrayNode folders = answer.putArray("folders");
        ArrayNode files = answer.putArray("objects");
        page.forEach(entry -> (entry.isFolder() ? folders : files).add(row(entry)));
        return answer;
    }

    /** One entry more than the page has, if there is one. */
    private List<Entry> byName(NavigableMap<String, StoredObject> index, Predicate<StoredObject> visible) {
        List<Entry> entries = new ArrayList<>();
        new LevelScan(rest(index), prefix, delimiter ? "/" : "", false).each(from.descending(), visible, entry -> {
            if (!isLastFolder(entry)) {
                entries.add(entry);
            }
            return entries.size() <= limit;
        });
        return entries;
    }

    /** What comes after the cursor. */
    private NavigableMap<String, StoredObject> rest(NavigableMap<String, StoredObject> index) {
        String last = from.sortedLast();
        if (from.descending()) {
            return index.headMap(last.isEmpty() ? prefix + Character.MAX_VALUE : last, false);
        }
        String behind = from.mark().equals("/") ? last + Character.MAX_VALUE : last;
        boolean atStart = behind.compareTo(prefix) < 0 || behind.isEmpty();
        return index.tailMap(atStart ? prefix : behind, atStart);
    }

    /** The folder that the last page ended with: a cursor without a mark comes after it. */
    private boolean isLastFolder(Entry entry) {
        return entry.isFolder()
                && from.mark().isEmpty()
                && !from.last().isEmpty()
                && entry.path().equals(from.last());
    }

    /** All entries after the cursor: any object may be the first of its folder. */
    private List<Entry> byDate(NavigableMap<String, StoredObject> index, Predicate<StoredObject> visible) {
        LevelScan level = new LevelScan(index, prefix, delimiter ? "/" : "", false);
        Map<String, Entry> entries = new LinkedHashMap<>();
        new LevelScan(index, prefix, "", false).each(false, visible, each -> {
            Entry entry = level.entry(each.object());
            entries.merge(entry.sortedPath(), entry, Entry::merged);
            return true;
        });
        Comparator<Entry> order = Comparator.comparing(this::date).thenComparing(Entry::sortedPath);
        return entries.values().stream()
                .filter(entry -> from.isBefore(date(entry), entry.sortedPath()))
                .sorted(from.descending() ? order.reversed() : order)
                .limit(limit + 1L)
                .toList();
    }

    /** To the millisecond, as cursors have it: within one, the name decides. */
    private Instant date(Entry entry) {
        Instant date = from.column().equals("created_at") ? entry.created() : entry.updated();
        return date.truncatedTo(ChronoUnit.MILLIS);
    }

    private String mark(Entry last, NavigableMap<String, StoredObject> index) {
        String folder = last.path() + "/";
        String next = delimiter ? index.ceilingKey(last.isFolder() ? last.path() : folder) : null;
        boolean folderFollows = next != null && next.startsWith(folder);
        if (last.isFolder()) {
            return from.byDate() || !folderFollows || last.path().isEmpty() ? "/" : "";
        }
        return folderFollows ? "." : "";
    }

    private ObjectNode row(Entry entry) {
        StoredObject object = entry.object();
        if (!delimiter) {
            ObjectNode row = Json.object("id", object.id(), "name", object.name());
            row.set("metadata", Rows.metadata(object.metadata()));
            return Rows.dates(row, object);
        }
        String key = entry.path().substring(prefix.lastIndexOf('/') + 1);
        String name = entry.isFolder() ? Rows.folderName(entry.path()) : entry.path();
        ObjectNode row = Rows.entry(Json.object("key", key, "name", name), entry);
        return entry.isFolder() && from.byDate()
                ? row.put("updated_at", Rows.date(entry.updated())).put("created_at", Rows.date(entry.created()))
                : row;
    }
}
