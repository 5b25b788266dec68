package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Responses with an object's content: headers, conditions and ranges. */
public record Downloads(BodyStore bodies) {
    /** Content up to this length is read at once and sent in one piece. */
    private static final int SMALL = 64 * 1024;

    /** Answers GET and HEAD. With a signed URL's expiry, {@code expires} replaces {@code cache-control}. */
    Reply of(Exchange exchange, StoredObject object, @Nullable Instant expires) throws IOException {
        if (exchange.method().equals("HEAD")) {
            return head(exchange, object, expires);
        }
        if (isNotModified(exchange, object)) {
            return headers(Reply.of(304).header("content-type", servedType(object)), object, expires, "")
                    .header("content-length", "0");
        }
        Reply reply = content(exchange, object, servedType(object));
        headers(reply, object, expires, matchesNothing(exchange, object) ? ", stale-while-revalidate=30" : "");
        String download = exchange.query("download");
        return download == null ? reply : reply.header("content-disposition", disposition(download));
    }

    /** Conditions and ranges are ignored. */
    private static Reply head(Exchange exchange, StoredObject object, @Nullable Instant expires) {
        Reply reply = Reply.stream(200, servedType(object), object.size(), out -> {});
        return headers(reply, object, expires, matchesNothing(exchange, object) ? ", must-revalidate" : "");
    }

    /** The content, or the requested range of it, with the headers of the body only. */
    public Reply content(Exchange exchange, StoredObject object, String type) throws IOException {
        long size = object.size();
        String header = exchange.header("range");
        if (header == null) {
            return part(200, type, object, new ByteRange(0, size - 1));
        }
        ByteRange range = ByteRange.of(header, size);
        return part(206, type, object, range)
                .header("content-range", "bytes " + range.first() + "-" + range.last() + "/" + size);
    }

    private Reply part(int status, String type, StoredObject object, ByteRange range) throws IOException {
        // opened now, so that an object that is replaced or deleted while it is sent is sent completely
        InputStream in = bodies.open(object, range.first());
        if (range.length() <= SMALL) {
            try (in) {
                return Reply.of(status, type, in.readNBytes((int) range.length()));
            }
        }
        BlockInput content = BlockInput.first(in, range.length());
        return Reply.stream(status, type, range.length(), out -> BodyStore.copy(content, out))
                .onClose(in);
    }

    private static Reply headers(Reply reply, StoredObject object, @Nullable Instant expires, String cacheSuffix) {
        ObjectMetadata metadata = object.metadata();
        reply.header("accept-ranges", "bytes")
                .header("etag", metadata.eTag())
                .header("x-robots-tag", metadata.robotsTag() == null ? "none" : metadata.robotsTag())
                .header("last-modified", HttpDates.format(metadata.lastModified()));
        if (expires != null) {
            return reply.header("expires", HttpDates.format(expires));
        }
        return metadata.cacheControl().isEmpty()
                ? reply
                : reply.header("cache-control", metadata.cacheControl() + cacheSuffix);
    }

    /** HTML is served as plain text: scripts would run in the project's origin. */
    private static String servedType(StoredObject object) {
        String type = object.metadata().mimeType();
        return type.contains("text/html") ? "text/plain" : type;
    }

    private static boolean matchesNothing(Exchange exchange, StoredObject object) {
        String tag = exchange.header("if-none-match");
        return tag != null && !tag.equals(object.metadata().eTag());
    }

    private static boolean isNotModified(Exchange exchange, StoredObject object) {
        String tag = exchange.header("if-none-match");
        if (tag != null) {
            return tag.equals(object.metadata().eTag());
        }
        String since = exchange.header("if-modified-since");
        return since != null
                && HttpDates.parse(since)
                        .filter(time -> !object.metadata().lastModified().isAfter(time))
                        .isPresent();
    }

    private static String disposition(String download) {
        if (download.isEmpty()) {
            return "attachment;";
        }
        String name = Percent.encodeComponent(download);
        return String.join(" ", List.of("attachment;", "filename=" + name + ";", "filename*=UTF-8''" + name));
    }

    /** A range of bytes, both ends included. */
    public record ByteRange(long first, long last) {
        private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

        /** The range of a header. Several ranges, and ranges outside the content, are refused. */
        public static ByteRange of(String header, long size) {
            Matcher matcher = RANGE.matcher(header.strip());
            StorageError.INVALID_RANGE.throwIf(!matcher.matches() || size == 0);
            try {
                String first = matcher.group(1);
                String last = matcher.group(2);
                long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
                long to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
                StorageError.INVALID_RANGE.throwIf(from > to || from >= size);
                return new ByteRange(from, to);
            } catch (NumberFormatException e) {
                throw StorageError.INVALID_RANGE.get();
            }
        }

        public long length() {
            return last - first + 1;
        }
    }
}
