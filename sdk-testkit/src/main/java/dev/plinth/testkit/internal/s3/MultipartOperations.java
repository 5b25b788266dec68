package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.Downloads.ByteRange;
import dev.plinth.testkit.internal.storage.ListCursor;
import dev.plinth.testkit.internal.storage.MultipartStore.MultipartUpload;
import dev.plinth.testkit.internal.storage.MultipartStore.Part;
import dev.plinth.testkit.internal.storage.ObjectStore;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Multipart uploads, from their creation to their end, and lists of them and of their parts. */
record MultipartOperations(StorageCore core) {
    private static final Xml.Shape PARTS =
            new Xml.Shape("CompleteMultipartUpload", "Part", false, List.of("PartNumber", "ETag"));
    private static final int MOST_PARTS = 10_000;
    private static final Pattern BOTH_ENDS = Pattern.compile("bytes=[0-9]{1,18}-([0-9]{1,18})");

    /** Separates keys and ids in the order of a list. */
    private static final String BEHIND_KEY = "\0";

    Reply create(S3Request request) throws IOException {
        Bucket bucket = core.objects().bucket(request.bucket());
        String type = request.header("content-type", S3Request.BINARY);
        core.objects().checkMimeType(bucket, request.key(), type);
        ObjectStore.checkNames(request.bucket(), request.key());
        core.objects().checkWritable(request.caller(), bucket.id(), request.key(), true);
        MultipartUpload upload = new MultipartUpload(
                UUID.randomUUID(),
                bucket.id(),
                request.key(),
                request.caller().subject(),
                type,
                request.header("cache-control", "no-cache"),
                ObjectOperations.userMetadata(request.exchange().headers()),
                core.stamp());
        core.multipart().create(upload);
        return Xml.of("InitiateMultipartUploadResult")
                .with("Bucket", request.bucket())
                .with("Key", request.key())
                .with("UploadId", upload.id())
                .reply(200);
    }

    Reply upload(S3Request request) throws IOException {
        int number = partNumber(request);
        MultipartUpload upload = writable(request);
        StorageError.MISSING_LENGTH.throwIf(request.contentLength() < 0);
        Part part = receive(upload, number, request.contentLength(), request.content());
        return Reply.of(200).header("etag", part.md5()).header("access-control-expose-headers", "etag");
    }

    Reply copy(S3Request request) throws IOException {
        int number = partNumber(request);
        MultipartUpload upload = writable(request);
        StoredObject source = ObjectOperations.source(core, request, false);
        ByteRange range = range(request, source);
        try (InputStream in = core.state().bodies().open(source, range.first())) {
            Part stored = receive(upload, number, range.length(), BlockInput.first(in, range.length()));
            return Xml.of("CopyPartResult")
                    .with("ETag", stored.md5())
                    .with("LastModified", Rows.date(stored.uploaded()))
                    .reply(200);
        }
    }

    Reply abort(S3Request request) throws IOException {
        core.multipart().delete(writable(request));
        return Reply.of(200);
    }

    /** The upload in a request, whatever the caller may do to it. */
    private MultipartUpload find(S3Request request) {
        String id = request.query("uploadId");
        StorageError.INVALID_UPLOAD_ID.throwIf(id.isEmpty());
        return core.multipart().find(id, request.bucket(), request.key()).orElseThrow(StorageError.NO_SUCH_UPLOAD);
    }

    private MultipartUpload writable(S3Request request) {
        MultipartUpload upload = find(request);
        core.objects().checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        return upload;
    }

    private Part receive(MultipartUpload upload, int number, long length, InputStream in) throws IOException {
        long limit = core.objects().streamLimit(core.objects().bucket(upload.bucket()));
        core.multipart().reserve(upload, length, limit);
        try (BodyStore.Incoming content = core.state().bodies().receive(in, limit)) {
            return core.multipart().put(upload, number, content, core.stamp());
        } catch (IOException | RuntimeException e) {
            core.multipart().release(upload, length);
            throw e;
        }
    }

    private static int partNumber(S3Request request) {
        StorageError.INVALID_REQUEST.throwIf(
                request.exchange().query("partNumber") == null, "Querystring must have required property 'partNumber'");
        return request.number("partNumber", 1, 1, MOST_PARTS);
    }

    /** A range must lie inside the source; it is not shortened. */
    private static ByteRange range(S3Request request, StoredObject source) {
        long size = source.size();
        String header = request.header("x-amz-copy-source-range", "");
        if (header.isEmpty()) {
            return new ByteRange(0, size - 1);
        }
        try {
            Matcher ends = BOTH_ENDS.matcher(header);
            if (ends.matches() && Long.parseLong(ends.group(1)) < size) {
                return ByteRange.of(header, size);
            }
        } catch (StorageException e) {
            // refused below, with this operation's own status
        }
        throw StorageError.INVALID_COPY_RANGE.get();
    }

    Reply complete(S3Request request) throws IOException {
        List<Map<String, String>> named = PARTS.read(request.exchange()).orElse(List.of());
        MultipartUpload upload = writable(request);
        List<Part> parts = parts(upload, named);
        core.multipart().take(upload);
        StoredObject object;
        try (BodyStore.Incoming content =
                core.state().bodies().join(parts.stream().map(Part::version).toList())) {
            object = core.objects().store(upload.target(), content);
        } catch (IOException | RuntimeException e) {
            core.multipart().giveBack(upload);
            throw e;
        }
        core.multipart().delete(upload);
        return Xml.of("CompleteMultipartUploadResult")
                .with("Location", upload.bucket() + "/" + upload.key())
                .with("Bucket", upload.bucket())
                .with("Key", upload.key())
                .with("ETag", object.metadata().eTag())
                .reply(200);
    }

    /** The named parts, in that order; all parts, if none is named. */
    private List<Part> parts(MultipartUpload upload, List<Map<String, String>> named) {
        NavigableMap<Integer, Part> present = core.multipart().parts(upload);
        List<Part> parts = new ArrayList<>();
        for (Map<String, String> part : named) {
            String number = part.getOrDefault("PartNumber", "").strip();
            StorageError.MALFORMED_XML.throwIf(!number.matches("[0-9]{1,5}"));
            Part found = present.get(Integer.valueOf(number));
            if (found == null) {
                throw StorageError.MISSING_PART.with(Integer.valueOf(number), upload.id());
            }
            String eTag = part.getOrDefault("ETag", "").strip().replaceAll("^\"|\"$", "");
            StorageError.INVALID_ETAG.throwIf(!found.md5().equals(eTag), found.number());
            parts.add(found);
        }
        return named.isEmpty() ? List.copyOf(present.values()) : parts;
    }

    /** The parts of an upload; only the service role sees any. */
    Reply listParts(S3Request request) {
        int marker = request.number("part-number-marker", 0, 0, Integer.MAX_VALUE);
        int limit = request.pageSize("max-parts");
        StorageError.MISSING_PARAMETER.throwIf(request.query("uploadId").isEmpty(), "UploadId");
        MultipartUpload upload = find(request);
        NavigableMap<Integer, Part> all =
                request.caller().service() ? core.multipart().parts(upload) : new TreeMap<>();
        List<Part> rest = List.copyOf(all.tailMap(marker, false).values());
        boolean truncated = rest.size() > limit;
        return Xml.of("ListPartsResult")
                .with("Bucket", request.bucket())
                .with("Key", request.key())
                .with("UploadId", upload.id())
                .with("PartNumberMarker", request.exchange().query("part-number-marker"))
                .with("NextPartNumberMarker", truncated ? rest.get(limit - 1).number() : null)
                .with("MaxParts", limit)
                .with("IsTruncated", truncated)
                .with(
                        "Part",
                        truncated ? rest.subList(0, limit) : rest,
                        part -> Json.object()
                                .put("PartNumber", part.number())
                                .put("LastModified", Rows.date(part.uploaded()))
                                .put("ETag", part.md5()))
                .reply(200);
    }

    /** An upload in a list; or a folder of uploads, with its name up to the delimiter. */
    private record Listed(String name, @Nullable MultipartUpload upload) {
        static Listed of(MultipartUpload upload, String prefix, String delimiter) {
            int index = delimiter.isEmpty() ? -1 : upload.key().indexOf(delimiter, prefix.length());
            return index < 0
                    ? new Listed(upload.key(), upload)
                    : new Listed(upload.key().substring(0, index + delimiter.length()), null);
        }
    }

    /** The uploads to a bucket that are not completed; only the service role sees any. */
    Reply listUploads(S3Request request) {
        int limit = request.pageSize("max-uploads");
        String bucket = core.objects().bucket(request.bucket()).id();
        UnaryOperator<String> encoding = request.nameEncoding();
        String prefix = request.query("prefix");
        String after = after(request);
        List<Listed> found = core.multipart().of(bucket).stream()
                .filter(upload -> request.caller().service() && upload.key().startsWith(prefix))
                .filter(upload -> (upload.key() + BEHIND_KEY + upload.id()).compareTo(after) > 0)
                .map(upload -> Listed.of(upload, prefix, request.query("delimiter")))
                .distinct()
                .limit(limit + 1L)
                .toList();
        Optional<Listed> last = found.stream().skip(limit - 1L).findFirst().filter(entry -> found.size() > limit);
        List<Listed> page = found.subList(0, Math.min(limit, found.size()));
        List<MultipartUpload> uploads = page.stream()
                .flatMap(entry -> Stream.ofNullable(entry.upload()))
                .toList();
        List<Listed> folders =
                page.stream().filter(entry -> entry.upload() == null).toList();
        return Xml.of("ListMultipartUploadsResult")
                .with("Name", request.bucket())
                .with("Prefix", prefix)
                .with("KeyMarker", request.exchange().query("key-marker"))
                .with("UploadIdMarker", request.exchange().query("upload-id-marker"))
                .with("NextKeyMarker", token(last.map(Listed::name)))
                .with("NextUploadIdMarker", token(last.map(Listed::upload).map(MultipartUpload::id)))
                .with("Upload", uploads, upload -> row(upload, encoding))
                .with("IsTruncated", last.isPresent())
                .with("MaxUploads", limit)
                .with("Delimiter", request.exchange().query("delimiter"))
                .with("EncodingType", request.exchange().query("encoding-type"))
                .with("KeyCount", uploads.size())
                .with("CommonPrefixes", folders, folder -> Json.object("Prefix", encoding.apply(folder.name())))
                .reply(200);
    }

    private static ObjectNode row(MultipartUpload upload, UnaryOperator<String> encoding) {
        return Json.object()
                .put("Key", encoding.apply(upload.key()))
                .put("Initiated", Rows.date(upload.initiated()))
                .put("UploadId", upload.id().toString())
                .put("StorageClass", "STANDARD");
    }

    /** The place in the order of keys and ids that the markers mean. */
    private static String after(S3Request request) {
        String keyMarker = request.query("key-marker");
        String idMarker = request.query("upload-id-marker");
        if (keyMarker.isEmpty()) {
            StorageError.INVALID_PARAMETER.throwIf(!idMarker.isEmpty(), "Invalid Parameter KeyMarker");
            return "";
        }
        String key = ListCursor.parse(keyMarker).last();
        if (!idMarker.isEmpty()) {
            return key + BEHIND_KEY + ListCursor.parse(idMarker).last();
        }
        return (key.endsWith("/") ? key : key + BEHIND_KEY) + Character.MAX_VALUE;
    }

    private static @Nullable String token(Optional<?> last) {
        return last.map(name -> new ListCursor(name.toString(), "", "", "", "").text())
                .orElse(null);
    }
}
