package dev.plinth.storage.internal.integrity;

import dev.plinth.core.Content;
import dev.plinth.core.internal.content.WrappedContent;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Wraps content, and provides its length and MD5 after it was sent. */
public final class DigestingContent extends WrappedContent {

    private final boolean computesDigest;
    private final BooleanSupplier rereadable;
    private volatile @Nullable Sent sent;

    /** The content that was sent completely by the last attempt. */
    public record Sent(long length, String md5) {}

    /**
     * Wraps content.
     *
     * @param computesDigest whether the digest is computed while the content is sent
     * @param rereadable whether the content can be read again to compute the digest
     */
    public DigestingContent(Content content, boolean computesDigest, BooleanSupplier rereadable) {
        super(content);
        this.computesDigest = computesDigest;
        this.rereadable = rereadable;
    }

    /** Returns the length and MD5 of the content, reading it again if necessary. Empty if it cannot be read again. */
    public Optional<Sent> sent() {
        if (sent == null && rereadable.getAsBoolean() && content.repeatable()) {
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
        if (computesDigest) {
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
            digest.finish();
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
