package dev.plinth.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares single calls, measured by JMH, with those of the program written by hand: some processes for each call, because
 * the compiler does not decide alike in all of them.
 */
final class CallBench {

    private static final int MANY = 64;
    private static final int VIRTUAL = 1000;
    private static final int VIRTUAL_SINCE = 21;

    /** A call of a candidate, of so many threads; virtual threads where JMH is told so. */
    private record Series(String call, String candidate, String baseline, int threads) {

        boolean virtual() {
            return threads == VIRTUAL;
        }

        String title() {
            return Calls.TITLES.getOrDefault(call, call)
                    + (threads == 1 ? "" : ", " + threads + (virtual() ? " virtual" : "") + " threads");
        }
    }

    /** Two slices that followed each other: microseconds and bytes of a call. */
    private record Pair(double micros, double bytes, double baseMicros, double baseBytes) {

        static Pair of(String line) {
            double[] figures = Arrays.stream(line.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Pair(figures[0], figures[1], figures[2], figures[3]);
        }

        double time() {
            return micros / baseMicros;
        }

        double allocation() {
            return bytes / baseBytes;
        }
    }

    private final Processes processes;
    private final int runs;

    /** Creates a benchmark that starts so many processes for each call. */
    CallBench(Processes processes, int runs) {
        this.processes = processes;
        this.runs = runs;
    }

    /** Measures all calls, and returns the lines of a table. */
    List<String> run() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Series series : series().toList()) {
            String line = line(series);
            System.out.println(line);
            lines.add(line);
        }
        return lines;
    }

    private static Stream<Series> series() {
        Stream<Series> one = Calls.TITLES.keySet().stream().map(call -> of(call, 1));
        Stream<Series> many =
                Stream.of("listBuckets", "upload4KiB", "download4KiB").map(call -> of(call, MANY));
        // JMH can run virtual threads where the JDK has them.
        Stream<Series> virtual = Runtime.version().feature() < VIRTUAL_SINCE
                ? Stream.of()
                : Stream.of("listBuckets", "download4KiB").map(call -> of(call, VIRTUAL));
        return Stream.of(one, many, virtual).flatMap(some -> some);
    }

    private static Series of(String call, int threads) {
        return call.equals("verify")
                ? new Series(call, "plinth-verifier", "java-jwt", threads)
                : new Series(call, "plinth-auto", "okhttp-dates", threads);
    }

    private String line(Series series) throws IOException {
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.addAll(processes.slices(arguments(series), series.virtual()).stream()
                    .map(Pair::of)
                    .toList());
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %s | %.0f | %.0f | %.2f |",
                series.title(),
                Candidates.with(series.baseline()).title(series.baseline()),
                Sample.median(all, Pair::micros),
                Sample.median(all, Pair::baseMicros),
                String.format(
                        Locale.ROOT,
                        "%.2f (%.2f–%.2f)",
                        Sample.median(all, Pair::time),
                        quantile(all, Pair::time, 0.25),
                        quantile(all, Pair::time, 0.75)),
                Sample.median(all, Pair::bytes),
                Sample.median(all, Pair::baseBytes),
                Sample.median(all, Pair::allocation));
    }

    private static List<String> arguments(Series series) {
        return List.of(series.call(), series.candidate(), series.baseline(), Integer.toString(series.threads()));
    }

    private static double quantile(List<Pair> pairs, ToDoubleFunction<Pair> figure, double share) {
        double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
