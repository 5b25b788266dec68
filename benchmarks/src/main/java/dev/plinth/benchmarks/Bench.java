package dev.plinth.benchmarks;

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
     * @param arguments {@code --quick}, {@code --peers}, {@code --calls}, {@code --pairs N}, {@code --only TEXT},
     *     {@code --page FILE}
     * @throws IOException if a process fails
     */
    public static void main(String[] arguments) throws IOException {
        List<String> flags = List.of(arguments);
        boolean quick = flags.contains("--quick");
        Run run = new Run(Integer.parseInt(option(arguments, "--pairs", quick ? "3" : "5")), quick ? 4 : 12, quick);
        String only = option(arguments, "--only", "").toUpperCase(Locale.ROOT);
        String page = option(arguments, "--page", "");
        List<Row> rows = Stream.concat(
                        Row.all().stream(), flags.contains("--peers") ? Row.peers().stream() : Stream.of())
                .filter(row -> !quick || row.quick())
                .filter(row -> (row.title() + " " + row.candidate() + " " + row.candidateTitle())
                        .toUpperCase(Locale.ROOT)
                        .contains(only))
                .toList();
        Path folder = Files.createTempDirectory(inMemory(), "plinth-benchmark");
        try (Processes processes = new Processes(folder, run.rounds())) {
            source(folder.resolve("source"));
            Map<Row, List<Sample.Pair>> results = compare(processes, rows, run);
            List<String> calls = flags.contains("--calls") ? new CallBench(processes, quick ? 1 : 2).run() : List.of();
            if (!page.isEmpty()) {
                new Report(results, calls, run).write(Path.of(page));
            }
        } finally {
            delete(folder);
        }
    }

    private static Map<Row, List<Sample.Pair>> compare(Processes processes, List<Row> rows, Run run) {
        Map<Row, List<Sample.Pair>> results = new LinkedHashMap<>();
        for (Row row : rows) {
            try {
                results.put(row, compare(processes, row, run.pairs()));
            } catch (IOException e) {
                // The other rows are still measured.
                System.err.println("left out: " + row.title() + ", " + row.candidateTitle() + ": " + e);
            }
        }
        return results;
    }

    /** Returns a directory in memory, where there is one, so that no disk is measured. */
    private static Path inMemory() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static List<Sample.Pair> compare(Processes processes, Row row, int pairs) throws IOException {
        List<Sample.Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Sample candidate = processes.candidate(row);
            Sample.Pair pair = new Sample.Pair(candidate, processes.baseline(row));
            all.add(pair);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s %s; %s %s; ratios %.3f %.3f %.3f%n",
                    row.title(),
                    row.candidateTitle(),
                    figures(pair.candidate()),
                    row.baselineTitle(),
                    figures(pair.baseline()),
                    pair.time(),
                    pair.work(),
                    pair.allocation());
        }
        return all;
    }

    private static String figures(Sample sample) {
        return String.format(
                Locale.ROOT,
                "%.3f s, %.3f CPU s, %.0f MB, %.0f bytes, %.0f classes",
                sample.seconds(),
                sample.cpu(),
                sample.megabytes(),
                sample.bytes(),
                sample.classes());
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
