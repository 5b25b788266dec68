package dev.plinth.storage.internal;

import dev.plinth.core.Content;
import dev.plinth.core.internal.content.WrappedContent;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A content that knows, once it was sent, how much it was and its MD5. */
final class DigestedContent extends WrappedContent {

    private final boolean readable;
    private volatile @Nullable Sent sent;

    /** What was sent in all, last time. */
    record Sent(long length, String md5) {}

    DigestedContent(Content content, boolean readable) {
        super(content);
        this.readable = readable;
    }

    /**
     * Returns what was sent; of an attempt that was never sent whole, what would have been. Empty if the content is not to
     * be read for that.
     */
    Optional<Sent> sent() {
        Sent known = sent;
        if (known == null && readable && content.repeatable()) {
            try {
                writeTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                return Optional.empty();
            }
            known = sent;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageDigest digest = Etags.digest();
        Counting counting = new Counting(out, digest);
        content.writeTo(counting);
        sent = new Sent(counting.count, Etags.hex(digest));
    }

    private static final class Counting extends DigestOutputStream {

        private long count;

        Counting(OutputStream out, MessageDigest digest) {
            super(out, digest);
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            super.write(bytes, from, length);
            count += length;
        }
    }
}
