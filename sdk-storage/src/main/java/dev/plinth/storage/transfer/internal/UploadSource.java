package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import java.util.OptionalLong;

/**
 * Where the bytes of an upload come from, piece by piece. Used by one thread at a time.
 *
 * <p>All methods throw {@link dev.plinth.storage.transfer.SourceChangedException} if the source is not what it was, and
 * {@link dev.plinth.core.LocalIOException} if it cannot be read.
 */
interface UploadSource extends AutoCloseable {

    /**
     * A part of the source.
     *
     * @param offset where it begins
     * @param content its bytes; of known length, and repeatable as long as no later piece was asked for
     * @param last whether the source ends with it
     */
    record Piece(long offset, Content content, boolean last) {

        long end() {
            return offset + content.length().orElseThrow();
        }
    }

    /** Returns how many bytes there are; empty as long as that is not known. */
    OptionalLong length();

    /** Tells whether a piece that begins there can be read. */
    boolean reaches(long offset);

    /** Reads a piece: at most so many bytes, fewer only at the end of the source or of what is kept of it. */
    Piece piece(long offset, int most);

    /** Checks that the source still is what it was. */
    void check();

    @Override
    void close();
}
