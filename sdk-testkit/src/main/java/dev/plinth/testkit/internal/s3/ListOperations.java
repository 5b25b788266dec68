package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.ListCursor;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lists of objects, in S3's two versions. */
record ListOperations(StorageCore core) {
    Reply second(S3Request request) {
        UnaryOperator<String> encoding = encoding(request);
        String token = request.query("continuation-token");
        String delimiter = request.query("delimiter");
        NavigableMap<String, StoredObject> index = index(request);
        ListCursor from = token.isEmpty() ? ListCursor.START : ListCursor.parse(token);
        String after = token.isEmpty() ? request.query("start-after") : after(from, request, index);
        ObjectPage page = page(request, index, after);
        Xml xml = Xml.of("ListBucketResult")
                .text("Name", request.bucket())
                .text("Prefix", request.query("prefix"))
                .text("ContinuationToken", nullIfEmpty(token));
        contents(xml, page, encoding);
        xml.text("IsTruncated", page.truncated())
                .text("MaxKeys", request.pageSize("max-keys"))
                .text("Delimiter", nullIfEmpty(delimiter))
                .text("EncodingType", nullIfEmpty(request.query("encoding-type")))
                .text("KeyCount", page.entries().size());
        commonPrefixes(xml, page, delimiter, encoding);
        return xml.text(
                        "NextContinuationToken",
                        page.truncated()
                                ? cursor(page, delimiter, index, from.order()).text()
                                : null)
                .reply(200);
    }

    /** The marker in the answer is that of the next page. */
    Reply first(S3Request request) {
        UnaryOperator<String> encoding = encoding(request);
        String delimiter = request.query("delimiter");
        NavigableMap<String, StoredObject> index = index(request);
        ListCursor marker = new ListCursor(request.query("marker"), "", "", "", "");
        ObjectPage page = page(request, index, after(marker, request, index));
        String next = page.truncated() ? marker(cursor(page, delimiter, index, ""), delimiter) : null;
        Xml xml = Xml.of("ListBucketResult")
                .text("Name", request.bucket())
                .text("Prefix", request.query("prefix"))
                .text("Marker", next)
                .text("NextMarker", delimiter.isEmpty() ? null : next)
                .text("MaxKeys", request.pageSize("max-keys"))
                .text("IsTruncated", page.truncated());
        contents(xml, page, encoding);
        commonPrefixes(xml, page, delimiter, encoding);
        return xml.text("EncodingType", nullIfEmpty(request.query("encoding-type")))
                .reply(200);
    }

    private NavigableMap<String, StoredObject> index(S3Request request) {
        return core.state()
                .objects(core.objects().bucket(request.bucket()).id())
                .byName();
    }

    private ObjectPage page(S3Request request, NavigableMap<String, StoredObject> index, String after) {
        ObjectPage.Query query = new ObjectPage.Query(
                request.query("prefix"), request.query("delimiter"), after, request.pageSize("max-keys"));
        return ObjectPage.of(index, object -> core.access().sees(request.caller(), object), query);
    }

    private static void contents(Xml xml, ObjectPage page, UnaryOperator<String> encoding) {
        page.objects()
                .forEach(object -> xml.open("Contents")
                        .text("Key", encoding.apply(object.name()))
                        .text("LastModified", Rows.date(object.updatedAt()))
                        .text("ETag", object.metadata().eTag())
                        .text("Size", object.metadata().size())
                        .text("StorageClass", "STANDARD")
                        .close());
    }

    /** Common prefixes end with a slash, whatever the delimiter is. */
    private static void commonPrefixes(Xml xml, ObjectPage page, String delimiter, UnaryOperator<String> encoding) {
        for (String folder : page.folders()) {
            String path = folder.substring(0, folder.length() - delimiter.length());
            xml.open("CommonPrefixes")
                    .text("Prefix", encoding.apply(Rows.folderName(path)))
                    .close();
        }
    }

    private static UnaryOperator<String> encoding(S3Request request) {
        return request.encodesNames() ? Percent::encodeComponent : UnaryOperator.identity();
    }

    /** A folder stands in a cursor without its delimiter, and with a mark where it could be taken for an object. */
    private static ListCursor cursor(
            ObjectPage page, String delimiter, NavigableMap<String, StoredObject> index, String order) {
        ObjectPage.Entry last = page.last();
        boolean folder = last.object() == null;
        String name = folder ? last.name().substring(0, last.name().length() - delimiter.length()) : last.name();
        boolean readsAsFolder = isFolder(name, delimiter, index);
        String mark = folder == readsAsFolder ? "" : folder ? "/" : ".";
        return new ListCursor(name, order, "", "", mark);
    }

    /** The place in the list that a cursor means. */
    private static String after(ListCursor cursor, S3Request request, NavigableMap<String, StoredObject> index) {
        String delimiter = request.query("delimiter");
        boolean folder =
                cursor.mark().equals("/") || (cursor.mark().isEmpty() && isFolder(cursor.last(), delimiter, index));
        if (folder) {
            return ObjectPage.behind(cursor.last() + delimiter);
        }
        boolean whole = !delimiter.isEmpty()
                && cursor.last().endsWith(delimiter)
                && cursor.last().length() > request.query("prefix").length();
        return whole ? ObjectPage.behind(cursor.last()) : cursor.last();
    }

    /** A marker has no room for a mark: there the folder keeps its delimiter. */
    private static String marker(ListCursor cursor, String delimiter) {
        return cursor.mark().equals("/") ? cursor.last() + delimiter : cursor.last();
    }

    /** Whether a name is followed at once by what is in a folder of that name, and is no object itself. */
    private static boolean isFolder(String name, String delimiter, NavigableMap<String, StoredObject> index) {
        String next = delimiter.isEmpty() || name.isEmpty() ? null : index.ceilingKey(name);
        return next != null && next.startsWith(name + delimiter);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * A page of a list: objects, and what a delimiter folds together.
     *
     * @param entries what is on it, in the order of the names' bytes
     * @param truncated whether there is more
     */
    record ObjectPage(List<Entry> entries, boolean truncated) {
        /** What sorts behind every name of a folder. */
        private static final char LAST = Character.MAX_VALUE;

        /** An object, or, with its name up to the delimiter, a folder. */
        record Entry(String name, @Nullable StoredObject object) {}

        /**
         * What is asked for.
         *
         * @param prefix what names begin with
         * @param delimiter what folds names together; empty for nothing
         * @param after what the list comes after; empty for nothing
         * @param limit the most that a page holds
         */
        record Query(String prefix, String delimiter, String after, int limit) {}

        static ObjectPage of(NavigableMap<String, StoredObject> index, Predicate<StoredObject> visible, Query query) {
            List<Entry> entries = new ArrayList<>();
            Map.Entry<String, StoredObject> at = query.after().compareTo(query.prefix()) < 0
                    ? index.ceilingEntry(query.prefix())
                    : query.after().isEmpty() ? index.firstEntry() : index.higherEntry(query.after());
            while (at != null && at.getKey().startsWith(query.prefix())) {
                Entry entry = visible.test(at.getValue()) ? entry(at, query) : null;
                if (entry != null && entries.size() == query.limit()) {
                    return new ObjectPage(entries, true);
                }
                if (entry != null) {
                    entries.add(entry);
                }
                boolean folder = entry != null && entry.object() == null;
                at = index.higherEntry(folder && entry != null ? entry.name() + LAST : at.getKey());
            }
            return new ObjectPage(entries, false);
        }

        /** The place after everything in a folder. */
        static String behind(String folder) {
            return folder + LAST;
        }

        List<StoredObject> objects() {
            List<StoredObject> objects = new ArrayList<>();
            for (Entry entry : entries) {
                if (entry.object() != null) {
                    objects.add(entry.object());
                }
            }
            return objects;
        }

        List<String> folders() {
            return entries.stream()
                    .filter(entry -> entry.object() == null)
                    .map(Entry::name)
                    .toList();
        }

        Entry last() {
            return entries.get(entries.size() - 1);
        }

        private static Entry entry(Map.Entry<String, StoredObject> at, Query query) {
            String name = at.getKey();
            int index = query.delimiter().isEmpty()
                    ? -1
                    : name.indexOf(query.delimiter(), query.prefix().length());
            return index < 0
                    ? new Entry(name, at.getValue())
                    : new Entry(name.substring(0, index + query.delimiter().length()), null);
        }
    }
}
