package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.data.Journal;
import dev.plinth.testkit.internal.data.Records;
import dev.plinth.testkit.internal.data.Table;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of buckets and objects. Reading takes no lock. A change is made under a lock, and is in the journal before
 * it is visible.
 */
public final class StorageState implements AutoCloseable {
    private static final String DELETED = "deleted";
    private static final int MANY_STALE_LINES = 10_000;

    private final BodyStore bodies;
    private final Table<Bucket> buckets;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ObjectIndex> objects = new ConcurrentHashMap<>();

    StorageState(Path folder) throws IOException {
        if (Files.exists(folder.resolve("journal.jsonl"))) {
            throw new IOException("it was written by an earlier version; use another data directory");
        }
        this.bodies = new BodyStore(folder);
        this.buckets = new Table<>(folder.resolve("buckets.jsonl"), Bucket.class, Bucket::id);
        this.journal = Journal.open(folder.resolve("objects.jsonl"), this::apply);
        if (journal.lines() > 2 * all().count() + MANY_STALE_LINES) {
            journal.rewrite(all().map(Records::write));
        }
    }

    public BodyStore bodies() {
        return bodies;
    }

    /** Runs checks and changes as one transaction. */
    public <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #atomically(Supplier)}, for work without a result. */
    public void atomically(Runnable work) {
        atomically(() -> {
            work.run();
            return true;
        });
    }

    /** All buckets in the order of their creation; those with the files of analytics tables are left out. */
    public List<Bucket> buckets() {
        return buckets.rows().values().stream()
                .filter(bucket -> !bucket.id().endsWith(Names.TABLE_SUFFIX))
                .filter(bucket -> !bucket.analytics())
                .sorted(Comparator.comparing(Bucket::createdAt))
                .toList();
    }

    /** The ids of all buckets, of whatever kind. */
    Set<String> ids() {
        return buckets.rows().keySet();
    }

    public Optional<Bucket> bucket(String id) {
        return buckets.get(id).filter(bucket -> !bucket.analytics());
    }

    /** Whether an id or a name is taken. */
    boolean taken(String id, String name) {
        return buckets.rows().containsKey(id)
                || buckets.rows().values().stream()
                        .anyMatch(bucket -> bucket.name().equals(name));
    }

    public void put(Bucket bucket) {
        buckets.put(bucket);
    }

    public void deleteBucket(String id) {
        buckets.remove(id);
        objects.remove(id);
    }

    /** The objects of a bucket; none when there is no such bucket. */
    public ObjectIndex objects(String bucket) {
        ObjectIndex index = objects.get(bucket);
        return index == null ? new ObjectIndex() : index;
    }

    public Optional<StoredObject> object(String bucket, String name) {
        return objects(bucket).get(name);
    }

    /** Creates or replaces an object; a replaced one's content is deleted. */
    public void put(StoredObject object) {
        atomically(() -> {
            Optional<StoredObject> before = object(object.bucketId(), object.name());
            change(Records.write(object));
            before.filter(old -> !old.version().equals(object.version())).ifPresent(bodies::delete);
        });
    }

    public void delete(StoredObject object) {
        atomically(() -> {
            change(Json.object("bucketId", object.bucketId(), DELETED, object.name()));
            bodies.delete(object);
        });
    }

    /** Moves an object; it keeps its id. */
    public void move(StoredObject from, StoredObject to) {
        atomically(() -> {
            put(to);
            delete(from);
        });
    }

    void seed(String bucket, int count, Instant start) {
        atomically(() -> change(Records.write(new SeededObjects(bucket, size(bucket), count, start))));
    }

    int size(String bucket) {
        return objects(bucket).byName().size();
    }

    /** The versions whose content is needed. */
    Set<UUID> versions() {
        return all().filter(object -> !object.synthetic())
                .map(StoredObject::version)
                .collect(Collectors.toSet());
    }

    void clear() {
        atomically(() -> {
            // the rows first: content without a row is deleted at the next start
            List<StoredObject> deleted = all().toList();
            journal.rewrite(Stream.empty());
            buckets.clear();
            objects.clear();
            deleted.forEach(bodies::delete);
        });
    }

    @Override
    public void close() {
        journal.close();
        buckets.close();
    }

    private Stream<StoredObject> all() {
        return objects.values().stream().flatMap(index -> index.byName().values().stream());
    }

    private void change(ObjectNode line) {
        journal.append(line);
        apply(line);
    }

    private void apply(ObjectNode line) {
        ObjectIndex index = objects.computeIfAbsent(line.path("bucketId").asText(), id -> new ObjectIndex());
        if (line.has(DELETED)) {
            index.remove(line.path(DELETED).asText());
        } else if (line.has("seeded")) {
            Records.read(SeededObjects.class, line).stream().forEach(index::put);
        } else {
            index.put(Records.read(StoredObject.class, line));
        }
    }
}
