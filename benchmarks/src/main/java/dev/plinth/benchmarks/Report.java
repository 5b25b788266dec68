package dev.plinth.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes the page with the tables, a plot, and the raw figures beside it. */
final class Report {

    private static final java.util.regex.Pattern NAMED = java.util.regex.Pattern.compile(
            "(okhttp-jvm|jackson-databind|java-jwt|s3|aws-crt|minio|storage-kt-jvm|apache5-client)-[0-9].*\\.jar");

    private final Map<Row, List<Sample.Pair>> results;
    private final List<String> calls;
    private final Run run;

    /** Creates a report; {@code calls} are the lines of the table of single calls, and may be empty. */
    Report(Map<Row, List<Sample.Pair>> results, List<String> calls, Run run) {
        this.results = results;
        this.calls = calls;
        this.run = run;
    }

    void write(Path page) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no directory: " + page);
        }
        Files.writeString(folder.resolve("benchmarks.csv"), csv());
        Files.writeString(folder.resolve("benchmarks.svg"), new Plot(results).svg());
        Files.writeString(page, markdown());
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n").append(introduction());
        text.append("| work | candidate | time, s | CPU, s | memory, MB | allocated, MB | classes |"
                + " time ratio | CPU ratio | bytes ratio |\n|---|---|---|---|---|---|---|---|---|---|\n");
        results.forEach((row, all) -> {
            text.append(line(row, row.candidateTitle(), all, Sample.Pair::candidate))
                    .append(ratio(all, Sample.Pair::time))
                    .append(ratio(all, Sample.Pair::work))
                    .append(ratio(all, Sample.Pair::allocation))
                    .append('\n');
            text.append(line(row, row.baselineTitle(), all, Sample.Pair::baseline))
                    .append(" | | |\n");
        });
        return text.append(calls())
                .append(new PeerTable(results).markdown())
                .append("\n![CPU ratios](benchmarks.svg)\n\nThe raw figures: [benchmarks.csv](benchmarks.csv).\n")
                .toString();
    }

    private String calls() {
        return calls.isEmpty()
                ? ""
                : "\n## Single calls\n\nMeasured by JMH, both candidates in one process, in turn, in slices of 100 ms;"
                        + " ratios are medians, with the quartiles.\n\n"
                        + "| call | compared with | Plinth, µs | the other, µs | time ratio | Plinth, bytes | the other, bytes |"
                        + " bytes ratio |\n|---|---|---|---|---|---|---|---|\n" + String.join("\n", calls) + "\n";
    }

    private String introduction() {
        return String.format(
                Locale.ROOT,
                "Written by `bin/bench`; nothing here is typed by hand. A candidate and what it is compared with run in turn,"
                        + " each time in a process of its own with a heap of %d MB unless the row names another, %d pairs for"
                        + " each row. The figures are medians; a ratio is the median of the ratios of the pairs, with the"
                        + " smallest and the largest. The server is another process on the same machine, which reads a request"
                        + " whole and answers from memory.%s%n%n"
                        + "Small calls run %d times as often before they are measured. *Allocated* is what the working threads"
                        + " allocated, where they do all the work; *classes* are those that are loaded after a first call.%n%n"
                        + "The program written by hand checks the status and the response, leaves dates as texts, ignores the"
                        + " fields that it does not need and verifies nothing. Where its dates are parsed, it reads all fields"
                        + " that Plinth reads, the dates digit by digit, and bounds the body.%n%n"
                        + "Half of the rows have CPU ratios that lie within %.0f %% of each other: that was the machine's"
                        + " noise.%n%nMachine: %s %s, %d processors; Java %s; %s.%n%n",
                Row.HEAP,
                run.pairs(),
                run.quick()
                        ? " This was a quick run: without the rows that verify always and those over a slow link, and with"
                                + " a short warm-up."
                        : "",
                run.rounds(),
                noise() * 100,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                libraries());
    }

    /** Returns the names of the libraries that matter, with their versions, from the class path. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(path -> path.substring(path.lastIndexOf(File.separatorChar) + 1))
                .filter(name -> NAMED.matcher(name).matches())
                .map(name -> name.replace(".jar", "").replaceFirst("-([0-9])", " $1"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private double noise() {
        return results.values().stream()
                .mapToDouble(Report::spread)
                .sorted()
                .skip(results.size() / 2)
                .findFirst()
                .orElse(0);
    }

    private static double spread(List<Sample.Pair> all) {
        double least = all.stream().mapToDouble(Sample.Pair::work).min().orElse(1);
        double most = all.stream().mapToDouble(Sample.Pair::work).max().orElse(1);
        return most / least - 1;
    }

    private static String line(
            Row row, String program, List<Sample.Pair> all, java.util.function.Function<Sample.Pair, Sample> side) {
        List<Sample> samples = all.stream().map(side).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.0f | %s | %s |",
                row.title(),
                program,
                Sample.median(samples, Sample::seconds),
                Sample.median(samples, Sample::cpu),
                Sample.median(samples, Sample::megabytes),
                known("%.1f", Sample.median(samples, Sample::bytes) / 1e6),
                row.work().cold() ? known("%.0f", Sample.median(samples, Sample::classes)) : "–");
    }

    private static String ratio(List<Sample.Pair> all, ToDoubleFunction<Sample.Pair> figure) {
        double median = Sample.median(all, figure);
        if (Double.isNaN(median)) {
            return " – |";
        }
        return String.format(
                Locale.ROOT,
                " %.2f (%.2f–%.2f) |",
                median,
                all.stream().mapToDouble(figure).min().orElse(0),
                all.stream().mapToDouble(figure).max().orElse(0));
    }

    static String known(String format, double figure) {
        return Double.isNaN(figure) ? "–" : String.format(Locale.ROOT, format, figure);
    }

    private String csv() {
        StringBuilder text = new StringBuilder("work,link,heap_mb,archive,candidate,seconds,cpu_seconds,megabytes,"
                + "allocated_bytes,classes,baseline,seconds,cpu_seconds,megabytes,allocated_bytes,classes\n");
        results.forEach((row, all) -> all.forEach(pair -> text.append(String.format(
                Locale.ROOT,
                "%s,%s,%d,%s,%s,%s,%s,%s%n",
                row.work(),
                row.link(),
                row.heap(),
                row.archive(),
                row.candidate(),
                pair.candidate().line(),
                row.baseline(),
                pair.baseline().line()))));
        return text.toString();
    }
}
