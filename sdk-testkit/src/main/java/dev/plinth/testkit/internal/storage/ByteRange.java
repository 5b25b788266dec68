package dev.plinth.testkit.internal.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object, both ends included. */
public record ByteRange(long first, long last) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** The part that a header asks for; whatever cannot be served so, several parts too, is refused. */
    public static ByteRange of(String header, long size) {
        Matcher matcher = RANGE.matcher(header.strip());
        if (!matcher.matches() || size == 0) {
            throw StorageError.INVALID_RANGE.get();
        }
        try {
            ByteRange range = of(matcher.group(1), matcher.group(2), size);
            if (range.first > range.last || range.first >= size) {
                throw StorageError.INVALID_RANGE.get();
            }
            return range;
        } catch (NumberFormatException e) {
            throw StorageError.INVALID_RANGE.get();
        }
    }

    public long length() {
        return last - first + 1;
    }

    private static ByteRange of(String first, String last, long size) {
        if (first.isEmpty()) {
            return new ByteRange(Math.max(0, size - Long.parseLong(last)), size - 1);
        }
        long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return new ByteRange(Long.parseLong(first), end);
    }
}
