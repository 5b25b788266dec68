package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.ListCursor;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageSettings;
import dev.plinth.testkit.internal.storage.StoredObject;
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
        private final NavigableMap<String, StoredObject> index;

        ObjectList(StorageCore core, S3Request request) {
            this.core = core;
            this.request = request;
            this.encoding = request.nameEncoding();
            this.prefix = request.query("prefix");
            this.delimiter = request.query("delimiter");
            this.index = core.state()
                    .objects(core.objects().bucket(request.bucket()).id())
                    .byName();
        }

        Reply second() {
            String token = request.query("continuation-token");
            ListCursor from = token.isEmpty() ? ListCursor.START : ListCursor.parse(token);
            Page<StoredObject> page = page(token.isEmpty() ? request.query("start-after") : after(from));
            return Xml.of("ListBucketResult")
                    .with("Name", request.bucket())
                    .with("Prefix", prefix)
                    .with("ContinuationToken", nullIfEmpty(token))
                    .with("Contents", page.items(), this::contents)
                    .with("IsTruncated", page.truncated())
                    .with("MaxKeys", request.pageSize("max-keys"))
                    .with("Delimiter", nullIfEmpty(delimiter))
                    .with("EncodingType", nullIfEmpty(request.query("encoding-type")))
                    .with("KeyCount", page.entries().size())
                    .with("CommonPrefixes", page.folders(), this::commonPrefix)
                    .with(
                            "NextContinuationToken",
                            page.next()
                                    .map(last -> cursor(last, from.order()).text())
                                    .orElse(null))
                    .reply(200);
        }

        /** The marker in the response is that of the next page. */
        Reply first() {
            Page<StoredObject> page = page(after(new ListCursor(request.query("marker"), "", "", "", "")));
            String next = page.next().map(last -> marker(cursor(last, ""))).orElse(null);
            return Xml.of("ListBucketResult")
                    .with("Name", request.bucket())
                    .with("Prefix", prefix)
                    .with("Marker", next)
                    .with("NextMarker", delimiter.isEmpty() ? null : next)
                    .with("MaxKeys", request.pageSize("max-keys"))
                    .with("IsTruncated", page.truncated())
                    .with("Contents", page.items(), this::contents)
                    .with("CommonPrefixes", page.folders(), this::commonPrefix)
                    .with("EncodingType", nullIfEmpty(request.query("encoding-type")))
                    .reply(200);
        }

        private Page<StoredObject> page(String after) {
            return Page.of(
                    index,
                    object -> core.access().sees(request.caller(), object) ? object.name() : null,
                    new Page.Query(prefix, delimiter, after, request.pageSize("max-keys")));
        }

        private ObjectNode contents(StoredObject object) {
            return Json.object()
                    .put("Key", encoding.apply(object.name()))
                    .put("LastModified", Rows.date(object.updatedAt()))
                    .put("ETag", object.metadata().eTag())
                    .put("Size", object.metadata().size())
                    .put("StorageClass", "STANDARD");
        }

        /** Common prefixes end with a slash, whatever the delimiter is. */
        private ObjectNode commonPrefix(String folder) {
            return Json.object("Prefix", encoding.apply(Rows.folderName(withoutDelimiter(folder))));
        }

        private String withoutDelimiter(String folder) {
            return folder.substring(0, folder.length() - delimiter.length());
        }

        /** A cursor names a folder without its delimiter, with a mark where it could be confused with an object. */
        private ListCursor cursor(Page.Entry<StoredObject> last, String order) {
            boolean folder = last.item() == null;
            String name = folder ? withoutDelimiter(last.name()) : last.name();
            String mark = folder == isFolder(name) ? "" : folder ? "/" : ".";
            return new ListCursor(name, order, "", "", mark);
        }

        /** The place in the index that a cursor means. */
        private String after(ListCursor cursor) {
            String last = cursor.last();
            if (cursor.mark().equals("/") || (cursor.mark().isEmpty() && isFolder(last))) {
                return Page.behind(last + delimiter);
            }
            boolean whole = !delimiter.isEmpty() && last.endsWith(delimiter) && last.length() > prefix.length();
            return whole ? Page.behind(last) : last;
        }

        /** A marker has no mark: the folder keeps its delimiter instead. */
        private String marker(ListCursor cursor) {
            return cursor.mark().equals("/") ? cursor.last() + delimiter : cursor.last();
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
