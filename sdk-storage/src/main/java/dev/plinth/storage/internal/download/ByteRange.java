package dev.plinth.storage.internal.download;

/**
 * A byte range of an object.
 *
 * @param offset the first byte; negative for a suffix, counted from the end
 * @param length the maximum length in bytes
 */
public record ByteRange(long offset, long length) {

    /** Returns a range by its offset and length; {@link Long#MAX_VALUE} for the rest of the object. */
    public static ByteRange of(long offset, long length) {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("the range is not valid: " + length + " bytes from offset " + offset);
        }
        return new ByteRange(offset, length);
    }

    /** Returns a suffix range. */
    public static ByteRange suffix(long length) {
        if (length < 1) {
            throw new IllegalArgumentException("the range is not valid: the last " + length + " bytes");
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
