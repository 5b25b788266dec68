package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The access keys of S3 that were made beside the project's own; kept in a file with its data. */
public final class S3AccessKeys {
    private final Path file;
    private final List<Key> keys = new CopyOnWriteArrayList<>();

    /** One of them; {@code createdAt} as the control plane prints it. */
    public record Key(String id, String description, String accessKey, String secret, String createdAt) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    S3AccessKeys(Path folder) throws IOException {
        this.file = folder.resolve("s3-access-keys.json");
        if (Files.exists(file)) {
            Json.parse(Files.readString(file)).ifPresent(all -> all.forEach(node -> keys.add(key(node))));
        }
    }

    /** All of them, in the order of their making. */
    public List<Key> all() {
        return List.copyOf(keys);
    }

    /** The secret of an access key. */
    public Optional<String> secret(String accessKey) {
        return keys.stream()
                .filter(key -> key.accessKey().equals(accessKey))
                .map(Key::secret)
                .findFirst();
    }

    public void add(Key key) throws IOException {
        keys.add(key);
        save();
    }

    /** Removes a key; false when there was none of that id. */
    public boolean remove(String id) throws IOException {
        boolean removed = keys.removeIf(key -> key.id().equals(id));
        save();
        return removed;
    }

    private void save() throws IOException {
        ArrayNode all = Json.array();
        keys.forEach(key -> all.addObject()
                .put("id", key.id())
                .put("description", key.description())
                .put("accessKey", key.accessKey())
                .put("secret", key.secret())
                .put("createdAt", key.createdAt()));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, Json.text(all));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Key key(JsonNode node) {
        return new Key(
                node.path("id").asText(),
                node.path("description").asText(),
                node.path("accessKey").asText(),
                node.path("secret").asText(),
                node.path("createdAt").asText());
    }
}
