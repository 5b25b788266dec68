package dev.plinth.benchmarks.whole;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a process took.
 *
 * @param seconds wall time
 * @param cpu CPU time in seconds
 * @param megabytes the largest resident set
 */
record Sample(double seconds, double cpu, double megabytes) {

    static Sample parse(String line) {
        double[] figures = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Sample(figures[0], figures[1], figures[2]);
    }

    /** Returns the median of a figure. */
    static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A candidate's process and the baseline's after it. */
    record Pair(Sample candidate, Sample baseline) {

        double time() {
            return candidate.seconds / baseline.seconds;
        }

        double work() {
            return candidate.cpu / baseline.cpu;
        }
    }
}
