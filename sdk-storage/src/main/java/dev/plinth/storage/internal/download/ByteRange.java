package dev.plinth.storage.internal.download;

/**
 * A part of an object.
 *
 * @param offset where it begins; negative for so many bytes before the end
 * @param length how long it is at most
 */
public record ByteRange(long offset, long length) {

    /** A part by its place; {@link Long#MAX_VALUE} for all the rest. */
    public static ByteRange of(long offset, long length) {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("no such part: " + length + " bytes from " + offset);
        }
        return new ByteRange(offset, length);
    }

    /** The end of the object. */
    public static ByteRange suffix(long length) {
        if (length < 1) {
            throw new IllegalArgumentException("no such part: the last " + length + " bytes");
        }
        return new ByteRange(-length, length);
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
