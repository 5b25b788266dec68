package dev.plinth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs both candidates in turn, A B A B …, and prints the ratio of their medians. */
public final class Paired {

    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private record Sample(double micros, double bytes) {}

    private Paired() {}

    /**
     * Runs the comparison.
     *
     * @param arguments none
     * @throws IOException if the server cannot be started
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Process server = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FixedServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String port = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            compare(port);
        } finally {
            server.destroy();
        }
    }

    private static void compare(String port) throws RunnerException {
        List<Sample> plinth = new ArrayList<>();
        List<Sample> handWritten = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            plinth.add(run("plinth", port));
            handWritten.add(run("handWritten", port));
            System.out.printf(
                    "round %d: plinth %.1f us %.0f B, hand-written %.1f us %.0f B%n",
                    round,
                    plinth.get(round - 1).micros(),
                    plinth.get(round - 1).bytes(),
                    handWritten.get(round - 1).micros(),
                    handWritten.get(round - 1).bytes());
        }
        print("time, us", plinth, handWritten, Sample::micros);
        print("allocated, bytes", plinth, handWritten, Sample::bytes);
    }

    private static Sample run(String benchmark, String port) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(ListTenBuckets.class.getSimpleName() + "." + benchmark + "$")
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Dport=" + port, "-Xmx512m")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
        return new Sample(result.getPrimaryResult().getScore(), bytes);
    }

    private static void print(
            String what, List<Sample> plinth, List<Sample> handWritten, ToDoubleFunction<Sample> figure) {
        double ours = median(plinth, figure);
        double theirs = median(handWritten, figure);
        System.out.printf("%-18s plinth %.1f, hand-written %.1f, ratio %.3f%n", what, ours, theirs, ours / theirs);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        List<Double> sorted =
                new ArrayList<>(samples.stream().map(figure::applyAsDouble).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
