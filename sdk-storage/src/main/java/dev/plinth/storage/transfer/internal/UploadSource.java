package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import java.util.OptionalLong;

/**
 * The source of an upload, read in pieces. Used by one thread at a time.
 *
 * <p>All methods throw {@link dev.plinth.storage.transfer.SourceChangedException} if the source has changed, and
 * {@link dev.plinth.core.LocalIOException} if it cannot be read.
 */
interface UploadSource extends AutoCloseable {

    /**
     * A part of the source.
     *
     * @param offset the offset of its first byte
     * @param content its bytes; their length is known, and they are repeatable until a later piece is requested
     * @param last whether this is the last piece
     */
    record Piece(long offset, Content content, boolean last) {

        long end() {
            return offset + content.length().orElseThrow();
        }
    }

    /** Returns the size in bytes; empty while it is unknown. */
    OptionalLong length();

    /** Returns whether the piece at an offset can be read. */
    boolean canReadFrom(long offset);

    /** Reads a piece of at most {@code maxBytes}. It is shorter only at the end of the source or of the kept chunk. */
    Piece piece(long offset, int maxBytes);

    /** Checks that the source has not changed. */
    void check();

    @Override
    void close();
}
