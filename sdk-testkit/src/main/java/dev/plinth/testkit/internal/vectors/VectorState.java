package dev.plinth.testkit.internal.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/** The vector buckets of a project. They are held in memory only. */
final class VectorState {
    private static final int MOST_BUCKETS = 10;
    private static final int MOST_INDEXES = 20;
    private static final String BUCKET = "vector bucket";
    private static final String INDEX = "vector index";

    private final NavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** A bucket and its indexes. */
    record Bucket(String name, long created, NavigableMap<String, VectorIndex> indexes) {

        ObjectNode described() {
            return Json.object().put("vectorBucketName", name).put("creationTime", created);
        }
    }

    NavigableMap<String, Bucket> buckets() {
        return buckets;
    }

    Bucket bucket(String name) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw VectorErrors.notFound(BUCKET, name);
        }
        return bucket;
    }

    VectorIndex index(String bucket, String name) {
        VectorIndex index = bucket(bucket).indexes().get(name);
        if (index == null) {
            throw VectorErrors.notFound(INDEX, name);
        }
        return index;
    }

    void create(String name, long now) {
        change(() -> {
            if (buckets.containsKey(name)) {
                throw VectorErrors.conflict(BUCKET, name);
            }
            if (buckets.size() >= MOST_BUCKETS) {
                throw VectorErrors.tooManyBuckets(MOST_BUCKETS);
            }
            buckets.put(name, new Bucket(name, now, new ConcurrentSkipListMap<>()));
        });
    }

    void delete(String name) {
        change(() -> {
            if (!bucket(name).indexes().isEmpty()) {
                throw VectorErrors.notEmpty();
            }
            buckets.remove(name);
        });
    }

    void createIndex(String bucket, String name, VectorIndex index) {
        change(() -> {
            NavigableMap<String, VectorIndex> indexes = bucket(bucket).indexes();
            if (indexes.containsKey(name)) {
                throw VectorErrors.conflict(INDEX, name);
            }
            if (indexes.size() >= MOST_INDEXES) {
                throw VectorErrors.tooManyIndexes(MOST_INDEXES);
            }
            indexes.put(name, index);
        });
    }

    void deleteIndex(String bucket, String name) {
        change(() -> {
            if (bucket(bucket).indexes().remove(name) == null) {
                throw VectorErrors.notFound(INDEX, name);
            }
        });
    }

    void clear() {
        change(buckets::clear);
    }

    private void change(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
