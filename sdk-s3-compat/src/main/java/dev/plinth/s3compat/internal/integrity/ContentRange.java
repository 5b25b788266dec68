package dev.plinth.s3compat.internal.integrity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of bytes, as {@code Content-Range} and {@code Range} name it.
 *
 * @param first the first byte's position
 * @param last the last byte's position, inclusive
 */
record ContentRange(long first, long last) {

    private static final Pattern SENT = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(?:\\d{1,18}|\\*)");
    private static final Pattern ASKED = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    /** Reads the {@code Content-Range} of a response. */
    static Optional<ContentRange> sent(String header) {
        return read(SENT.matcher(header.strip())).filter(range -> range.last >= range.first);
    }

    /** Reads the {@code Range} of a request, if it is one range with a beginning. */
    static Optional<ContentRange> asked(String header) {
        return read(ASKED.matcher(header.strip()));
    }

    private static Optional<ContentRange> read(Matcher matcher) {
        return matcher.matches()
                ? Optional.of(new ContentRange(
                        Long.parseLong(matcher.group(1)),
                        matcher.group(2) == null ? Long.MAX_VALUE : Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    long length() {
        return last - first + 1;
    }

    /** Returns whether this range fits the requested one: it may end earlier, at the end of the object. */
    boolean answers(ContentRange asked) {
        return first == asked.first && last <= asked.last;
    }

    @Override
    public String toString() {
        return first + "-" + (last == Long.MAX_VALUE ? "" : last);
    }
}
