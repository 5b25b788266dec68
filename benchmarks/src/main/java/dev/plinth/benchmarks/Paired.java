package dev.plinth.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares both candidates in several processes, one after the other, and prints medians and the median of the pairs'
 * ratios: for each process, since the compiler does not decide alike in all of them, and for all.
 *
 * <p>Where there is {@code taskset}, client and server share one core. What is measured then is work: how long an idle core
 * takes to wake differs from call to call by more than the call itself takes.
 */
public final class Paired {

    private static final int PROCESSES = Integer.getInteger("processes", 5);
    private static final List<String> ONE_CORE = oneCore();

    /** Two slices that followed each other. */
    private record Pair(double micros, double bytes, double handMicros, double handBytes) {

        static Pair of(String line) {
            double[] figures = Arrays.stream(line.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Pair(figures[0], figures[1], figures[2], figures[3]);
        }

        double time() {
            return micros / handMicros;
        }

        double allocation() {
            return bytes / handBytes;
        }
    }

    private Paired() {}

    /**
     * Runs the comparison.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started
     */
    public static void main(String[] arguments) throws IOException {
        System.out.println(ONE_CORE.isEmpty() ? "on all cores" : "on one core");
        Process server = start(FixedServer.class, "0");
        try (BufferedReader port = output(server)) {
            compare(port.readLine());
        } finally {
            server.destroy();
        }
    }

    private static void compare(String port) throws IOException {
        List<Pair> all = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 1; i <= PROCESSES; i++) {
            List<Pair> pairs = run(port);
            all.addAll(pairs);
            ratios.add(median(pairs, Pair::time));
            print("process " + i, pairs);
        }
        print("all", all);
        System.out.printf("time, median of the processes' ratios: %.3f%n", median(ratios, ratio -> ratio));
    }

    private static List<Pair> run(String port) throws IOException {
        Process process = start(Slices.class, port);
        try (BufferedReader lines = output(process)) {
            return lines.lines().map(Pair::of).toList();
        } finally {
            process.destroy();
        }
    }

    private static Process start(Class<?> program, String port) throws IOException {
        List<String> command = new ArrayList<>(ONE_CORE);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("-Xmx512m", "-Dport=" + port, "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> oneCore() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, "taskset").canExecute());
        return there ? List.of("taskset", "-c", "0") : List.of();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void print(String what, List<Pair> pairs) {
        System.out.printf(
                "%-10s time, us: plinth %.1f, hand-written %.1f, ratio %.3f (quartiles %.3f–%.3f)%n",
                what,
                median(pairs, Pair::micros),
                median(pairs, Pair::handMicros),
                median(pairs, Pair::time),
                quantile(pairs, Pair::time, 0.25),
                quantile(pairs, Pair::time, 0.75));
        System.out.printf(
                "%-10s allocated, bytes: plinth %.0f, hand-written %.0f, ratio %.3f%n",
                what, median(pairs, Pair::bytes), median(pairs, Pair::handBytes), median(pairs, Pair::allocation));
    }

    private static <T> double median(List<T> samples, ToDoubleFunction<T> figure) {
        return quantile(samples, figure, 0.5);
    }

    private static <T> double quantile(List<T> samples, ToDoubleFunction<T> figure, double share) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
