package dev.plinth.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a process took.
 *
 * @param seconds wall time
 * @param cpu CPU time in seconds
 * @param megabytes the largest resident set
 * @param bytes what the working threads allocated; NaN if it is not known
 * @param classes the loaded classes
 */
record Sample(double seconds, double cpu, double megabytes, double bytes, double classes) {

    static Sample parse(String line) {
        double[] figures = Arrays.stream(line.split(",", -1))
                .mapToDouble(figure -> figure.isEmpty() ? Double.NaN : Double.parseDouble(figure))
                .toArray();
        return new Sample(figures[0], figures[1], figures[2], figures[3], figures[4]);
    }

    /** Returns the figures as in the file of raw figures; what is not known is empty. */
    String line() {
        String allocated = Double.isNaN(bytes) ? "" : String.format(Locale.ROOT, "%.0f", bytes);
        return String.format(Locale.ROOT, "%.4f,%.4f,%.1f,%s,%.0f", seconds, cpu, megabytes, allocated, classes);
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

        double allocation() {
            return candidate.bytes / baseline.bytes;
        }
    }
}
