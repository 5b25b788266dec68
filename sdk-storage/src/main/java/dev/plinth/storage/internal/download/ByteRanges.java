package dev.plinth.storage.internal.download;

import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.util.OptionalLong;

/** Computes the position of a range in an object. */
final class ByteRanges {

    private ByteRanges() {}

    /** Returns the offset of a range in an object of the given length. */
    static long offset(ByteRange range, OptionalLong objectLength) throws UnexpectedBodyException {
        if (range.offset() < 0 && objectLength.isEmpty()) {
            throw new UnexpectedBodyException(
                    "the response contains the whole object without its length instead of the suffix range",
                    "request the range by its offset");
        }
        long offset = range.offset() < 0 ? Math.max(0, objectLength.getAsLong() + range.offset()) : range.offset();
        if (objectLength.isPresent() && offset >= objectLength.getAsLong()) {
            throw new UnexpectedBodyException(
                    "the requested range begins at " + offset + ", but the object has " + objectLength.getAsLong()
                            + " bytes",
                    null);
        }
        return offset;
    }
}
