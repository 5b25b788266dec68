package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Uploads under way, each a file of bytes and a file that says what they are. A file's length is the upload's offset:
 * there is nothing else that a crash could leave behind the bytes.
 */
final class TusStore {
    private static final int BUFFER = 64 * 1024;
    private static final String INFO = ".json";

    private final Path folder;
    private final Map<UUID, TusUpload> uploads = new ConcurrentHashMap<>();

    TusStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(INFO)).toList()) {
                Json.parse(Files.readString(file))
                        .filter(ObjectNode.class::isInstance)
                        .map(node -> TusUpload.of((ObjectNode) node))
                        .ifPresent(upload -> uploads.put(upload.version(), upload));
            }
        }
    }

    void create(TusUpload upload) throws IOException {
        Files.createFile(file(upload));
        save(upload);
    }

    /** Writes what is said of an upload, in one step. */
    void save(TusUpload upload) throws IOException {
        Path next = folder.resolve(upload.version() + ".next");
        Files.writeString(next, Json.text(upload.json()));
        Files.move(next, info(upload), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        uploads.put(upload.version(), upload);
    }

    Optional<TusUpload> find(UUID version) {
        return Optional.ofNullable(uploads.get(version));
    }

    List<TusUpload> all() {
        return List.copyOf(uploads.values());
    }

    /** The bytes, while it is under way. */
    Path file(TusUpload upload) {
        return folder.resolve(upload.version().toString());
    }

    boolean isUnderWay(TusUpload upload) {
        return Files.exists(file(upload));
    }

    long offset(TusUpload upload) throws IOException {
        return Files.size(file(upload));
    }

    /** Appends a body of no more than a limit; when it is longer, nothing of it stays. */
    void append(TusUpload upload, InputStream body, long limit) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file(upload), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            long left = limit;
            byte[] buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                left -= n;
                if (left < 0) {
                    channel.truncate(before);
                    throw TusException.Known.SIZE_EXCEEDED.get();
                }
                for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n); bytes.hasRemaining(); ) {
                    channel.write(bytes);
                }
            }
        }
    }

    /** Leaves of an upload that became an object only what it was. */
    void forgetBytes(TusUpload upload) throws IOException {
        Files.deleteIfExists(file(upload));
    }

    void remove(TusUpload upload) throws IOException {
        uploads.remove(upload.version());
        Files.deleteIfExists(info(upload));
        Files.deleteIfExists(file(upload));
    }

    void clear() throws IOException {
        for (TusUpload upload : all()) {
            remove(upload);
        }
    }

    private Path info(TusUpload upload) {
        return folder.resolve(upload.version() + INFO);
    }
}
