package dev.plinth.storage.internal;

/**
 * A part of an object.
 *
 * @param offset where it begins; negative for so many bytes before the end
 * @param length how long it is at most
 */
public record Part(long offset, long length) {

    /** A part by its place; {@link Long#MAX_VALUE} for all the rest. */
    public static Part of(long offset, long length) {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("no such part: " + length + " bytes from " + offset);
        }
        return new Part(offset, length);
    }

    /** The end of the object. */
    public static Part last(long length) {
        if (length < 1) {
            throw new IllegalArgumentException("no such part: the last " + length + " bytes");
        }
        return new Part(-length, length);
    }

    /** The value of {@code Range}. */
    String header() {
        if (offset < 0) {
            return "bytes=" + offset;
        }
        long end = length > Long.MAX_VALUE - offset ? -1 : offset + length - 1;
        return "bytes=" + offset + "-" + (end < 0 ? "" : Long.toString(end));
    }
}
