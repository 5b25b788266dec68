package dev.plinth.testkit.internal.s3;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** A checksum or hash of a body, by the name of the header or trailer that claims one. */
interface Sum {
    void update(byte[] bytes, int offset, int length);

    /** What was reckoned, as the header has it. */
    String value();

    /** The sum that a header claims; empty for a header that claims none. */
    static Optional<Sum> of(String header) {
        return Optional.ofNullable(
                switch (header) {
                    case "x-amz-checksum-crc32" -> check(new CRC32(), Integer.BYTES);
                    case "x-amz-checksum-crc32c" -> check(new CRC32C(), Integer.BYTES);
                    case "x-amz-checksum-crc64nvme" -> check(new Crc64Nvme(), Long.BYTES);
                    case "x-amz-checksum-sha1" -> hash("SHA-1", false);
                    case "x-amz-checksum-sha256" -> hash("SHA-256", false);
                    case "x-amz-content-sha256" -> hash("SHA-256", true);
                    case "content-md5" -> hash("MD5", false);
                    default -> null;
                });
    }

    private static Sum check(Checksum checksum, int bytes) {
        return new Sum() {
            @Override
            public void update(byte[] content, int offset, int length) {
                checksum.update(content, offset, length);
            }

            @Override
            public String value() {
                byte[] all = ByteBuffer.allocate(Long.BYTES)
                        .putLong(checksum.getValue())
                        .array();
                return Base64.getEncoder()
                        .encodeToString(java.util.Arrays.copyOfRange(all, all.length - bytes, all.length));
            }
        };
    }

    private static Sum hash(String algorithm, boolean hexadecimal) {
        MessageDigest digest = digest(algorithm);
        return new Sum() {
            @Override
            public void update(byte[] content, int offset, int length) {
                digest.update(content, offset, length);
            }

            @Override
            public String value() {
                byte[] hash = digest.digest();
                return hexadecimal
                        ? HexFormat.of().formatHex(hash)
                        : Base64.getEncoder().encodeToString(hash);
            }
        };
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
