package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Makes up objects by their number: the same ones each time, so that the journal needs one line for a million. */
final class SeededObjects {
    private static final int SIZES = 16;
    private static final int FOLDER = 1_000;
    private static final long ID_MARK = 0x5eed_0000_0000_4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final String bucket;
    private final int first;
    private final Instant start;
    private final List<ObjectMetadata> metadata = new ArrayList<>();

    private SeededObjects(String bucket, int first, Instant start) {
        this.bucket = bucket;
        this.first = first;
        this.start = start;
        for (int i = 0; i < SIZES; i++) {
            metadata.add(metadata(64L << (i % 8), start));
        }
    }

    /** The object of a number: {@code seed/000001/000001234.txt}. */
    StoredObject get(int number) {
        ObjectMetadata shared = metadata.get(number % SIZES);
        String name = String.format("seed/%06d/%09d.txt", number / FOLDER, number);
        Instant at = start.plusNanos((number - first) * 1_000L);
        UUID id = new UUID(ID_MARK ^ ((long) bucket.hashCode() << 32), VARIANT | number);
        return new StoredObject(
                id, bucket, name, id, null, at, at, at, shared, null, new Body.Synthetic(shared.size()));
    }

    static List<StoredObject> of(ObjectNode line) {
        int first = line.path("first").asInt();
        SeededObjects objects = new SeededObjects(line.path("bucket").asText(), first, JournalRows.instant(line, "at"));
        List<StoredObject> all = new ArrayList<>();
        for (int i = first; i < first + line.path("count").asInt(); i++) {
            all.add(objects.get(i));
        }
        return all;
    }

    private static ObjectMetadata metadata(long size, Instant at) {
        MessageDigest digest = BodyStore.md5();
        try (java.io.InputStream in = new Body.Synthetic(size).open(0)) {
            digest.update(in.readAllBytes());
        } catch (java.io.IOException e) {
            throw new IllegalStateException("made-up content always reads", e);
        }
        String eTag = "\"" + HexFormat.of().formatHex(digest.digest()) + "\"";
        return new ObjectMetadata(eTag, size, "text/plain", "max-age=3600", at, null);
    }
}
