package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Uploads in parts that are under way, each a folder: a file that says what it is, and a file a part. What is to be
 * known of a part is in its file's name ({@code number.md5.milliseconds}), so that a crash cannot tear them apart.
 */
public final class MultipartStore {
    private static final String INFO = "upload.json";

    /** An upload with its parts, and the bytes of all parts that were sent, again or not, or are being sent. */
    private record Entry(MultipartUpload upload, ConcurrentNavigableMap<Integer, Part> parts, AtomicLong received) {
        Entry(MultipartUpload upload) {
            this(upload, new ConcurrentSkipListMap<>(), new AtomicLong());
        }
    }

    private final Path folder;
    private final Map<UUID, Entry> uploads = new ConcurrentHashMap<>();

    MultipartStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> found = Files.list(folder)) {
            for (Path upload : found.toList()) {
                read(upload);
            }
        }
    }

    public void create(MultipartUpload upload) throws IOException {
        Path own = Files.createDirectories(folderOf(upload));
        Path next = own.resolve(INFO + ".next");
        Files.writeString(next, Json.text(upload.json()));
        Files.move(next, own.resolve(INFO), StandardCopyOption.ATOMIC_MOVE);
        uploads.put(upload.id(), new Entry(upload));
    }

    /** The upload of an id, when it is one of this bucket and key. */
    public Optional<MultipartUpload> find(String id, String bucket, String key) {
        return entry(id)
                .map(Entry::upload)
                .filter(upload -> upload.bucket().equals(bucket) && upload.key().equals(key));
    }

    /** The uploads of a bucket by their keys, and for one key by their ids. */
    public List<MultipartUpload> of(String bucket) {
        return uploads.values().stream()
                .map(Entry::upload)
                .filter(upload -> upload.bucket().equals(bucket))
                .sorted(Comparator.comparing(MultipartUpload::key)
                        .thenComparing(upload -> upload.id().toString()))
                .toList();
    }

    public boolean refersTo(String bucket) {
        return uploads.values().stream()
                .anyMatch(entry -> entry.upload().bucket().equals(bucket));
    }

    /** The parts by their numbers; none, when the upload has ended. */
    public NavigableMap<Integer, Part> parts(MultipartUpload upload) {
        Entry entry = uploads.get(upload.id());
        return entry == null ? new ConcurrentSkipListMap<>() : entry.parts();
    }

    /**
     * Counts the bytes of a part that is about to be received. As on the real server, a part that is sent again counts
     * twice; only the parts that are kept count after a restart.
     */
    public void reserve(MultipartUpload upload, long bytes, long limit) {
        AtomicLong received =
                entry(upload.id().toString()).map(Entry::received).orElseThrow(StorageError.NO_SUCH_UPLOAD);
        if (received.addAndGet(bytes) > limit) {
            received.addAndGet(-bytes);
            throw StorageError.TOO_LARGE.get();
        }
    }

    /** Counts the bytes of a part no longer, because it was not received. */
    public void release(MultipartUpload upload, long bytes) {
        entry(upload.id().toString()).ifPresent(entry -> entry.received().addAndGet(-bytes));
    }

    /** Takes in a part, in place of one of the same number. */
    public Part put(MultipartUpload upload, int number, BodyStore.Incoming content, Instant now) throws IOException {
        Entry entry = uploads.get(upload.id());
        if (entry == null) {
            throw StorageError.NO_SUCH_UPLOAD.get();
        }
        Path file = folderOf(upload).resolve(number + "." + content.md5() + "." + now.toEpochMilli());
        Files.move(content.file(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Part part = new Part(number, content.md5(), content.size(), now, file);
        Part before = entry.parts().put(number, part);
        if (before != null && !before.file().equals(file)) {
            Files.deleteIfExists(before.file());
        }
        return part;
    }

    /** Ends an upload for everyone else: only one caller gets its parts. */
    public NavigableMap<Integer, Part> take(MultipartUpload upload) {
        Entry entry = uploads.remove(upload.id());
        if (entry == null) {
            throw StorageError.NO_SUCH_UPLOAD.get();
        }
        return entry.parts();
    }

    /** Gives back what was taken, and could not be used. */
    public void giveBack(MultipartUpload upload, NavigableMap<Integer, Part> parts) {
        uploads.put(upload.id(), entry(upload, parts.values()));
    }

    /** Forgets an upload and its parts. */
    public void delete(MultipartUpload upload) throws IOException {
        uploads.remove(upload.id());
        Path own = folderOf(upload);
        // what says that it is an upload goes first: parts alone are swept up at the next start
        Files.deleteIfExists(own.resolve(INFO));
        deleteFolder(own);
    }

    void clear() {
        try {
            for (Entry entry : List.copyOf(uploads.values())) {
                delete(entry.upload());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("uploads in parts cannot be deleted", e);
        }
    }

    private Optional<Entry> entry(String id) {
        return Caller.isUuid(id) ? Optional.ofNullable(uploads.get(UUID.fromString(id))) : Optional.empty();
    }

    private static Entry entry(MultipartUpload upload, Collection<Part> parts) {
        Entry entry = new Entry(upload);
        for (Part part : parts) {
            entry.parts().put(part.number(), part);
            entry.received().addAndGet(part.size());
        }
        return entry;
    }

    private Path folderOf(MultipartUpload upload) {
        return folder.resolve(upload.id().toString());
    }

    private void read(Path own) throws IOException {
        Optional<MultipartUpload> upload = Files.exists(own.resolve(INFO))
                ? Json.parse(Files.readString(own.resolve(INFO)))
                        .filter(ObjectNode.class::isInstance)
                        .map(node -> MultipartUpload.of((ObjectNode) node))
                : Optional.empty();
        if (upload.isEmpty()) {
            deleteFolder(own);
            return;
        }
        Entry entry = new Entry(upload.get());
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.filter(path -> isPart(path)).toList()) {
                Part part = part(file);
                entry.parts().merge(part.number(), part, (a, b) -> a.uploaded().isAfter(b.uploaded()) ? a : b);
            }
        }
        uploads.put(entry.upload().id(), entry(entry.upload(), entry.parts().values()));
    }

    private static boolean isPart(Path file) {
        return file.getFileName().toString().matches("[0-9]+\\.[0-9a-f]{32}\\.[0-9]+");
    }

    private static Part part(Path file) throws IOException {
        List<String> name = List.of(file.getFileName().toString().split("\\.", -1));
        Instant uploaded = Instant.ofEpochMilli(Long.parseLong(name.get(2)));
        return new Part(Integer.parseInt(name.get(0)), name.get(1), Files.size(file), uploaded, file);
    }

    private static void deleteFolder(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(own);
    }

    /**
     * An upload in parts: everything but the parts.
     *
     * @param id what clients name it by
     * @param bucket the bucket's id
     * @param key the object's name
     * @param owner who began it, when known
     * @param mimeType the content type that the object gets
     * @param cacheControl the cache control that it gets
     * @param userMetadata the user's own metadata that it gets
     * @param initiated when it was begun
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

        /** The object that it becomes. */
        public Upload target() {
            return new Upload(bucket, key, owner, mimeType, cacheControl, userMetadata, null, true);
        }

        ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("id", id.toString())
                    .put("bucket", bucket)
                    .put("key", key)
                    .put("owner", owner)
                    .put("type", mimeType)
                    .put("cache", cacheControl)
                    .put("initiated", initiated.toEpochMilli());
            json.set("user", userMetadata);
            return json;
        }

        static MultipartUpload of(ObjectNode json) {
            return new MultipartUpload(
                    UUID.fromString(json.path("id").asText()),
                    json.path("bucket").asText(),
                    json.path("key").asText(),
                    json.path("owner").isTextual() ? json.path("owner").asText() : null,
                    json.path("type").asText(),
                    json.path("cache").asText(),
                    json.path("user"),
                    Instant.ofEpochMilli(json.path("initiated").asLong()));
        }
    }

    /** A part that came in whole; {@code md5} in hexadecimal. */
    public record Part(int number, String md5, long size, Instant uploaded, Path file) {}
}
