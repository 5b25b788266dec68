package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.data.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Objects made up by their numbers, the same ones each time, so that the journal needs one line for a million. Their
 * content takes no room: a line, again and again.
 *
 * @param bucketId the bucket's id
 * @param first the number of the first object
 * @param seeded how many there are
 * @param start when the first one was created
 */
record SeededObjects(String bucketId, int first, int seeded, Instant start) {
    private static final String LINE = "a synthetic object of the local platform\n";
    private static final int SIZES = 8;
    private static final int FOLDER = 1_000;
    private static final long ID_MARK = 0x5eed_0000_0000_4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** The content of a synthetic object. */
    static byte[] content(int size) {
        return LINE.repeat(size / LINE.length() + 1).substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    Stream<StoredObject> stream() {
        List<ObjectMetadata> bySize = IntStream.range(0, SIZES)
                .mapToObj(i -> metadata(64 << i, start))
                .toList();
        return IntStream.range(first, first + seeded).mapToObj(number -> object(number, bySize.get(number % SIZES)));
    }

    /** The object of a number: {@code seed/000001/000001234.txt}. */
    private StoredObject object(int number, ObjectMetadata metadata) {
        String name = String.format("seed/%06d/%09d.txt", number / FOLDER, number);
        Instant at = start.plusNanos((number - first) * 1_000L);
        UUID id = new UUID(ID_MARK ^ ((long) bucketId.hashCode() << 32), VARIANT | number);
        return new StoredObject(id, bucketId, name, id, null, at, at, at, metadata, null, true);
    }

    private static ObjectMetadata metadata(int size, Instant at) {
        MessageDigest digest = Digests.of("MD5");
        String eTag = "\"" + HexFormat.of().formatHex(digest.digest(content(size))) + "\"";
        return new ObjectMetadata(eTag, size, "text/plain", "max-age=3600", at, null);
    }
}
