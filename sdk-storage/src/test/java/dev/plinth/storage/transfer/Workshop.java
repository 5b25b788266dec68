package dev.plinth.storage.transfer;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import dev.plinth.core.internal.connection.Connector;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.StorageClient;
import dev.plinth.storage.StoredObject;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A connection to the stack and a bucket of a test's own, which is cleared away at its end. */
final class Workshop implements AutoCloseable {

    private final Connection connection;
    private final StorageClient storage;
    private final String id = Stack.uniqueName("t");

    Workshop() {
        this(Way.DIRECT);
    }

    Workshop(Way way) {
        this(way.connect(Stack.get(), o -> {}));
    }

    private Workshop(Connection connection) {
        this.connection = connection;
        this.storage = StorageClient.of(connection);
        storage.buckets().create(id);
    }

    /** A workshop without pauses between repetitions, and that soon gives up where nothing moves. */
    static Workshop impatient() {
        return new Workshop(Connector.toProject(
                Stack.get().projectUrl(),
                Stack.get().serviceKey(),
                o -> o.idleTimeout(Duration.ofSeconds(2)),
                new NoPauses()));
    }

    Connection connection() {
        return connection;
    }

    StorageClient storage() {
        return storage;
    }

    Bucket bucket() {
        return storage.bucket(id);
    }

    byte[] stored(String key) {
        return bucket().download(key).readAllBytes(1 << 30);
    }

    /** Returns the texts of all objects, by key. */
    Map<String, String> objects() {
        Map<String, String> found = new TreeMap<>();
        bucket().list(o -> o.recursive(true))
                .forEach(object -> found.put(object.key(), new String(stored(object.key()), StandardCharsets.UTF_8)));
        return found;
    }

    /** Stores a text. */
    void store(String key, String text) {
        StoredObject ignored = bucket().upload(key, Content.ofString(text), o -> o.upsert(true));
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static Path file(Path folder, byte[] content) {
        try {
            return Files.write(folder.resolve("source.bin"), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Does something on the uploading thread when so many bytes were sent, once. */
    static Consumer<Progress> once(long bytes, Runnable action) {
        AtomicReference<Runnable> left = new AtomicReference<>(action);
        return progress -> {
            if (progress.transferred() >= bytes) {
                Runnable first = left.getAndSet(null);
                if (first != null) {
                    first.run();
                }
            }
        };
    }

    /** Waits until a condition holds. */
    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        storage.buckets().empty(id);
        storage.buckets().delete(id);
        connection.close();
    }
}
