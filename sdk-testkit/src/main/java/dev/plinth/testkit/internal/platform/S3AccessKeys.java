package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.internal.data.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The S3 access keys that were created in addition to the project's own; stored with its data. */
public final class S3AccessKeys implements AutoCloseable {
    private final Table<Key> keys;

    /** One of them; {@code createdAt} as the control plane prints it. */
    public record Key(String id, String description, String accessKey, String secret, String createdAt) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    S3AccessKeys(Path folder) throws IOException {
        this.keys = new Table<>(folder.resolve("s3-access-keys.jsonl"), Key.class, Key::id);
    }

    /** All of them, in the order of their creation. */
    public List<Key> all() {
        return keys.rows().values().stream()
                .sorted(Comparator.comparing(key -> Instant.parse(key.createdAt())))
                .toList();
    }

    /** The secret of an access key. */
    public Optional<String> secret(String accessKey) {
        return keys.rows().values().stream()
                .filter(key -> key.accessKey().equals(accessKey))
                .map(Key::secret)
                .findFirst();
    }

    public void add(Key key) {
        keys.put(key);
    }

    /** Removes a key; false when there was none of that id. */
    public boolean remove(String id) {
        return keys.remove(id).isPresent();
    }

    @Override
    public void close() {
        keys.close();
    }
}
