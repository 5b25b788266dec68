package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.internal.integrity.Etags;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Computes the MD5 of the bytes that the server acknowledged. Bytes are digested while they are sent. The digest of
 * bytes that were not acknowledged is discarded, and bytes that another process sent are read from the source. Not
 * thread-safe.
 */
final class UploadDigest {

    /**
     * Up to this number of bytes is read again immediately, so that the next pieces can be digested while they are
     * sent.
     */
    private static final long MAX_IMMEDIATE_CATCH_UP = 16L * 1024 * 1024;

    private final UploadSource source;
    private MessageDigest acknowledged = Etags.digest();
    private long position;
    private MessageDigest sent = acknowledged;
    private long sentEnd = -1;

    UploadDigest(UploadSource source) {
        this.source = source;
    }

    /** Discards the digest, because the upload starts again. */
    void reset() {
        acknowledged = Etags.digest();
        position = 0;
        sentEnd = -1;
    }

    /** Returns a stream that digests the written bytes, if they follow the bytes that were digested before. */
    OutputStream digesting(OutputStream out, long offset) {
        sentEnd = -1;
        if (offset != position) {
            return out;
        }
        sent = copy(acknowledged);
        sentEnd = offset;
        return new Digesting(out);
    }

    /** Called when the server has acknowledged the bytes up to an offset. */
    void acknowledge(long offset) {
        if (sentEnd == offset && offset > position) {
            acknowledged = sent;
            position = offset;
        }
        sentEnd = -1;
        boolean canCatchUp =
                position < offset && offset - position <= MAX_IMMEDIATE_CATCH_UP && source.canReadFrom(position);
        if (canCatchUp) {
            catchUp(offset);
        }
    }

    /** Returns the MD5 of the whole content in hexadecimal; empty if the source cannot be read again. */
    Optional<String> md5(long length) {
        if (position < length && source.canReadFrom(position)) {
            catchUp(length);
        }
        return position == length ? Optional.of(Etags.hex(copy(acknowledged))) : Optional.empty();
    }

    private void catchUp(long offset) {
        sent = copy(acknowledged);
        sentEnd = position;
        try {
            while (sentEnd < offset) {
                UploadSource.Piece piece =
                        source.piece(sentEnd, (int) Math.min(MAX_IMMEDIATE_CATCH_UP, offset - sentEnd));
                piece.content().writeTo(new Digesting(OutputStream.nullOutputStream()));
            }
            acknowledged = sent;
            position = sentEnd;
            sentEnd = -1;
        } catch (IOException e) {
            throw new LocalIOException("the source cannot be read again to compute its digest: " + source, null, e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's MD5 can be copied", e);
        }
    }

    private final class Digesting extends FilterOutputStream {

        Digesting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            sent.update(bytes, from, count);
            sentEnd += count;
        }
    }
}
