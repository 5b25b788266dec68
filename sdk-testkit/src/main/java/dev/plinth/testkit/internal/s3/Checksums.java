package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** The checksums and hashes of bodies that headers and trailers claim. */
final class Checksums {
    private static final List<String> NAMES = List.of(
            "content-md5",
            "x-amz-content-sha256",
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256");
    private static final int HASH_LENGTH = 64;

    private Checksums() {}

    /** What a body adds up to: fed as it is read, and at its end the value as the header has it. */
    private record Sum(ObjIntConsumer<byte[]> feeder, Supplier<String> value) {}

    /** The sum that a header claims; empty for a header that claims none. */
    private static Optional<Sum> of(String header) {
        return Optional.ofNullable(
                switch (header) {
                    case "x-amz-checksum-crc32" -> check(new CRC32(), Integer.BYTES);
                    case "x-amz-checksum-crc32c" -> check(new CRC32C(), Integer.BYTES);
                    case "x-amz-checksum-crc64nvme" -> check(new Crc64Nvme(), Long.BYTES);
                    case "x-amz-checksum-sha1" -> hash("SHA-1", Base64.getEncoder()::encodeToString);
                    case "x-amz-checksum-sha256" -> hash("SHA-256", Base64.getEncoder()::encodeToString);
                    case "x-amz-content-sha256" -> hash("SHA-256", HexFormat.of()::formatHex);
                    case "content-md5" -> hash("MD5", Base64.getEncoder()::encodeToString);
                    default -> null;
                });
    }

    private static Sum check(Checksum checksum, int bytes) {
        return new Sum((content, length) -> checksum.update(content, 0, length), () -> {
            byte[] all =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            return Base64.getEncoder().encodeToString(Arrays.copyOfRange(all, all.length - bytes, all.length));
        });
    }

    private static Sum hash(String algorithm, Function<byte[], String> encoder) {
        MessageDigest digest = digest(algorithm);
        return new Sum((content, length) -> digest.update(content, 0, length), () -> encoder.apply(digest.digest()));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** A body that is held against what was said of it, in headers and after its last chunk, when it ends. */
    static final class CheckedBody extends BlockInput {
        private final @Nullable ChunkedBody chunks;
        private final Map<String, String> claims = new TreeMap<>();
        private final Map<String, Sum> sums = new TreeMap<>();

        CheckedBody(InputStream in, Exchange exchange) {
            super(in);
            this.chunks = in instanceof ChunkedBody chunked ? chunked : null;
            for (String name : NAMES) {
                String claim = exchange.header(name);
                if (claim != null && isOfTheContent(name, claim)) {
                    claims.put(name, claim);
                    reckon(name);
                }
            }
            String trailer = exchange.header("x-amz-trailer");
            if (chunks != null && trailer != null) {
                List.of(trailer.toLowerCase(Locale.ROOT).split(",", -1)).forEach(name -> reckon(name.strip()));
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count < 0) {
                check();
            } else {
                byte[] content = Arrays.copyOfRange(into, offset, offset + count);
                sums.values().forEach(sum -> sum.feeder().accept(content, count));
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
                if (claim != null && !claim.equals(sum.value().get())) {
                    throw StorageError.INVALID_CHECKSUM.with(name);
                }
            });
            sums.clear();
        }

        private void reckon(String name) {
            of(name).ifPresent(sum -> sums.put(name, sum));
        }

        /** Words in place of the hash say that there is none; and a hash of the framing is none of the content. */
        private boolean isOfTheContent(String name, String claim) {
            boolean hash = name.equals("x-amz-content-sha256");
            return chunks == null ? !hash || claim.length() == HASH_LENGTH : name.startsWith("x-amz-checksum-");
        }
    }

    /** The 64-bit checksum of the NVM Express specification, which the JDK does not have. */
    private static final class Crc64Nvme implements Checksum {
        /** The polynomial AD93D23594C93659, its bits reversed. */
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
