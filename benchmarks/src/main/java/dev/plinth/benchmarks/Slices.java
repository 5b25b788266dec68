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
 * Measures one call of two candidates in one process, in turn and in short slices: what else the machine does, and what
 * the compiler makes of the code that both use, then affects both alike. Prints one line for each pair, which
 * {@link CallBench} reads.
 */
final class Slices {

    /** Until the compiler has finished, it takes one of few cores from the candidate that is measured. */
    private static final int WARM_UP_PAIRS = 60;

    private static final int PAIRS = 40;

    private final String call;
    private final int threads;

    private Slices(String call, int threads) {
        this.call = call;
        this.threads = threads;
    }

    /** Measures; the arguments are the call, the candidate, the baseline and the number of threads. */
    public static void main(String[] arguments) throws RunnerException {
        Slices slices = new Slices(arguments[0], Integer.parseInt(arguments[3]));
        for (int pair = -WARM_UP_PAIRS; pair < PAIRS; pair++) {
            boolean candidateFirst = pair % 2 == 0;
            String first = slices.run(candidateFirst ? arguments[1] : arguments[2]);
            String second = slices.run(candidateFirst ? arguments[2] : arguments[1]);
            if (pair >= 0) {
                System.out.println(candidateFirst ? first + " " + second : second + " " + first);
            }
        }
    }

    /** Returns microseconds and allocated bytes of a call. */
    private String run(String candidate) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Calls.class.getName() + "." + call + "$")
                        .param("candidate", candidate)
                        .threads(threads)
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(30))
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
