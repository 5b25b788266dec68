package dev.plinth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/**
 * Runs both candidates in turn, A B A B …, and prints the ratio of their medians.
 *
 * <p>Both run in one process, in short slices: what else the machine does, and what the compiler makes of the shared
 * code below, then falls on both alike. Forks of their own differ more from each other than the candidates do, and OkHttp's
 * own threads go through quiet and restless seconds.
 */
public final class Paired {

    private static final int ROUNDS = Integer.getInteger("rounds", 200);
    private static final int WARM_UP_ROUNDS = 50;

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
        System.setProperty("port", port);
        List<Sample> plinth = new ArrayList<>();
        List<Sample> handWritten = new ArrayList<>();
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            Sample ours = run("plinth");
            Sample theirs = run("handWritten");
            if (round >= 0) {
                plinth.add(ours);
                handWritten.add(theirs);
            }
        }
        print("time, us", plinth, handWritten, Sample::micros);
        print("allocated, bytes", plinth, handWritten, Sample::bytes);
    }

    private static Sample run(String benchmark) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(ListTenBuckets.class.getSimpleName() + "." + benchmark + "$")
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(20))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(100))
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
        double ours = quantile(plinth, figure, 0.5);
        double theirs = quantile(handWritten, figure, 0.5);
        System.out.printf(
                "%-18s plinth %.1f (%.1f–%.1f), hand-written %.1f (%.1f–%.1f), ratio %.3f%n",
                what,
                ours,
                quantile(plinth, figure, 0.25),
                quantile(plinth, figure, 0.75),
                theirs,
                quantile(handWritten, figure, 0.25),
                quantile(handWritten, figure, 0.75),
                ours / theirs);
    }

    private static double quantile(List<Sample> samples, ToDoubleFunction<Sample> figure, double share) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
