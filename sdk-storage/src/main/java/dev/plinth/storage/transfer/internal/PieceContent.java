package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** The content of one piece of an upload. Reports the progress and computes the digest while it is sent. */
final class PieceContent implements Content {

    private final UploadSource.Piece piece;
    private final UploadDigest digest;
    private final TransferProgress progress;
    private final OptionalLong total;
    private final RunControl control;

    PieceContent(
            UploadSource.Piece piece,
            UploadDigest digest,
            TransferProgress progress,
            OptionalLong total,
            RunControl control) {
        this.control = control;
        this.piece = piece;
        this.digest = digest;
        this.progress = progress;
        this.total = total;
    }

    @Override
    public OptionalLong length() {
        return piece.content().length();
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        piece.content().writeTo(digest.digesting(new CountingOutputStream(out), piece.offset()));
        control.setUncancellable(piece.last());
    }

    @Override
    public String toString() {
        return piece.content().toString();
    }

    private final class CountingOutputStream extends FilterOutputStream {

        private long position = piece.offset();

        CountingOutputStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            position += count;
            progress.update(position, total);
        }
    }
}
