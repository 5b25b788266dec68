package dev.plinth.storage.internal.download;

import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the object or range in a response. An HTML page of a proxy is rejected, content that a proxy compressed
 * is decompressed, and a requested range is cut out of a complete object.
 *
 * @param bytes the bytes
 * @param length their number, if it is known
 */
record ObjectBody(InputStream bytes, OptionalLong length) {

    private static final int PARTIAL = 206;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /**
     * Reads a response.
     *
     * @param body the response's body
     * @param range the requested range; null for the whole object
     * @throws UnexpectedBodyException if the response does not contain what was requested
     */
    static ObjectBody of(HttpResponse response, InputStream body, @Nullable ByteRange range) throws IOException {
        rejectHtmlPage(response);
        String encoding = response.headers()
                .first("Content-Encoding")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("identity");
        OptionalLong length = contentLength(response);
        if (!encoding.equals("identity") && !encoding.isEmpty()) {
            return decompress(encoding, body, range);
        }
        if (range == null) {
            if (response.status() == PARTIAL) {
                throw new UnexpectedBodyException("the response is partial, but the whole object was requested", null);
            }
            return withLength(body, length);
        }
        if (response.status() == PARTIAL) {
            return withLength(body, OptionalLong.of(partialLength(response, range, length)));
        }
        long objectLength = length.orElse(Long.MAX_VALUE);
        long offset = ByteRanges.offset(range, length);
        long rangeLength = Math.min(range.length(), Math.max(0, objectLength - offset));
        return new ObjectBody(
                new RangeStream(withLength(body, length).bytes(), offset, rangeLength),
                length.isEmpty() ? length : OptionalLong.of(rangeLength));
    }

    private static ObjectBody withLength(InputStream body, OptionalLong length) {
        return new ObjectBody(length.isPresent() ? new ExactStream(body, length.getAsLong()) : body, length);
    }

    static OptionalLong contentLength(HttpResponse response) {
        return response.headers()
                .first("Content-Length")
                .filter(text -> LENGTH.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** Decompresses an object that a proxy compressed although the identity encoding was requested. */
    private static ObjectBody decompress(String encoding, InputStream body, @Nullable ByteRange range)
            throws IOException {
        if (range != null || !(encoding.equals("gzip") || encoding.equals("x-gzip"))) {
            throw new UnexpectedBodyException(
                    "the response is compressed (" + encoding
                            + "), although the request asked for the identity encoding",
                    "a proxy between here and the server compresses it: disable compression for the storage routes");
        }
        return new ObjectBody(new GZIPInputStream(body), OptionalLong.empty());
    }

    /** Compares the range of a response with the requested one, and returns its length. */
    private static long partialLength(HttpResponse response, ByteRange range, OptionalLong length)
            throws UnexpectedBodyException {
        String contentRange = response.headers().first("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(contentRange);
        if (!matcher.matches()) {
            throw new UnexpectedBodyException("the partial response has no valid Content-Range", null);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        long received = last - first + 1;
        boolean lengthKnown = !matcher.group(3).equals("*");
        long objectLength = lengthKnown ? Long.parseLong(matcher.group(3)) : Long.MAX_VALUE;
        long expected = range.offset() < 0
                ? Math.min(range.length(), objectLength)
                : Math.min(range.length(), Math.max(0, objectLength - range.offset()));
        boolean offsetMatches =
                range.offset() < 0 ? !lengthKnown || first == objectLength - expected : first == range.offset();
        boolean lengthMatches = !lengthKnown || received == expected;
        if (!offsetMatches
                || !lengthMatches
                || received < 1
                || (length.isPresent() && length.getAsLong() != received)) {
            throw new UnexpectedBodyException(
                    "requested " + range.header() + ", but the response contains \"" + contentRange + "\"",
                    "check whether a cache between here and the server returns another range");
        }
        return received;
    }

    /** Rejects a page that does not come from Storage, but from a captive portal or a proxy that requires a sign-in. */
    private static void rejectHtmlPage(HttpResponse response) throws UnexpectedBodyException {
        boolean html = response.headers()
                .first("Content-Type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
        boolean isFromStorage = response.headers().first("ETag").isPresent()
                || response.headers().first("Accept-Ranges").isPresent()
                || response.headers().first("Last-Modified").isPresent()
                || response.headers().first("x-robots-tag").isPresent();
        if (html && !isFromStorage) {
            throw new UnexpectedBodyException(
                    "the response is a web page instead of the object",
                    "check whether a captive portal or sign-in page is between here and the server");
        }
    }
}
