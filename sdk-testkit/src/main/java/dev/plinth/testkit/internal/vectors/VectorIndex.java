package dev.plinth.testkit.internal.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The vectors of one index, by key. A search compares the query with all of them. */
final class VectorIndex {
    private final String name;
    private final int dimension;
    private final String metric;
    private final List<String> nonFilterable;
    private final long created;
    private final NavigableMap<String, StoredVector> vectors = new ConcurrentSkipListMap<>();

    /** A vector and what is known of it. */
    static final class StoredVector {
        private final float[] data;
        private final ObjectNode metadata;

        StoredVector(float[] data, ObjectNode metadata) {
            this.data = data;
            this.metadata = metadata;
        }

        float[] data() {
            return data;
        }

        ObjectNode metadata() {
            return metadata;
        }
    }

    /** A vector that a search found. */
    record Match(String key, double distance, StoredVector vector) {}

    VectorIndex(String name, int dimension, String metric, List<String> nonFilterable, long created) {
        this.name = name;
        this.dimension = dimension;
        this.metric = metric;
        this.nonFilterable = List.copyOf(nonFilterable);
        this.created = created;
    }

    int dimension() {
        return dimension;
    }

    String metric() {
        return metric;
    }

    List<String> nonFilterable() {
        return nonFilterable;
    }

    NavigableMap<String, StoredVector> vectors() {
        return vectors;
    }

    /** The nearest vectors, the nearest first; of those equally near, the first by key. */
    List<Match> nearest(float[] query, int count, Predicate<ObjectNode> filter) {
        Comparator<Match> order = Comparator.comparingDouble(Match::distance).thenComparing(Match::key);
        PriorityQueue<Match> best = new PriorityQueue<>(count + 1, order.reversed());
        for (Map.Entry<String, StoredVector> entry : vectors.entrySet()) {
            StoredVector vector = entry.getValue();
            if (filter.test(vector.metadata())) {
                best.add(new Match(entry.getKey(), distance(query, vector.data()), vector));
                if (best.size() > count) {
                    best.poll();
                }
            }
        }
        return best.stream().sorted(order).toList();
    }

    private double distance(float[] a, float[] b) {
        return metric.equals("cosine") ? cosine(a, b) : euclidean(a, b);
    }

    /** A vector without a direction is as far from all others as one at a right angle. */
    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            lengthA += (double) a[i] * a[i];
            lengthB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(lengthA) * Math.sqrt(lengthB);
        return lengths == 0 ? 1 : 1 - product / lengths;
    }

    private static double euclidean(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    ObjectNode listed(String bucket) {
        return Json.object()
                .put("indexName", name)
                .put("vectorBucketName", bucket)
                .put("creationTime", created);
    }

    ObjectNode described(String bucket) {
        ObjectNode index = Json.object()
                .put("indexName", name)
                .put("dataType", "float32")
                .put("dimension", dimension)
                .put("distanceMetric", metric);
        if (!nonFilterable.isEmpty()) {
            ArrayNode keys = index.putObject("metadataConfiguration").putArray("nonFilterableMetadataKeys");
            nonFilterable.forEach(keys::add);
        }
        return index.put("vectorBucketName", bucket).put("creationTime", created);
    }
}
