package dev.plinth.storage.internal.download;

import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.util.OptionalLong;

/** Computes the position of a range in an object. */
final class ByteRanges {

    private ByteRanges() {}

    /** Returns the offset of a range in an object of the given length. */
    static long offset(ByteRange part, OptionalLong whole) throws UnexpectedBodyException {
        if (part.offset() < 0 && whole.isEmpty()) {
            throw new UnexpectedBodyException(
                    "all came instead of the end, and not how much that is", "ask for the part by its offset");
        }
        long offset = part.offset() < 0 ? Math.max(0, whole.getAsLong() + part.offset()) : part.offset();
        if (whole.isPresent() && offset >= whole.getAsLong()) {
            throw new UnexpectedBodyException(
                    "the object has " + whole.getAsLong() + " bytes, and the part begins at " + offset, null);
        }
        return offset;
    }
}
