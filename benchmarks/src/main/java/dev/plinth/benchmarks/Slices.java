package dev.plinth.benchmarks;

import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs both candidates in one process, in turn and in short slices: what else the machine does, and what the compiler
 * makes of the shared code below, then falls on both alike. Prints one line a pair, for {@link Paired} to read.
 */
final class Slices {

    private static final int PAIRS = Integer.getInteger("pairs", 100);

    /** Until the compiler is done, it takes one of few cores from whoever is measured. */
    private static final int WARM_UP_PAIRS = 150;

    private Slices() {}

    public static void main(String[] arguments) throws RunnerException {
        for (int pair = -WARM_UP_PAIRS; pair < PAIRS; pair++) {
            boolean oursFirst = pair % 2 == 0;
            String first = run(oursFirst ? "plinth" : "handWritten");
            String second = run(oursFirst ? "handWritten" : "plinth");
            if (pair >= 0) {
                System.out.println(oursFirst ? first + " " + second : second + " " + first);
            }
        }
    }

    /** Returns microseconds and allocated bytes of a call. */
    private static String run(String benchmark) throws RunnerException {
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
        return result.getPrimaryResult().getScore() + " " + bytes;
    }
}
