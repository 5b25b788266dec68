package dev.plinth.storage;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.VectorBuckets;
import dev.plinth.storage.vectors.VectorIndex;
import dev.plinth.storage.vectors.VectorObject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Puts and queries many vectors, in a JVM of its own: URL, key, number of vectors. */
final class HeavyVectorsProgram {

    private static final int DIMENSION = 768;

    private HeavyVectorsProgram() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[2]);
        try (Connection connection = Connection.toProject(args[0], ApiKey.of(args[1]), o -> {})) {
            VectorIndex index =
                    VectorBuckets.of(connection).create("heavy").createIndex("idx", DIMENSION, DistanceMetric.COSINE);
            long began = System.nanoTime();
            Iterable<VectorObject> vectors = () -> IntStream.range(0, count)
                    .mapToObj(i -> VectorObject.of("k" + i, random(i)))
                    .iterator();
            index.put(vectors);
            report(count + " put", began);
            began = System.nanoTime();
            List<String> found = IntStream.range(0, 10)
                    .mapToObj(i ->
                            index.query(random(i * (count / 10)), 10).get(0).key())
                    .toList();
            report("found " + found, began);
            began = System.nanoTime();
            report(index.list(o -> o.returnData(true)).stream().count() + " listed", began);
        }
    }

    private static void report(String what, long began) {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%s in %.1f s, heap %d of %d MiB%n",
                what,
                (System.nanoTime() - began) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.maxMemory() >> 20);
    }

    private static float[] random(int seed) {
        Random random = new Random(seed);
        float[] data = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            data[i] = random.nextFloat() - 0.5f;
        }
        return data;
    }
}
