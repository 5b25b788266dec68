package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a body that comes in AWS's chunks, signed or not; the framing is taken off as it is read. A chunk's
 * signature is looked at when its last byte came in, before anyone learns that the body is whole.
 */
final class ChunkedBody extends BlockInput {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final String NO_CHUNK = "Missing final chunk";
    private static final String NO_TRAILER = "Incomplete trailer section";
    private static final int LARGEST_CHUNK = 8 << 20;
    private static final String SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final String TYPE = "AWS4-HMAC-SHA256-PAYLOAD";

    private final SigV4.@Nullable Verified signer;
    private final MessageDigest digest = SigV4.sha256();
    private final Map<String, String> trailers = new HashMap<>();
    private final StringBuilder trailerText = new StringBuilder();
    private String signature;
    private String claimed = "";
    private final boolean trailing;
    private long left;
    private boolean ended;

    private ChunkedBody(InputStream in, SigV4.@Nullable Verified signer, String seed, boolean trailing) {
        super(new BufferedInputStream(in, 64 * 1024));
        this.signer = signer;
        this.trailing = trailing;
        this.signature = seed;
    }

    /** Chunks that are each signed, beginning with the request's own signature. */
    static ChunkedBody signed(InputStream in, SigV4.Verified verified, boolean trailing) {
        return new ChunkedBody(in, verified, verified.claim().signature(), trailing);
    }

    /** Chunks without signatures, which are always followed by a trailer. */
    static ChunkedBody unsigned(InputStream in) {
        return new ChunkedBody(in, null, "", true);
    }

    /** What came after the last chunk, by names in lower case; empty before the end. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Verifies what signs the trailers, if they are signed; only those who ask for it are told. */
    void verifyTrailers() {
        String claim = trailers.get(TRAILER_SIGNATURE);
        SigV4.Verified verified = signer;
        if (verified == null || claim == null) {
            return;
        }
        String text = String.join(
                "\n",
                "AWS4-HMAC-SHA256-TRAILER",
                verified.claim().date(),
                verified.claim().scope(),
                signature,
                SigV4.hash(trailerText.toString()));
        StorageError.SIGNATURE_MISMATCH.throwIf(!SigV4.same(verified.key().sign(text), claim));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            begin();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw malformed("Unexpected end of chunk data");
        }
        digest.update(into, offset, count);
        left -= count;
        if (left == 0) {
            verify();
            endOfChunk();
        }
        return count;
    }

    private void begin() throws IOException {
        String head = line(NO_CHUNK, "Incomplete chunk header");
        int semicolon = head.indexOf(';');
        String extension = semicolon < 0 ? "" : head.substring(semicolon + 1);
        claimed = extension.startsWith(SIGNATURE) ? extension.substring(SIGNATURE.length()) : "";
        left = size(semicolon < 0 ? head : head.substring(0, semicolon));
        if (left == 0) {
            verify();
            if (trailing) {
                readTrailers();
            } else {
                endOfChunk();
            }
            if (in.read() >= 0) {
                throw malformed("Unexpected data after final chunk");
            }
            ended = true;
        }
    }

    private static long size(String hex) {
        try {
            long size = Long.parseLong(hex.strip(), 16);
            if (size >= 0 && size <= LARGEST_CHUNK) {
                return size;
            }
        } catch (NumberFormatException e) {
            // answered below, as a size out of range is
        }
        throw malformed("Invalid chunk size");
    }

    private void endOfChunk() throws IOException {
        if (in.read() != '\r' || in.read() != '\n') {
            throw malformed("Missing CRLF after chunk data");
        }
    }

    private void verify() {
        SigV4.Verified verified = signer;
        if (verified == null) {
            return;
        }
        String text = String.join(
                "\n",
                TYPE,
                verified.claim().date(),
                verified.claim().scope(),
                signature,
                SigV4.EMPTY_HASH,
                HexFormat.of().formatHex(digest.digest()));
        signature = verified.key().sign(text);
        StorageError.SIGNATURE_MISMATCH.throwIf(!SigV4.same(signature, claimed));
    }

    private void readTrailers() throws IOException {
        String first = line(NO_TRAILER, NO_TRAILER);
        if (first.isEmpty()) {
            throw malformed(NO_TRAILER);
        }
        for (String line = first; !line.isEmpty(); line = line(NO_TRAILER, NO_TRAILER)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                String value = line.substring(colon + 1).strip();
                trailers.put(name, value);
                if (!name.equals(TRAILER_SIGNATURE)) {
                    trailerText.append(name).append(':').append(value).append('\n');
                }
            }
        }
    }

    /** A line without its CRLF; the refusals are for a body that ends before the line, and within it. */
    private String line(String absent, String incomplete) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            throw malformed(absent);
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST_LINE) {
                throw malformed(incomplete);
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        if (c < 0 || end < 0 || line.charAt(end) != '\r') {
            throw malformed(incomplete);
        }
        return line.substring(0, end);
    }

    private static RuntimeException malformed(String message) {
        return StorageError.INVALID_REQUEST.with(message);
    }
}
