package dev.plinth.storage.internal.integrity;

import dev.plinth.core.Content;
import dev.plinth.core.internal.content.WrappedContent;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A content that knows, once it was sent, how much it was and its MD5. */
public final class DigestingContent extends WrappedContent {

    private final boolean digests;
    private final BooleanSupplier readable;
    private volatile @Nullable Sent sent;

    /** What was sent in all, last time. */
    public record Sent(long length, String md5) {}

    /**
     * Wraps a content.
     *
     * @param digests whether to digest it while it is sent
     * @param readable tells whether it can be read once more for the sake of its digest
     */
    public DigestingContent(Content content, boolean digests, BooleanSupplier readable) {
        super(content);
        this.digests = digests;
        this.readable = readable;
    }

    /** Returns what was sent, or would have been. Empty if the content cannot be read for that. */
    public Optional<Sent> sent() {
        if (sent == null && readable.getAsBoolean() && content.repeatable()) {
            try {
                digest(OutputStream.nullOutputStream());
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(sent);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (digests) {
            digest(out);
        } else {
            content.writeTo(out);
        }
    }

    private void digest(OutputStream out) throws IOException {
        BackgroundDigest digest = new BackgroundDigest();
        try {
            content.writeTo(new Digesting(out, digest));
            sent = new Sent(digest.count(), digest.hex());
        } finally {
            digest.end();
        }
    }

    private static final class Digesting extends FilterOutputStream {

        private final BackgroundDigest digest;

        Digesting(OutputStream out, BackgroundDigest digest) {
            super(out);
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
        }
    }
}
