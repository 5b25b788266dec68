package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.ListCursor;
import dev.plinth.testkit.internal.storage.MultipartStore.MultipartUpload;
import dev.plinth.testkit.internal.storage.MultipartStore.Part;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lists of uploads in parts, and of the parts of one. Only the service role finds anything on them. */
record MultipartLists(StorageCore core) {
    Reply parts(S3Request request) {
        int marker = request.number("part-number-marker", 0, 0, Integer.MAX_VALUE);
        int limit = request.pageSize("max-parts");
        StorageError.MISSING_PARAMETER.throwIf(request.query("uploadId").isEmpty(), "UploadId");
        MultipartUpload upload = MultipartOperations.find(core, request);
        List<Part> rest = request.caller().service()
                ? List.copyOf(
                        core.multipart().parts(upload).tailMap(marker, false).values())
                : List.of();
        List<Part> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean truncated = page.size() < rest.size();
        Xml xml = Xml.of("ListPartsResult")
                .text("Bucket", request.bucket())
                .text("Key", request.key())
                .text("UploadId", upload.id())
                .text("PartNumberMarker", request.exchange().query("part-number-marker"))
                .text("NextPartNumberMarker", truncated ? page.get(limit - 1).number() : null)
                .text("MaxParts", limit)
                .text("IsTruncated", truncated);
        page.forEach(part -> xml.open("Part")
                .text("PartNumber", part.number())
                .text("LastModified", Rows.date(part.uploaded()))
                .text("ETag", part.md5())
                .close());
        return xml.reply(200);
    }

    Reply uploads(S3Request request) {
        int limit = request.pageSize("max-uploads");
        Map<String, @Nullable MultipartUpload> found = found(request);
        List<Map.Entry<String, @Nullable MultipartUpload>> page =
                found.entrySet().stream().limit(limit).toList();
        boolean truncated = page.size() < found.size();
        UnaryOperator<String> encoding = request.encodesNames() ? Percent::encodeComponent : UnaryOperator.identity();
        Xml xml = Xml.of("ListMultipartUploadsResult")
                .text("Name", request.bucket())
                .text("Prefix", request.query("prefix"))
                .text("KeyMarker", request.exchange().query("key-marker"))
                .text("UploadIdMarker", request.exchange().query("upload-id-marker"));
        if (truncated) {
            nextMarkers(xml, page.get(limit - 1));
        }
        page.forEach(entry -> upload(xml, entry.getValue(), encoding));
        long uploads = page.stream().filter(entry -> entry.getValue() != null).count();
        xml.text("IsTruncated", truncated)
                .text("MaxUploads", limit)
                .text("Delimiter", request.exchange().query("delimiter"))
                .text("EncodingType", request.exchange().query("encoding-type"))
                .text("KeyCount", uploads);
        page.stream()
                .filter(entry -> entry.getValue() == null)
                .forEach(entry -> xml.open("CommonPrefixes")
                        .text("Prefix", encoding.apply(entry.getKey()))
                        .close());
        return xml.reply(200);
    }

    private static void nextMarkers(Xml xml, Map.Entry<String, @Nullable MultipartUpload> last) {
        MultipartUpload upload = last.getValue();
        xml.text("NextKeyMarker", token(upload == null ? last.getKey() : upload.key()));
        if (upload != null) {
            xml.text("NextUploadIdMarker", token(upload.id().toString()));
        }
    }

    /** Uploads by their ids, and folders, which have none, by their names; all that come after the markers. */
    private Map<String, @Nullable MultipartUpload> found(S3Request request) {
        String bucket = core.objects().bucket(request.bucket()).id();
        String prefix = request.query("prefix");
        String delimiter = request.query("delimiter");
        Map<String, @Nullable MultipartUpload> found = new LinkedHashMap<>();
        if (!request.caller().service()) {
            return found;
        }
        for (MultipartUpload upload : core.multipart().of(bucket)) {
            if (upload.key().startsWith(prefix) && isAfterMarkers(request, upload)) {
                int index = delimiter.isEmpty() ? -1 : upload.key().indexOf(delimiter, prefix.length());
                if (index < 0) {
                    found.put(upload.id().toString(), upload);
                } else {
                    found.put(upload.key().substring(0, index + delimiter.length()), null);
                }
            }
        }
        return found;
    }

    private static boolean isAfterMarkers(S3Request request, MultipartUpload upload) {
        String keyMarker = request.query("key-marker");
        String idMarker = request.query("upload-id-marker");
        if (keyMarker.isEmpty()) {
            StorageError.INVALID_PARAMETER.throwIf(!idMarker.isEmpty(), "Invalid Parameter KeyMarker");
            return true;
        }
        String key = ListCursor.parse(keyMarker).last();
        if (idMarker.isEmpty()) {
            return upload.key().compareTo(key) > 0
                    && !(key.endsWith("/") && upload.key().startsWith(key));
        }
        int byKey = upload.key().compareTo(key);
        int byId = upload.id().toString().compareTo(ListCursor.parse(idMarker).last());
        return byKey > 0 || (byKey == 0 && byId > 0);
    }

    private static String token(String last) {
        return new ListCursor(last, "", "", "", "").text();
    }

    private static void upload(Xml xml, @Nullable MultipartUpload upload, UnaryOperator<String> encoding) {
        if (upload != null) {
            xml.open("Upload")
                    .text("Key", encoding.apply(upload.key()))
                    .text("Initiated", Rows.date(upload.initiated()))
                    .text("UploadId", upload.id())
                    .text("StorageClass", "STANDARD")
                    .close();
        }
    }
}
