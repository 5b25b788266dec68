package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.data.Digests;
import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** A body that is compared, when it ends, with the checksums and hashes in the headers and in the trailers. */
final class CheckedBody extends BlockInput {
    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final List<String> NAMES = List.of(
            "content-md5",
            CONTENT_HASH,
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256");
    private static final int HASH_LENGTH = 64;

    private final @Nullable ChunkedBody chunks;
    private final Map<String, String> claims = new TreeMap<>();
    private final Map<String, Supplier<String>> sums = new TreeMap<>();

    CheckedBody(InputStream in, @Nullable ChunkedBody chunks, Exchange exchange) {
        super(in);
        this.chunks = chunks;
        for (String name : NAMES) {
            String claim = exchange.header(name);
            if (claim != null && isOfContent(name, claim)) {
                claims.put(name, claim);
                sum(name);
            }
        }
        if (chunks != null) {
            String trailers = exchange.headerOr("x-amz-trailer", "").toLowerCase(Locale.ROOT);
            List.of(trailers.split(",", -1)).forEach(name -> sum(name.strip()));
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count < 0) {
            check();
        }
        return count;
    }

    private void check() {
        if (chunks != null) {
            chunks.verifyTrailers();
            claims.putAll(chunks.trailers());
        }
        sums.forEach((name, sum) -> {
            String claim = claims.get(name);
            StorageError.INVALID_CHECKSUM.throwIf(claim != null && !claim.equals(sum.get()), name);
        });
        sums.clear();
    }

    /** Whether a header is about the content: a keyword instead of the hash, or a hash of the framing, is not. */
    private boolean isOfContent(String name, String claim) {
        boolean hash = name.equals(CONTENT_HASH);
        return chunks == null ? !hash || claim.length() == HASH_LENGTH : name.startsWith("x-amz-checksum-");
    }

    /** Computes the checksum with the name of a header or trailer while the body is read; nothing for other names. */
    private void sum(String name) {
        Function<byte[], String> base64 = Base64.getEncoder()::encodeToString;
        switch (name) {
            case "x-amz-checksum-crc32" -> checksum(name, new CRC32(), Integer.BYTES);
            case "x-amz-checksum-crc32c" -> checksum(name, new CRC32C(), Integer.BYTES);
            case "x-amz-checksum-crc64nvme" -> checksum(name, new Crc64Nvme(), Long.BYTES);
            case "x-amz-checksum-sha1" -> digest(name, "SHA-1", base64);
            case "x-amz-checksum-sha256" -> digest(name, "SHA-256", base64);
            case CONTENT_HASH -> digest(name, "SHA-256", HexFormat.of()::formatHex);
            case "content-md5" -> digest(name, "MD5", base64);
            default -> {}
        }
    }

    private void checksum(String name, Checksum checksum, int bytes) {
        in = new CheckedInputStream(in, checksum);
        sums.put(name, () -> {
            byte[] value =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, Long.BYTES - bytes, Long.BYTES));
        });
    }

    private void digest(String name, String algorithm, Function<byte[], String> encoder) {
        MessageDigest digest = Digests.of(algorithm);
        in = new DigestInputStream(in, digest);
        sums.put(name, () -> encoder.apply(digest.digest()));
    }

    /** The 64-bit checksum of the NVM Express specification, which the JDK does not have. */
    private static final class Crc64Nvme implements Checksum {
        /** The polynomial AD93D23594C93659 with its bits reversed. */
        private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

        private long crc = -1;

        @Override
        public void update(int b) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                update(bytes[i]);
            }
        }

        @Override
        public long getValue() {
            return ~crc;
        }

        @Override
        public void reset() {
            crc = -1;
        }
    }
}
