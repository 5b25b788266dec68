package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.tests.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Buckets of a test's own, cleared away at its end. */
final class Sandbox implements AutoCloseable {

    private final Buckets buckets;
    private final StorageClient client;
    private final List<String> made = new ArrayList<>();

    Sandbox(Connection connection) {
        this.client = StorageClient.of(connection);
        this.buckets = client.buckets();
    }

    StorageClient client() {
        return client;
    }

    Buckets buckets() {
        return buckets;
    }

    Bucket bucket() {
        return bucket(o -> {});
    }

    Bucket bucket(Consumer<BucketOptions> options) {
        String id = Stack.uniqueName("b");
        buckets.create(id, options);
        made.add(id);
        return client.bucket(id);
    }

    @Override
    public void close() {
        for (String id : made) {
            buckets.empty(id);
            buckets.delete(id);
        }
    }
}
