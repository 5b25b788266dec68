package dev.plinth.testkit.internal.s3;

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
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        try (InputStream in = source.body().open(range.first())) {
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
        long size = source.body().size();
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
        NavigableMap<Integer, Part> taken = core.multipart().take(upload);
        StoredObject object;
        try (InputStream joined = joined(parts);
                BodyStore.Incoming content = core.state().bodies().receive(joined, Long.MAX_VALUE)) {
            object = core.objects().store(upload.target(), content);
        } catch (IOException | RuntimeException e) {
            core.multipart().giveBack(upload, taken);
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

    /** The content of parts, one after the other; each file is opened when it is reached. */
    private static InputStream joined(List<Part> parts) {
        Iterator<Part> rest = parts.iterator();
        return new BlockInput(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                while (count < 0 && rest.hasNext()) {
                    in.close();
                    in = Files.newInputStream(rest.next().file());
                    count = in.read(into, offset, length);
                }
                return count;
            }
        };
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

    /** The uploads to a bucket that are not completed; only the service role sees any. */
    Reply listUploads(S3Request request) {
        int limit = request.pageSize("max-uploads");
        NavigableMap<String, MultipartUpload> index = new TreeMap<>();
        core.multipart()
                .of(core.objects().bucket(request.bucket()).id())
                .forEach(upload -> index.put(upload.key() + BEHIND_KEY + upload.id(), upload));
        UnaryOperator<String> encoding = request.nameEncoding();
        boolean sees = request.caller().service();
        Page.Query query = new Page.Query(request.query("prefix"), request.query("delimiter"), after(request), limit);
        Page<MultipartUpload> page = Page.of(index, upload -> sees ? upload.key() : null, query);
        Optional<Page.Entry<MultipartUpload>> last = page.next();
        return Xml.of("ListMultipartUploadsResult")
                .with("Name", request.bucket())
                .with("Prefix", query.prefix())
                .with("KeyMarker", request.exchange().query("key-marker"))
                .with("UploadIdMarker", request.exchange().query("upload-id-marker"))
                .with("NextKeyMarker", token(last.map(Page.Entry::name)))
                .with("NextUploadIdMarker", token(last.map(Page.Entry::item).map(MultipartUpload::id)))
                .with(
                        "Upload",
                        page.items(),
                        upload -> Json.object()
                                .put("Key", encoding.apply(upload.key()))
                                .put("Initiated", Rows.date(upload.initiated()))
                                .put("UploadId", upload.id().toString())
                                .put("StorageClass", "STANDARD"))
                .with("IsTruncated", page.truncated())
                .with("MaxUploads", limit)
                .with("Delimiter", request.exchange().query("delimiter"))
                .with("EncodingType", request.exchange().query("encoding-type"))
                .with("KeyCount", page.items().size())
                .with("CommonPrefixes", page.folders(), folder -> Json.object("Prefix", encoding.apply(folder)))
                .reply(200);
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
        return Page.behind(key.endsWith("/") ? key : key + BEHIND_KEY);
    }

    private static @Nullable String token(Optional<?> last) {
        return last.map(name -> new ListCursor(name.toString(), "", "", "", "").text())
                .orElse(null);
    }
}
