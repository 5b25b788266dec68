package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.LevelScan;
import dev.plinth.testkit.internal.storage.LevelScan.Entry;
import dev.plinth.testkit.internal.storage.ListCursor;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageSettings;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Buckets, and lists of the objects in them. */
record BucketOperations(StorageCore core) {
    Reply list(S3Request request) {
        var buckets = core.buckets().visible(request.caller()).stream()
                .map(bucket -> Json.object("Name", bucket.name(), "CreationDate", Rows.date(bucket.createdAt())))
                .toList();
        return Xml.of("ListAllMyBucketsResult")
                .with("Buckets", Json.object("Bucket", buckets))
                .reply(200);
    }

    Reply head(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Reply.of(200).header("x-amz-bucket-region", region());
    }

    /** The location in the body is ignored. */
    Reply create(S3Request request) {
        boolean isPublic = request.header("x-amz-acl", "").equals("public-read");
        core.buckets().create(request.caller(), request.bucket(), isPublic);
        return Reply.of(200).header("location", "/" + request.bucket());
    }

    Reply delete(S3Request request) {
        core.buckets().delete(request.caller(), request.bucket());
        return Reply.of(204);
    }

    Reply location(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Xml.textOf("LocationConstraint", region());
    }

    Reply versioning(S3Request request) {
        core.buckets().visible(request.caller(), request.bucket());
        return Xml.of("VersioningConfiguration")
                .with("Status", "Suspended")
                .with("MfaDelete", "Disabled")
                .reply(200);
    }

    Reply listObjectsV2(S3Request request) {
        return new ObjectList(core, request).second();
    }

    Reply listObjects(S3Request request) {
        return new ObjectList(core, request).first();
    }

    private String region() {
        return core.settings().get(StorageSettings.STORAGE_S3_REGION);
    }

    /** A list of objects, in S3's two versions. */
    private static final class ObjectList {
        private final StorageCore core;
        private final S3Request request;
        private final UnaryOperator<String> encoding;
        private final String prefix;
        private final String delimiter;
        private final int limit;
        private final NavigableMap<String, StoredObject> index;

        ObjectList(StorageCore core, S3Request request) {
            this.core = core;
            this.request = request;
            this.encoding = request.nameEncoding();
            this.prefix = request.query("prefix");
            this.delimiter = request.query("delimiter");
            this.limit = request.pageSize("max-keys");
            this.index = core.state()
                    .objects(core.objects().bucket(request.bucket()).id())
                    .byName();
        }

        Reply second() {
            String token = request.query("continuation-token");
            ListCursor from = token.isEmpty() ? ListCursor.START : ListCursor.parse(token);
            List<Entry> page = page(token.isEmpty() ? request.query("start-after") : after(from));
            ListCursor next = next(page, from.order());
            return Xml.of("ListBucketResult")
                    .with("Name", request.bucket())
                    .with("Prefix", prefix)
                    .with("ContinuationToken", nullIfEmpty(token))
                    .with("Contents", contents(page))
                    .with("IsTruncated", next != null)
                    .with("MaxKeys", limit)
                    .with("Delimiter", nullIfEmpty(delimiter))
                    .with("EncodingType", nullIfEmpty(request.query("encoding-type")))
                    .with("KeyCount", Math.min(limit, page.size()))
                    .with("CommonPrefixes", commonPrefixes(page))
                    .with("NextContinuationToken", next == null ? null : next.text())
                    .reply(200);
        }

        /** The marker in the response is that of the next page. */
        Reply first() {
            List<Entry> page = page(after(new ListCursor(request.query("marker"), "", "", "", "")));
            ListCursor last = next(page, "");
            // a marker has no mark: the folder keeps its delimiter instead
            String next = last == null ? null : last.mark().equals("/") ? last.last() + delimiter : last.last();
            return Xml.of("ListBucketResult")
                    .with("Name", request.bucket())
                    .with("Prefix", prefix)
                    .with("Marker", next)
                    .with("NextMarker", delimiter.isEmpty() ? null : next)
                    .with("MaxKeys", limit)
                    .with("IsTruncated", next != null)
                    .with("Contents", contents(page))
                    .with("CommonPrefixes", commonPrefixes(page))
                    .with("EncodingType", nullIfEmpty(request.query("encoding-type")))
                    .reply(200);
        }

        /** The entries of a page, and one more if there is one. */
        private List<Entry> page(String after) {
            List<Entry> entries = new ArrayList<>();
            new LevelScan(index.tailMap(after, false), prefix, delimiter, false)
                    .each(
                            false,
                            object -> core.access().sees(request.caller(), object),
                            entry -> entries.add(entry) && entries.size() <= limit);
            return entries;
        }

        private List<ObjectNode> contents(List<Entry> page) {
            return page.stream()
                    .limit(limit)
                    .filter(entry -> !entry.isFolder())
                    .map(Entry::object)
                    .map(object -> Json.object()
                            .put("Key", encoding.apply(object.name()))
                            .put("LastModified", Rows.date(object.updatedAt()))
                            .put("ETag", object.metadata().eTag())
                            .put("Size", object.metadata().size())
                            .put("StorageClass", "STANDARD"))
                    .toList();
        }

        /** Common prefixes end with a slash, whatever the delimiter is. */
        private List<ObjectNode> commonPrefixes(List<Entry> page) {
            return page.stream()
                    .limit(limit)
                    .filter(Entry::isFolder)
                    .map(folder -> Json.object("Prefix", encoding.apply(Rows.folderName(folder.path()))))
                    .toList();
        }

        /** The end of a page that is not the last one, with a mark where an object could be confused with a folder. */
        private @Nullable ListCursor next(List<Entry> page, String order) {
            if (page.size() <= limit) {
                return null;
            }
            Entry last = page.get(limit - 1);
            String mark = last.isFolder() == isFolder(last.path()) ? "" : last.isFolder() ? "/" : ".";
            return new ListCursor(last.path(), order, "", "", mark);
        }

        /** The place in the index that a cursor means. */
        private String after(ListCursor cursor) {
            String last = cursor.last();
            if (cursor.mark().equals("/") || (cursor.mark().isEmpty() && isFolder(last))) {
                return last + delimiter + Character.MAX_VALUE;
            }
            boolean whole = !delimiter.isEmpty() && last.endsWith(delimiter) && last.length() > prefix.length();
            return whole ? last + Character.MAX_VALUE : last;
        }

        /** Whether a name is not that of an object, and is followed immediately by the content of a folder of that name. */
        private boolean isFolder(String name) {
            String next = delimiter.isEmpty() || name.isEmpty() ? null : index.ceilingKey(name);
            return next != null && next.startsWith(name + delimiter);
        }

        private static @Nullable String nullIfEmpty(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
