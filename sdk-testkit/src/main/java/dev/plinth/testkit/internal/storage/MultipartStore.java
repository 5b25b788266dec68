package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.data.Table;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Multipart uploads in progress, and their parts, whose content is stored like that of objects. */
public final class MultipartStore implements AutoCloseable {
    private final BodyStore bodies;
    private final Table<MultipartUpload> uploads;
    private final Table<Part> parts;

    /** The bytes of all parts of an upload that were sent or are being sent; repeated parts count each time. */
    private final Map<UUID, AtomicLong> received = new ConcurrentHashMap<>();

    /** The uploads that are being completed; other requests do not find them. */
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    MultipartStore(Path folder, BodyStore bodies) throws IOException {
        this.bodies = bodies;
        this.uploads = new Table<>(
                folder.resolve("uploads.jsonl"),
                MultipartUpload.class,
                upload -> upload.id().toString());
        this.parts = new Table<>(folder.resolve("parts.jsonl"), Part.class, Part::key);
        parts.rows().values().stream()
                .filter(part -> uploads.get(part.upload().toString()).isEmpty())
                .forEach(part -> parts.remove(part.key()));
    }

    public void create(MultipartUpload upload) {
        uploads.put(upload);
    }

    /** The upload of an id, when it is one of this bucket and key. */
    public Optional<MultipartUpload> find(String id, String bucket, String key) {
        return Optional.of(id)
                .filter(Caller::isUuid)
                .flatMap(text -> uploads.get(UUID.fromString(text).toString()))
                .filter(upload -> !taken.contains(upload.id()))
                .filter(upload -> upload.bucket().equals(bucket) && upload.key().equals(key));
    }

    /** The uploads of a bucket, sorted by key and id. */
    public List<MultipartUpload> of(String bucket) {
        return uploadsOf(bucket)
                .sorted(Comparator.comparing(MultipartUpload::key)
                        .thenComparing(upload -> upload.id().toString()))
                .toList();
    }

    public boolean refersTo(String bucket) {
        return uploadsOf(bucket).findAny().isPresent();
    }

    /** The parts by their numbers; none when the upload has ended. */
    public NavigableMap<Integer, Part> parts(MultipartUpload upload) {
        return parts.rows().subMap(upload.id() + "/", upload.id() + "0").values().stream()
                .collect(Collectors.toMap(Part::number, part -> part, (a, b) -> b, TreeMap::new));
    }

    /**
     * Counts the bytes of a part that is about to be received. As on the real server, a part that is sent again counts
     * twice; only the parts that are kept count after a restart.
     */
    public void reserve(MultipartUpload upload, long bytes, long limit) {
        AtomicLong count = received(upload);
        if (count.addAndGet(bytes) > limit) {
            count.addAndGet(-bytes);
            throw StorageError.TOO_LARGE.get();
        }
    }

    /** Undoes {@link #reserve}, because the part was not received. */
    public void release(MultipartUpload upload, long bytes) {
        received(upload).addAndGet(-bytes);
    }

    /** Adds a part; one of the same number is replaced. */
    public Part put(MultipartUpload upload, int number, BodyStore.Incoming content, Instant now) throws IOException {
        Part part = new Part(upload.id(), number, content.md5(), content.size(), now, UUID.randomUUID());
        bodies.commit(content, part.version());
        if (find(upload.id().toString(), upload.bucket(), upload.key()).isEmpty()) {
            bodies.delete(part.version());
            throw StorageError.NO_SUCH_UPLOAD.get();
        }
        parts.put(part).ifPresent(before -> bodies.delete(before.version()));
        return part;
    }

    /** Reserves an upload for completion: other requests do not find it any more. */
    public void take(MultipartUpload upload) {
        StorageError.NO_SUCH_UPLOAD.throwIf(
                !taken.add(upload.id()) || uploads.get(upload.id().toString()).isEmpty());
    }

    /** Undoes {@link #take}, because the completion failed. */
    public void giveBack(MultipartUpload upload) {
        taken.remove(upload.id());
    }

    /** Deletes an upload and its parts. */
    public void delete(MultipartUpload upload) {
        // the upload first: parts without an upload are deleted at the next start
        uploads.remove(upload.id().toString());
        parts(upload).values().forEach(part -> {
            parts.remove(part.key());
            bodies.delete(part.version());
        });
        received.remove(upload.id());
        taken.remove(upload.id());
    }

    void clear() {
        List.copyOf(uploads.rows().values()).forEach(this::delete);
    }

    /** The versions whose content is needed. */
    Set<UUID> versions() {
        return parts.rows().values().stream().map(Part::version).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        uploads.close();
        parts.close();
    }

    private Stream<MultipartUpload> uploadsOf(String bucket) {
        return uploads.rows().values().stream()
                .filter(upload -> upload.bucket().equals(bucket) && !taken.contains(upload.id()));
    }

    private AtomicLong received(MultipartUpload upload) {
        return received.computeIfAbsent(
                upload.id(),
                id -> new AtomicLong(
                        parts(upload).values().stream().mapToLong(Part::size).sum()));
    }

    /**
     * A multipart upload, without its parts.
     *
     * @param id the upload id
     * @param bucket the bucket's id
     * @param key the object's name
     * @param owner who created it, when known
     * @param mimeType the content type that the object gets
     * @param cacheControl the cache control that it gets
     * @param userMetadata the user's own metadata that it gets
     * @param initiated when it was created
     */
    public record MultipartUpload(
            UUID id,
            String bucket,
            String key,
            @Nullable String owner,
            String mimeType,
            String cacheControl,
            JsonNode userMetadata,
            Instant initiated) {

        /** The object to be created. */
        public Upload target() {
            return new Upload(bucket, key, owner, mimeType, cacheControl, userMetadata, null, true);
        }
    }

    /** A complete part; {@code md5} in hexadecimal, {@code version} that of its content. */
    public record Part(UUID upload, int number, String md5, long size, Instant uploaded, UUID version) {
        String key() {
            return upload + "/" + number;
        }
    }
}
