package dev.plinth.storage.vectors;

import dev.plinth.core.OpenEnum;

/** How an index measures the distance between two vectors. Servers may add metrics. Immutable and thread-safe. */
public final class DistanceMetric extends OpenEnum {

    /** One minus the cosine of the angle between the vectors: 0 for the same direction, 2 for the opposite one. */
    public static final DistanceMetric COSINE = new DistanceMetric("cosine");

    /** The Euclidean (straight-line) distance. */
    public static final DistanceMetric EUCLIDEAN = new DistanceMetric("euclidean");

    private DistanceMetric(String value) {
        super(value);
    }

    /**
     * Returns the metric with the given name.
     *
     * @param value the name that the server uses, such as {@code cosine}
     * @return the metric
     */
    public static DistanceMetric of(String value) {
        return new DistanceMetric(value);
    }
}
