package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.Downloads.ByteRange;
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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads in parts: begun, fed and called off. */
record MultipartOperations(StorageCore core) {
    private static final String BINARY = "application/octet-stream";
    private static final Xml.Shape PARTS =
            new Xml.Shape("CompleteMultipartUpload", "Part", false, List.of("PartNumber", "ETag"));
    private static final int MOST_PARTS = 10_000;
    private static final Pattern BOTH_ENDS = Pattern.compile("bytes=[0-9]{1,18}-([0-9]{1,18})");

    Reply create(S3Request request) throws IOException {
        Bucket bucket = core.objects().bucket(request.bucket());
        String type = request.header("content-type", BINARY);
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
                .text("Bucket", request.bucket())
                .text("Key", request.key())
                .text("UploadId", upload.id())
                .reply(200);
    }

    Reply upload(S3Request request) throws IOException {
        int number = partNumber(request);
        MultipartUpload upload = find(core, request);
        core.objects().checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        StorageError.MISSING_LENGTH.throwIf(request.contentLength() < 0);
        Part part = receive(upload, number, request.contentLength(), request.content());
        return Reply.of(200).header("etag", part.md5()).header("access-control-expose-headers", "etag");
    }

    Reply copy(S3Request request) throws IOException {
        int number = partNumber(request);
        MultipartUpload upload = find(core, request);
        core.objects().checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        StoredObject source = ObjectOperations.source(core, request, false);
        ByteRange range = range(request, source);
        try (InputStream in = core.state().bodies().open(source, range.first())) {
            Part stored = receive(upload, number, range.length(), BlockInput.first(in, range.length()));
            return Xml.of("CopyPartResult")
                    .text("ETag", stored.md5())
                    .text("LastModified", Rows.date(stored.uploaded()))
                    .reply(200);
        }
    }

    Reply abort(S3Request request) throws IOException {
        MultipartUpload upload = find(core, request);
        core.objects().checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        core.multipart().delete(upload);
        return Reply.of(200);
    }

    /** The upload that a request names; whether the caller may do anything to it is not asked here. */
    static MultipartUpload find(StorageCore core, S3Request request) {
        StorageError.INVALID_UPLOAD_ID.throwIf(request.query("uploadId").isEmpty());
        return core.multipart()
                .find(request.query("uploadId"), request.bucket(), request.key())
                .orElseThrow(StorageError.NO_SUCH_UPLOAD);
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
        if (request.exchange().query("partNumber") == null) {
            throw StorageError.INVALID_REQUEST.with("Querystring must have required property 'partNumber'");
        }
        return request.number("partNumber", 1, 1, MOST_PARTS);
    }

    /** A range must lie inside the source; nothing is cut to fit. */
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
            // answered below, with the status that this operation has for it
        }
        throw StorageError.INVALID_COPY_RANGE.get();
    }

    Reply complete(S3Request request) throws IOException {
        List<Map<String, String>> named = Xml.records(request.exchange(), PARTS).orElse(List.of());
        MultipartUpload upload = find(core, request);
        core.objects().checkWritable(request.caller(), upload.bucket(), upload.key(), true);
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
                .text("Location", upload.bucket() + "/" + upload.key())
                .text("Bucket", upload.bucket())
                .text("Key", upload.key())
                .text("ETag", object.metadata().eTag())
                .reply(200);
    }

    /** The parts that are named, in that order; all of them, when none is. */
    private List<Part> parts(MultipartUpload upload, List<Map<String, String>> named) {
        NavigableMap<Integer, Part> present = core.multipart().parts(upload);
        if (named.isEmpty()) {
            return List.copyOf(present.values());
        }
        List<Part> parts = new ArrayList<>();
        for (Map<String, String> part : named) {
            int number = number(part.getOrDefault("PartNumber", ""));
            Part found = present.get(number);
            if (found == null) {
                throw StorageError.MISSING_PART.with(number, upload.id().toString());
            }
            StorageError.INVALID_ETAG.throwIf(
                    !found.md5().equals(part.getOrDefault("ETag", "").strip().replaceAll("^\"|\"$", "")), number);
            parts.add(found);
        }
        return parts;
    }

    private static int number(String text) {
        StorageError.MALFORMED_XML.throwIf(!text.strip().matches("[0-9]{1,5}"));
        return Integer.parseInt(text.strip());
    }
}
