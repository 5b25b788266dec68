package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.data.Digests;
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
 * The content of a body in AWS's chunks, signed or not, without its framing. A chunk's signature is verified when its
 * last byte is read, before the reader learns that the body is complete.
 */
final class ChunkedBody extends BlockInput {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_CHUNK = 8 << 20;
    private static final String NO_TRAILER = "Incomplete trailer section";
    private static final String SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final SigV4.@Nullable Verified signer;
    private final MessageDigest digest = Digests.of("SHA-256");
    private final Map<String, String> trailers = new HashMap<>();
    private final StringBuilder trailerText = new StringBuilder();
    private final boolean trailing;

    /** The signature of the last chunk; before the first one that of the request. */
    private String signature;

    private String claimed = "";
    private long left;
    private boolean ended;

    /** Chunks with signatures if there is a signer, and with a trailer after them if there is one. */
    ChunkedBody(InputStream in, SigV4.@Nullable Verified signer, boolean trailing) {
        super(new BufferedInputStream(in, 64 * 1024));
        this.signer = signer;
        this.trailing = trailing;
        this.signature = signer == null ? "" : signer.claim().signature();
    }

    /** The trailers, by names in lower case; empty before the end. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Verifies the signature of the trailers, if there is one. */
    void verifyTrailers() {
        String claim = trailers.get(TRAILER_SIGNATURE);
        if (claim != null) {
            verify("AWS4-HMAC-SHA256-TRAILER", SigV4.hash(trailerText.toString()), claim);
        }
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
        malformedIf(count < 0, "Unexpected end of chunk data");
        digest.update(into, offset, count);
        left -= count;
        if (left == 0) {
            verifyChunk();
            endOfChunk();
        }
        return count;
    }

    private void begin() throws IOException {
        String head = line("Missing final chunk", "Incomplete chunk header");
        int semicolon = head.indexOf(';');
        String extension = semicolon < 0 ? "" : head.substring(semicolon + 1);
        claimed = extension.startsWith(SIGNATURE) ? extension.substring(SIGNATURE.length()) : "";
        String size = (semicolon < 0 ? head : head.substring(0, semicolon)).strip();
        malformedIf(!size.matches("0*[0-9a-fA-F]{1,8}"), "Invalid chunk size");
        left = Long.parseLong(size, 16);
        malformedIf(left > LARGEST_CHUNK, "Invalid chunk size");
        if (left == 0) {
            verifyChunk();
            if (trailing) {
                readTrailers();
            } else {
                endOfChunk();
            }
            malformedIf(in.read() >= 0, "Unexpected data after final chunk");
            ended = true;
        }
    }

    private void endOfChunk() throws IOException {
        malformedIf(in.read() != '\r' || in.read() != '\n', "Missing CRLF after chunk data");
    }

    private void verifyChunk() {
        String hash = HexFormat.of().formatHex(digest.digest());
        verify("AWS4-HMAC-SHA256-PAYLOAD", SigV4.EMPTY_HASH + "\n" + hash, claimed);
        signature = claimed;
    }

    private void verify(String algorithm, String hashes, String claim) {
        if (signer != null) {
            SigV4.Claim request = signer.claim();
            String text = String.join("\n", algorithm, request.date(), request.scope(), signature, hashes);
            StorageError.SIGNATURE_MISMATCH.throwIf(!SigV4.same(signer.key().apply(text), claim));
        }
    }

    private void readTrailers() throws IOException {
        String line = line(NO_TRAILER, NO_TRAILER);
        malformedIf(line.isEmpty(), NO_TRAILER);
        for (; !line.isEmpty(); line = line(NO_TRAILER, NO_TRAILER)) {
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

    /** A line without its CRLF; the messages are for a body that ends before the line, and within it. */
    private String line(String absent, String incomplete) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        malformedIf(c < 0, absent);
        for (; c >= 0 && c != '\n'; c = in.read()) {
            malformedIf(line.length() == LONGEST_LINE, incomplete);
            line.append((char) c);
        }
        int end = line.length() - 1;
        malformedIf(c < 0 || end < 0 || line.charAt(end) != '\r', incomplete);
        return line.substring(0, end);
    }

    private static void malformedIf(boolean malformed, String message) {
        StorageError.INVALID_REQUEST.throwIf(malformed, message);
    }
}
