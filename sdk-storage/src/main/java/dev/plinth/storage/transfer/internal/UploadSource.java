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
     * @param content its bytes; of known length, and repeatable as long as no later piece was asked for
     * @param last whether the source ends with it
     */
    record Piece(long offset, Content content, boolean last) {

        long end() {
            return offset + content.length().orElseThrow();
        }
    }

    /** Returns the size in bytes; empty while it is unknown. */
    OptionalLong length();

    /** Returns whether a piece at an offset can be read. */
    boolean reaches(long offset);

    /** Reads a piece: at most so many bytes, fewer only at the end of the source or of what is kept of it. */
    Piece piece(long offset, int most);

    /** Checks that the source has not changed. */
    void check();

    @Override
    void close();
}
