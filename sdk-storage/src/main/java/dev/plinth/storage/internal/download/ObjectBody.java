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
 * The object's bytes in a response: none of a sign-in page, decompressed where something on the way compressed them,
 * and the part that was asked for.
 *
 * @param bytes the bytes
 * @param length how many there are, if that is known
 */
record ObjectBody(InputStream bytes, OptionalLong length) {

    private static final int PARTIAL = 206;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /**
     * Reads a response.
     *
     * @param source gives its body
     * @param part the part that was asked for; null for the whole
     * @throws UnexpectedBodyException if it is not what was asked for
     */
    static ObjectBody of(HttpResponse response, InputStream source, @Nullable ByteRange part) throws IOException {
        refuseForeignPage(response);
        String encoding = response.headers()
                .first("Content-Encoding")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("identity");
        OptionalLong length = contentLength(response);
        if (!encoding.equals("identity") && !encoding.isEmpty()) {
            return decompressed(encoding, source, part);
        }
        if (part == null) {
            if (response.status() == PARTIAL) {
                throw new UnexpectedBodyException("a part came instead of the whole object", null);
            }
            return exact(source, length);
        }
        if (response.status() == PARTIAL) {
            return exact(source, OptionalLong.of(partialLength(response, part, length)));
        }
        long whole = length.orElse(Long.MAX_VALUE);
        long offset = ByteRanges.offset(part, length);
        long taken = Math.min(part.length(), Math.max(0, whole - offset));
        return new ObjectBody(
                new RangeStream(exact(source, length).bytes(), offset, taken),
                length.isEmpty() ? length : OptionalLong.of(taken));
    }

    private static ObjectBody exact(InputStream source, OptionalLong length) {
        return new ObjectBody(length.isPresent() ? new ExactStream(source, length.getAsLong()) : source, length);
    }

    static OptionalLong contentLength(HttpResponse response) {
        return response.headers()
                .first("Content-Length")
                .filter(text -> LENGTH.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** Something on the way compressed the object although it was asked not to. */
    private static ObjectBody decompressed(String encoding, InputStream source, @Nullable ByteRange part)
            throws IOException {
        if (part != null || !(encoding.equals("gzip") || encoding.equals("x-gzip"))) {
            throw new UnexpectedBodyException(
                    "the response is compressed (" + encoding
                            + "), although the request asked for the identity encoding",
                    "a proxy on the way compresses it: turn that off for the storage routes");
        }
        return new ObjectBody(new GZIPInputStream(source), OptionalLong.empty());
    }

    /** Compares the range in a response with the one in the request. */
    private static long partialLength(HttpResponse response, ByteRange part, OptionalLong length)
            throws UnexpectedBodyException {
        String range = response.headers().first("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new UnexpectedBodyException("a part came that does not say which", null);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        long came = last - first + 1;
        boolean known = !matcher.group(3).equals("*");
        long whole = known ? Long.parseLong(matcher.group(3)) : Long.MAX_VALUE;
        long wanted = part.offset() < 0
                ? Math.min(part.length(), whole)
                : Math.min(part.length(), Math.max(0, whole - part.offset()));
        boolean begins = part.offset() < 0 ? !known || first == whole - wanted : first == part.offset();
        boolean complete = !known || came == wanted;
        if (!begins || !complete || came < 1 || (length.isPresent() && length.getAsLong() != came)) {
            throw new UnexpectedBodyException(
                    "asked for " + part.header() + ", but the response says \"" + range + "\"",
                    "a cache on the way answers with another part");
        }
        return came;
    }

    /** A page that does not come from Storage: of a captive portal, or of a proxy that wants a sign-in. */
    private static void refuseForeignPage(HttpResponse response) throws UnexpectedBodyException {
        boolean html = response.headers()
                .first("Content-Type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
        boolean storages = response.headers().first("ETag").isPresent()
                || response.headers().first("Accept-Ranges").isPresent()
                || response.headers().first("Last-Modified").isPresent()
                || response.headers().first("x-robots-tag").isPresent();
        if (html && !storages) {
            throw new UnexpectedBodyException(
                    "a web page came instead of the object",
                    "is there a sign-in page or captive portal between here and the server?");
        }
    }
}
