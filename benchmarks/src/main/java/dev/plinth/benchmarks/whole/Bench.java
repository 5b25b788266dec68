package dev.plinth.benchmarks.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares whole processes: a candidate and its baseline in turn, for each piece of work. Prints a line for each pair, and
 * writes the report.
 */
public final class Bench {

    private Bench() {}

    /**
     * Runs the comparison.
     *
     * @param arguments {@code --pairs N}, {@code --only TEXT}, {@code --page FILE}
     * @throws IOException if a process fails
     */
    public static void main(String[] arguments) throws IOException {
        int pairs = Integer.parseInt(option(arguments, "--pairs", "5"));
        String only = option(arguments, "--only", "").toUpperCase(Locale.ROOT);
        String page = option(arguments, "--page", "");
        Path folder = Files.createTempDirectory(inMemory(), "plinth-benchmark");
        Map<Row, List<Sample.Pair>> results = new LinkedHashMap<>();
        try (Processes processes = new Processes(folder)) {
            source(folder.resolve("source"));
            for (Row row : Row.all()) {
                if ((row.work() + " " + row.scheme() + " " + row.program())
                        .toUpperCase(Locale.ROOT)
                        .contains(only)) {
                    results.put(row, compare(processes, row, pairs));
                }
            }
        } finally {
            delete(folder);
        }
        if (!page.isEmpty()) {
            new Report(results, pairs).write(Path.of(page));
        }
    }

    /** Returns a directory in memory, where there is one, so that no disk is measured. */
    private static Path inMemory() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static List<Sample.Pair> compare(Processes processes, Row row, int pairs) throws IOException {
        List<Sample.Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Sample candidate = processes.run(row.program(), row.work(), row.scheme());
            Sample baseline = processes.run(row.baseline(), row.work(), row.scheme());
            Sample.Pair pair = new Sample.Pair(candidate, baseline);
            all.add(pair);
            System.out.printf(
                    Locale.ROOT,
                    "%s %s %s: %.3f s, %.3f CPU s, %.0f MB; %s: %.3f s, %.3f CPU s, %.0f MB; ratios %.3f %.3f%n",
                    row.work(),
                    row.scheme(),
                    row.program(),
                    candidate.seconds(),
                    candidate.cpu(),
                    candidate.megabytes(),
                    row.baseline(),
                    baseline.seconds(),
                    baseline.cpu(),
                    baseline.megabytes(),
                    pair.time(),
                    pair.work());
        }
        return all;
    }

    private static void source(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Pattern.write(out, Work.LARGE);
        }
    }

    private static String option(String[] arguments, String name, String otherwise) {
        for (int i = 0; i < arguments.length - 1; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return otherwise;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
