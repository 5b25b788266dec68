package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.data.Journal;
import dev.plinth.testkit.internal.storage.JournalRows.SeededObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The tables of buckets and objects. Reading takes no lock; a change is made under one, and is in the journal before
 * it is seen.
 */
public final class StorageState implements AutoCloseable {
    private static final long GARBAGE = 10_000;

    private final BodyStore bodies;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private final Map<String, ObjectIndex> objects = new ConcurrentHashMap<>();

    StorageState(Path folder) throws IOException {
        this.bodies = new BodyStore(folder);
        this.journal = Journal.open(folder.resolve("journal.jsonl"), this::apply);
        bodies.keepOnly(versions());
        compact();
    }

    public BodyStore bodies() {
        return bodies;
    }

    /** Runs checks and changes as one. */
    public <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** All buckets in the order of their creation; analytics buckets, and those with their files, are left out. */
    public List<Bucket> buckets() {
        return atomically(() -> buckets.values().stream()
                .filter(bucket -> !bucket.analytics() && !bucket.id().endsWith(Names.TABLE_SUFFIX))
                .toList());
    }

    /** The ids of all buckets, of whatever kind. */
    List<String> ids() {
        return atomically(() -> List.copyOf(buckets.keySet()));
    }

    public Optional<Bucket> bucket(String id) {
        return atomically(() -> Optional.ofNullable(buckets.get(id))).filter(bucket -> !bucket.analytics());
    }

    /** Whether an id or a name is taken. */
    boolean taken(String id, String name) {
        return atomically(() -> buckets.containsKey(id)
                || buckets.values().stream().anyMatch(bucket -> bucket.name().equals(name)));
    }

    public void put(Bucket bucket) {
        change(JournalRows.putBucket(bucket));
    }

    public void deleteBucket(String id) {
        change(JournalRows.deleteBucket(id));
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
            change(JournalRows.putObject(object));
            before.filter(old -> !old.version().equals(object.version())).ifPresent(old -> bodies.delete(old.body()));
            return true;
        });
    }

    public void delete(StoredObject object) {
        atomically(() -> {
            change(JournalRows.deleteObject(object.bucketId(), object.name()));
            bodies.delete(object.body());
            return true;
        });
    }

    /** Gives an object another place, id and all. */
    public void move(StoredObject from, StoredObject to) {
        atomically(() -> {
            change(JournalRows.putObject(to));
            change(JournalRows.deleteObject(from.bucketId(), from.name()));
            bodies.delete(from.body());
            return true;
        });
    }

    void seed(String bucket, int count, Instant start) {
        atomically(() -> {
            change(JournalRows.seed(bucket, objects(bucket).size(), count, start));
            return true;
        });
    }

    int size(String bucket) {
        return objects(bucket).size();
    }

    void clear() {
        atomically(() -> {
            objects.values().forEach(index -> index.byName().values().forEach(object -> bodies.delete(object.body())));
            objects.clear();
            buckets.clear();
            journal.rewrite(Stream.empty());
            return true;
        });
    }

    @Override
    public void close() {
        journal.close();
    }

    private void change(ObjectNode line) {
        atomically(() -> {
            journal.append(line);
            apply(line);
            return true;
        });
    }

    private void apply(ObjectNode line) {
        switch (line.path("op").asText()) {
            case "putBucket" -> {
                Bucket bucket = JournalRows.bucket(line);
                objects.computeIfAbsent(bucket.id(), id -> new ObjectIndex());
                buckets.put(bucket.id(), bucket);
            }
            case "deleteBucket" -> {
                buckets.remove(line.path("id").asText());
                objects.remove(line.path("id").asText());
            }
            case "putObject" -> index(line).put(JournalRows.object(line, bodies));
            case "deleteObject" -> index(line).remove(line.path("name").asText());
            case "seed" -> SeededObjects.of(line).forEach(index(line)::put);
            default -> throw new IllegalStateException("the journal has an unknown line: " + line.path("op"));
        }
    }

    private ObjectIndex index(ObjectNode line) {
        return objects.computeIfAbsent(line.path("bucket").asText(), id -> new ObjectIndex());
    }

    private Set<UUID> versions() {
        Set<UUID> versions = new HashSet<>();
        versions.add(new UUID(0, 0));
        objects.values().stream()
                .flatMap(index -> index.byName().values().stream())
                .filter(object -> object.body() instanceof Body.InFile)
                .forEach(object -> versions.add(object.version()));
        return versions;
    }

    private void compact() {
        long living = buckets.size()
                + objects.values().stream().mapToLong(ObjectIndex::size).sum();
        if (journal.lines() > 2 * living + GARBAGE) {
            Stream<ObjectNode> rows = objects.values().stream()
                    .flatMap(index -> index.byName().values().stream())
                    .map(JournalRows::putObject);
            journal.rewrite(Stream.concat(buckets.values().stream().map(JournalRows::putBucket), rows));
        }
    }
}
