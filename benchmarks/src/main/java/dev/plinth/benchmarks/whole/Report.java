package dev.plinth.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the page with the tables, a plot, and the raw figures beside it. */
final class Report {

    private final Map<Row, List<Sample.Pair>> results;
    private final int pairs;

    Report(Map<Row, List<Sample.Pair>> results, int pairs) {
        this.results = results;
        this.pairs = pairs;
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
        text.append("| work | candidate | time, s | CPU, s | memory, MB | time ratio | CPU ratio |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        results.forEach((row, all) -> {
            text.append(line(row, row.candidate(), all, true));
            text.append(line(row, "OkHttp, by hand", all, false));
        });
        return text.append("\n![CPU ratios](benchmarks.svg)\n\nThe raw figures: [benchmarks.csv](benchmarks.csv).\n")
                .toString();
    }

    private String introduction() {
        double noise = results.values().stream()
                .mapToDouble(all -> spread(all))
                .sorted()
                .skip(results.size() / 2)
                .findFirst()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "Written by `bin/bench`; nothing here is typed by hand. Each candidate and the program written by hand run in"
                        + " turn, each time in a process of its own with a heap of 512 MB, %d pairs for each row. The figures"
                        + " are medians; a ratio is the median of the ratios of the pairs, with the smallest and the largest."
                        + " The server is another process on the same machine, which reads a request whole and answers from"
                        + " memory.%n%nThe program written by hand checks the status and the response, leaves dates as texts"
                        + " and verifies nothing. Half of the rows have CPU ratios that lie within %.0f %% of each other: that"
                        + " was the machine's noise.%n%nMachine: %s %s, %d processors; Java %s; OkHttp %s.%n%n",
                pairs,
                noise * 100,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                okhttp3.OkHttp.VERSION);
    }

    private static double spread(List<Sample.Pair> all) {
        double least = all.stream().mapToDouble(Sample.Pair::work).min().orElse(1);
        double most = all.stream().mapToDouble(Sample.Pair::work).max().orElse(1);
        return most / least - 1;
    }

    private static String line(Row row, String candidate, List<Sample.Pair> all, boolean ratios) {
        List<Sample> samples = all.stream()
                .map(ratios ? Sample.Pair::candidate : Sample.Pair::baseline)
                .toList();
        String figures = String.format(
                Locale.ROOT,
                "| %s, %s | %s | %.2f | %.2f | %.0f |",
                title(row.work()),
                row.scheme(),
                candidate,
                Sample.median(samples, Sample::seconds),
                Sample.median(samples, Sample::cpu),
                Sample.median(samples, Sample::megabytes));
        return figures + (ratios ? ratio(all, Sample.Pair::time) + ratio(all, Sample.Pair::work) + "\n" : " | |\n");
    }

    private static String ratio(List<Sample.Pair> all, java.util.function.ToDoubleFunction<Sample.Pair> figure) {
        return String.format(
                Locale.ROOT,
                " %.2f (%.2f–%.2f) |",
                Sample.median(all, figure),
                all.stream().mapToDouble(figure).min().orElse(0),
                all.stream().mapToDouble(figure).max().orElse(0));
    }

    static String title(Work work) {
        String words = work.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("([0-9])_(000)", "$1,$2")
                .replace('_', ' ');
        return words.replace("gib", "GiB").replace("kib", "KiB");
    }

    private String csv() {
        StringBuilder text = new StringBuilder(
                "work,scheme,candidate,seconds,cpu_seconds,megabytes,baseline,seconds,cpu_seconds,megabytes\n");
        results.forEach((row, all) -> all.forEach(pair -> text.append(String.format(
                Locale.ROOT,
                "%s,%s,%s,%.4f,%.4f,%.1f,%s,%.4f,%.4f,%.1f%n",
                row.work(),
                row.scheme(),
                row.program(),
                pair.candidate().seconds(),
                pair.candidate().cpu(),
                pair.candidate().megabytes(),
                row.baseline(),
                pair.baseline().seconds(),
                pair.baseline().cpu(),
                pair.baseline().megabytes()))));
        return text.toString();
    }
}
