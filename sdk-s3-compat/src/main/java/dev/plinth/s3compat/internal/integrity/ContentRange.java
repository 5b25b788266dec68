package dev.plinth.s3compat.internal.integrity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A byte range of a {@code Content-Range} or {@code Range} header.
 *
 * @param first the first byte's position
 * @param last the last byte's position, inclusive
 */
record ContentRange(long first, long last) {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(?:\\d{1,18}|\\*)");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    /** Reads the {@code Content-Range} of a response. */
    static Optional<ContentRange> ofResponse(String header) {
        return parse(CONTENT_RANGE.matcher(header.strip())).filter(range -> range.last >= range.first);
    }

    /** Reads the {@code Range} of a request, if it is one range with a beginning. */
    static Optional<ContentRange> ofRequest(String header) {
        return parse(RANGE.matcher(header.strip()));
    }

    private static Optional<ContentRange> parse(Matcher matcher) {
        return matcher.matches()
                ? Optional.of(new ContentRange(
                        Long.parseLong(matcher.group(1)),
                        matcher.group(2) == null ? Long.MAX_VALUE : Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    long length() {
        return last - first + 1;
    }

    /**
     * Returns whether this range is a valid response to a requested range: it may end earlier, at the end of the
     * object.
     */
    boolean isWithin(ContentRange requested) {
        return first == requested.first && last <= requested.last;
    }

    @Override
    public String toString() {
        return first + "-" + (last == Long.MAX_VALUE ? "" : last);
    }
}
