package dev.plinth.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Plinth's ratio to each other client: both were compared with the same program, written by hand, in the same run. */
final class PeerTable {

    private final Map<Row, List<Sample.Pair>> results;

    PeerTable(Map<Row, List<Sample.Pair>> results) {
        this.results = results;
    }

    /** Returns the table, empty if no other client ran. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Row row : results.keySet()) {
            Optional<Row> ours = row.peer() ? ours(row) : Optional.empty();
            ours.ifPresent(plinth -> text.append("| ")
                    .append(row.title())
                    .append(" | ")
                    .append(plinth.candidateTitle())
                    .append(" | ")
                    .append(row.candidateTitle())
                    .append(" | ")
                    .append(quotient(plinth, row, Sample.Pair::time))
                    .append(" | ")
                    .append(quotient(plinth, row, Sample.Pair::work))
                    .append(" | ")
                    .append(quotient(plinth, row, Sample.Pair::allocation))
                    .append(" |\n"));
        }
        return text.isEmpty()
                ? ""
                : "\n## Other clients\n\nPlinth's ratio to each: the quotient of both ratios to the program written by hand."
                        + " Below 1, Plinth takes less.\n\n"
                        + "| work | Plinth | other client | time | CPU | bytes |\n|---|---|---|---|---|---|\n" + text;
    }

    private Optional<Row> ours(Row row) {
        return results.keySet().stream()
                .filter(other -> other.alike(row) && other.candidate().startsWith("plinth"))
                .findFirst();
    }

    private String quotient(Row ours, Row theirs, ToDoubleFunction<Sample.Pair> figure) {
        double quotient = median(ours, figure) / median(theirs, figure);
        return Report.known("%.2f", quotient);
    }

    private double median(Row row, ToDoubleFunction<Sample.Pair> figure) {
        List<Sample.Pair> all = results.getOrDefault(row, List.of());
        return Sample.median(all, figure);
    }
}
