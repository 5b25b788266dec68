package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.Downloads;
import dev.plinth.testkit.internal.storage.ObjectCopier;
import dev.plinth.testkit.internal.storage.ObjectMetadata;
import dev.plinth.testkit.internal.storage.ObjectReader;
import dev.plinth.testkit.internal.storage.ObjectWriter;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageService;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Objects, one at a time: read, written as a whole, copied. */
final class ObjectOperations {
    private static final String BINARY = "application/octet-stream";
    private static final String PLACEHOLDER = ".emptyFolderPlaceholder";
    private static final List<String> OVERRIDES = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern(
                    "EEE MMM dd uuuu HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final StorageCore core;
    private final ObjectReader reader;
    private final ObjectCopier copier;
    private final ContentWriter content;

    ObjectOperations(StorageService storage) {
        this.core = storage.core();
        this.reader = storage.reader();
        this.copier = new ObjectCopier(core);
        this.content = new ContentWriter(core);
    }

    void register(Map<S3Operation, S3Handler> handlers) {
        handlers.put(S3Operation.PUT_OBJECT, this::put);
        handlers.put(S3Operation.GET_OBJECT, this::get);
        handlers.put(S3Operation.HEAD_OBJECT, this::head);
        handlers.put(S3Operation.COPY_OBJECT, this::copy);
        handlers.put(S3Operation.GET_OBJECT_TAGGING, this::tagging);
    }

    private Reply put(S3Request request) throws IOException {
        boolean folder = request.key().endsWith("/") && request.contentLength() == 0;
        ContentWriter.Target target = new ContentWriter.Target(
                request.bucket(),
                folder ? request.key() + PLACEHOLDER : request.key(),
                request.header("content-type", BINARY),
                request.header("cache-control", "no-cache"),
                UserHeaders.read(request.exchange().headers()));
        StoredObject object = content.store(request.caller(), target, request.contentLength(), request.content());
        return Reply.of(200).header("etag", object.metadata().eTag());
    }

    private Reply get(S3Request request) throws IOException {
        StoredObject object = reader.visible(request.caller(), request.bucket(), request.key());
        Exchange exchange = request.exchange();
        if (isNotModified(request, object)) {
            Reply reply = Reply.of(304)
                    .header("content-length", "0")
                    .header("content-type", object.metadata().mimeType());
            return headers(reply, object, object.metadata().lastModified());
        }
        Reply reply = Downloads.content(exchange, object, object.metadata().mimeType());
        headers(reply, object, object.metadata().lastModified());
        for (String name : OVERRIDES) {
            String value = exchange.query("response-" + name);
            if (value != null) {
                reply.set(name, value);
            }
        }
        return reply;
    }

    /** The row alone answers: no conditions, no ranges. */
    private Reply head(S3Request request) {
        StoredObject object = reader.visible(request.caller(), request.bucket(), request.key());
        Reply reply = Reply.stream(
                        200, object.metadata().mimeType(), object.body().size(), out -> {})
                .header("created-at", CREATED.format(object.createdAt()));
        headers(reply, object, object.updatedAt());
        int missing = UserHeaders.write(Reply.of(200), object.userMetadata());
        return missing == 0 ? reply : reply.header("x-amz-missing-meta", Integer.toString(missing));
    }

    private Reply copy(S3Request request) throws IOException {
        CopySource from = CopySource.of(request);
        ObjectWriter.checkNames(request.bucket(), request.key());
        StoredObject source = from.object(core, reader, request.caller());
        boolean replace = request.header("x-amz-metadata-directive", "").equals("REPLACE");
        ObjectMetadata metadata = source.metadata();
        ObjectCopier.Target target = new ObjectCopier.Target(
                request.bucket(),
                request.key(),
                replace
                        ? metadata.with(
                                request.header("content-type", BINARY),
                                request.header("cache-control", ""),
                                metadata.lastModified())
                        : metadata,
                replace ? UserHeaders.read(request.exchange().headers()) : source.userMetadata(),
                true);
        StoredObject copy = copier.copy(request.caller(), source, target);
        return Xml.of("CopyObjectResult")
                .text("ETag", copy.metadata().eTag())
                .text("LastModified", Rows.date(copy.updatedAt()))
                .reply(200);
    }

    private Reply tagging(S3Request request) {
        reader.visible(request.caller(), request.bucket(), request.key());
        return Xml.of("Tagging").text("TagSet", "").reply(200);
    }

    private static Reply headers(Reply reply, StoredObject object, Instant modified) {
        if (!object.metadata().cacheControl().isEmpty()) {
            reply.header("cache-control", object.metadata().cacheControl());
        }
        reply.header("etag", object.metadata().eTag()).header("last-modified", HttpDates.format(modified));
        UserHeaders.write(reply, object.userMetadata());
        return reply;
    }

    private static boolean isNotModified(S3Request request, StoredObject object) {
        String tag = request.header("if-none-match");
        if (tag != null) {
            return tag.equals(object.metadata().eTag());
        }
        String since = request.header("if-modified-since");
        return since != null && !object.metadata().lastModified().isAfter(date(since));
    }

    /** A date that cannot be read makes the server stumble. */
    private static Instant date(String text) {
        return HttpDates.parse(text).orElseGet(() -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw StorageError.INTERNAL.get();
            }
        });
    }
}
