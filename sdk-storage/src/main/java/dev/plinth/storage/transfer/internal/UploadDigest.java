package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.internal.integrity.Etags;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The MD5 of what the server acknowledged. Bytes are digested as they are sent; what was sent but not acknowledged is
 * forgotten, and what this process did not send itself is read from the source again. Used by one thread at a time.
 */
final class UploadDigest {

    /** Up to so much is read again at once, so that the following pieces can be digested as they are sent. */
    private static final long SMALL = 16L * 1024 * 1024;

    private final UploadSource source;
    private MessageDigest acknowledged = Etags.digest();
    private long position;
    private MessageDigest sent = acknowledged;
    private long sentTo = -1;

    UploadDigest(UploadSource source) {
        this.source = source;
    }

    /** Forgets everything: the upload starts again. */
    void reset() {
        acknowledged = Etags.digest();
        position = 0;
        sentTo = -1;
    }

    /** Returns a stream that digests what is written to it, if it follows on what was digested. */
    OutputStream tee(OutputStream out, long offset) {
        sentTo = -1;
        if (offset != position) {
            return out;
        }
        sent = copy(acknowledged);
        sentTo = offset;
        return new Digesting(out);
    }

    /** Hears how much the server has. */
    void acknowledged(long offset) {
        if (sentTo == offset && offset > position) {
            acknowledged = sent;
            position = offset;
        }
        sentTo = -1;
        boolean behind = position < offset && offset - position <= SMALL && source.reaches(position);
        if (behind) {
            catchUp(offset);
        }
    }

    /** Returns the MD5 of the whole in hex; empty if the source cannot be read again for it. */
    Optional<String> md5(long length) {
        if (position < length && source.reaches(position)) {
            catchUp(length);
        }
        return position == length ? Optional.of(Etags.hex(copy(acknowledged))) : Optional.empty();
    }

    private void catchUp(long offset) {
        sent = copy(acknowledged);
        sentTo = position;
        try {
            while (sentTo < offset) {
                UploadSource.Piece piece = source.piece(sentTo, (int) Math.min(SMALL, offset - sentTo));
                piece.content().writeTo(new Digesting(OutputStream.nullOutputStream()));
            }
            acknowledged = sent;
            position = sentTo;
            sentTo = -1;
        } catch (IOException e) {
            throw new LocalIOException("the source cannot be read again to compare it: " + source, null, e);
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
            sentTo += count;
        }
    }
}
