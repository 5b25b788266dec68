package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
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

    /** What a page consists of: objects, and with a delimiter folders, with the dates that they are sorted by. */
    private record Item(String path, boolean isFolder, StoredObject object, Instant created, Instant updated) {
        /** To the millisecond, as cursors have it: within one, the name decides. */
        Instant date(String column) {
            return (column.equals("created_at") ? created : updated).truncatedTo(ChronoUnit.MILLIS);
        }

        String sortedPath() {
            return isFolder ? path + "/" : path;
        }

        Item earlier(StoredObject other) {
            return new Item(path, true, object, min(created, other.createdAt()), min(updated, other.updatedAt()));
        }

        private static Instant min(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }
    }

    static PrefixList of(Fields body) {
        String prefix = body.text("prefix", "");
        long limit = Math.min(MAX, body.integer("limit", 1, MAX));
        String cursor = body.text("cursor", "");
        boolean delimiter = body.flag("with_delimiter", false);
        ListCursor from = ListCursor.START;
        if (body.has("sortBy")) {
            Fields sort = body.object("sortBy").orElseThrow().require("column");
            String column = sort.choice("column", "name", "updated_at", "created_at");
            String order = sort.choice("order", "asc", "desc");
            from = new ListCursor("", order == null ? "asc" : order, column == null ? "" : column, "", "");
        }
        return new PrefixList(prefix, (int) limit, delimiter, cursor.isEmpty() ? from : ListCursor.parse(cursor));
    }

    ObjectNode of(ObjectIndex objects, Predicate<StoredObject> visible) {
        List<Item> items = from.byDate() ? byDate(objects, visible) : byName(objects.byName(), visible);
        boolean hasNext = items.size() > limit;
        List<Item> page = hasNext ? items.subList(0, limit) : items;
        ObjectNode answer = Json.object("hasNext", hasNext);
        if (hasNext) {
            Item last = page.get(limit - 1);
            answer.put("nextCursor", cursorAfter(last, objects.byName()).text()).put("nextCursorKey", last.path());
        }
        ArrayNode folders = answer.putArray("folders");
        ArrayNode files = answer.putArray("objects");
        page.forEach(item -> (item.isFolder() ? folders : files).add(row(item)));
        return answer;
    }

    /** One item more than the page has, if there is one. */
    private List<Item> byName(NavigableMap<String, StoredObject> index, Predicate<StoredObject> visible) {
        NavigableMap<String, StoredObject> rest = rest(index);
        List<Item> items = new ArrayList<>();
        if (delimiter) {
            new LevelScan(rest, prefix, false).each(from.descending(), visible, entry -> {
                if (!isLastFolder(entry)) {
                    items.add(item(entry));
                }
                return items.size() <= limit;
            });
            return items;
        }
        for (StoredObject object : (from.descending() ? rest.descendingMap() : rest).values()) {
            if (items.size() > limit || !object.name().startsWith(prefix)) {
                break;
            }
            if (visible.test(object)) {
                items.add(item(new LevelScan.Entry(object.name(), false, object)));
            }
        }
        return items;
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
    private boolean isLastFolder(LevelScan.Entry entry) {
        return entry.isFolder()
                && from.mark().isEmpty()
                && !from.last().isEmpty()
                && entry.path().equals(from.last());
    }

    private List<Item> byDate(ObjectIndex objects, Predicate<StoredObject> visible) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (StoredObject object : objects.byName().tailMap(prefix, true).values()) {
            if (!object.name().startsWith(prefix)) {
                break;
            }
            if (visible.test(object)) {
                Item item = item(object);
                items.merge(item.sortedPath(), item, (old, other) -> old.earlier(object));
            }
        }
        Comparator<Item> order =
                Comparator.comparing((Item item) -> item.date(from.column())).thenComparing(Item::sortedPath);
        return items.values().stream()
                .filter(item -> from.isBefore(item.date(from.column()), item.sortedPath()))
                .sorted(from.descending() ? order.reversed() : order)
                .limit(limit + 1L)
                .toList();
    }

    private Item item(StoredObject object) {
        int slash = delimiter ? object.name().indexOf('/', prefix.length()) : -1;
        String path = slash < 0 ? object.name() : object.name().substring(0, slash);
        return item(new LevelScan.Entry(path, slash >= 0, object));
    }

    private static Item item(LevelScan.Entry entry) {
        StoredObject object = entry.first();
        return new Item(entry.path(), entry.isFolder(), object, object.createdAt(), object.updatedAt());
    }

    private ListCursor cursorAfter(Item last, NavigableMap<String, StoredObject> index) {
        String value = from.byDate() ? Rows.date(last.date(from.column())) : "";
        return new ListCursor(last.path(), from.order(), from.column(), value, mark(last, index));
    }

    private String mark(Item last, NavigableMap<String, StoredObject> index) {
        String folder = last.path() + "/";
        String next = delimiter ? index.ceilingKey(last.isFolder() ? last.path() : folder) : null;
        boolean folderFollows = next != null && next.startsWith(folder);
        if (last.isFolder()) {
            return from.byDate() || !folderFollows || last.path().isEmpty() ? "/" : "";
        }
        return folderFollows ? "." : "";
    }

    private ObjectNode row(Item item) {
        String name = item.isFolder() ? Rows.folderName(item.path()) : item.path();
        if (!delimiter) {
            return plainRow(item.object());
        }
        int start = prefix.lastIndexOf('/') + 1;
        ObjectNode row = Json.object("key", item.path().substring(start), "name", name);
        if (!item.isFolder()) {
            row.put("id", item.object().id().toString());
            Rows.dates(row, item.object())
                    .set("metadata", Rows.metadata(item.object().metadata()));
            return row;
        }
        FolderList.folderRow(row);
        if (from.byDate()) {
            row.put("updated_at", Rows.date(item.updated())).put("created_at", Rows.date(item.created()));
        }
        return row;
    }

    private static ObjectNode plainRow(StoredObject object) {
        ObjectNode row = Json.object("id", object.id(), "name", object.name());
        row.set("metadata", Rows.metadata(object.metadata()));
        return Rows.dates(row, object);
    }
}
