package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.ByteRange;
import dev.plinth.testkit.internal.storage.MultipartUpload;
import dev.plinth.testkit.internal.storage.MultipartUpload.Part;
import dev.plinth.testkit.internal.storage.ObjectReader;
import dev.plinth.testkit.internal.storage.ObjectWriter;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageService;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads in parts: begun, fed and called off. */
final class MultipartOperations {
    private static final String BINARY = "application/octet-stream";
    private static final int MOST_PARTS = 10_000;
    private static final Pattern BOTH_ENDS = Pattern.compile("bytes=[0-9]{1,18}-([0-9]{1,18})");

    private final StorageCore core;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final MultipartLists lists;
    private final MultipartCompletion completion;

    MultipartOperations(StorageService storage) {
        this.core = storage.core();
        this.reader = storage.reader();
        this.writer = storage.writer();
        this.lists = new MultipartLists(core);
        this.completion = new MultipartCompletion(core);
    }

    void register(Map<S3Operation, S3Handler> handlers) {
        handlers.put(S3Operation.CREATE_MULTIPART_UPLOAD, this::create);
        handlers.put(S3Operation.UPLOAD_PART, this::upload);
        handlers.put(S3Operation.UPLOAD_PART_COPY, this::copy);
        handlers.put(S3Operation.ABORT_MULTIPART_UPLOAD, this::abort);
        handlers.put(S3Operation.COMPLETE_MULTIPART_UPLOAD, completion::complete);
        handlers.put(S3Operation.LIST_PARTS, lists::parts);
        handlers.put(S3Operation.LIST_MULTIPART_UPLOADS, lists::uploads);
    }

    private Reply create(S3Request request) throws IOException {
        Bucket bucket = writer.bucket(request.bucket());
        String type = request.header("content-type", BINARY);
        writer.checkMimeType(bucket, request.key(), type);
        ObjectWriter.checkNames(request.bucket(), request.key());
        writer.checkWritable(request.caller(), bucket.id(), request.key(), true);
        MultipartUpload upload = new MultipartUpload(
                UUID.randomUUID(),
                bucket.id(),
                request.key(),
                request.caller().subject(),
                type,
                request.header("cache-control", "no-cache"),
                UserHeaders.read(request.exchange().headers()),
                core.stamp());
        core.multipart().create(upload);
        return Xml.of("InitiateMultipartUploadResult")
                .text("Bucket", request.bucket())
                .text("Key", request.key())
                .text("UploadId", upload.id())
                .reply(200);
    }

    private Reply upload(S3Request request) throws IOException {
        int number = partNumber(request);
        MultipartUpload upload = find(core, request);
        writer.checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        if (request.contentLength() < 0) {
            throw StorageError.MISSING_LENGTH.get();
        }
        Part part = receive(upload, number, request.contentLength(), request.content());
        return Reply.of(200).header("etag", part.md5()).header("access-control-expose-headers", "etag");
    }

    private Reply copy(S3Request request) throws IOException {
        int number = partNumber(request);
        CopySource from = CopySource.of(request);
        MultipartUpload upload = find(core, request);
        writer.checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        StoredObject source = from.object(core, reader, request.caller());
        ByteRange range = range(request, source);
        try (InputStream in = source.body().open(range.first())) {
            InputStream part = new FirstBytes(in, range.length());
            Part stored = receive(upload, number, range.length(), part);
            return Xml.of("CopyPartResult")
                    .text("ETag", stored.md5())
                    .text("LastModified", Rows.date(stored.uploaded()))
                    .reply(200);
        }
    }

    private Reply abort(S3Request request) throws IOException {
        MultipartUpload upload = find(core, request);
        writer.checkWritable(request.caller(), upload.bucket(), upload.key(), true);
        core.multipart().delete(upload);
        return Reply.of(200);
    }

    /** The upload that a request names; whether the caller may do anything to it is not asked here. */
    static MultipartUpload find(StorageCore core, S3Request request) {
        if (request.query("uploadId").isEmpty()) {
            throw StorageError.INVALID_UPLOAD_ID.get();
        }
        return core.multipart()
                .find(request.query("uploadId"), request.bucket(), request.key())
                .orElseThrow(StorageError.NO_SUCH_UPLOAD);
    }

    private Part receive(MultipartUpload upload, int number, long length, InputStream in) throws IOException {
        long limit = writer.streamLimit(writer.bucket(upload.bucket()));
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
            // answered below, with the status that this operation has for it
        }
        throw StorageError.INVALID_COPY_RANGE.get();
    }
}
