package dev.plinth.tests.faults.report;

import dev.plinth.tests.faults.judge.Known;
import dev.plinth.tests.faults.judge.Outcome;
import dev.plinth.tests.faults.judge.Verdict;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run is told as on a terminal. */
public final class Summary {

    private Summary() {}

    /** Prints what came of a run; of the whole matrix, also which reasons no row needs any more. */
    public static void print(Result result, PrintStream out, boolean whole) {
        for (Verdict verdict : result.failures()) {
            out.println(verdict.outcome().title() + ": " + verdict.row() + " (" + verdict.millis() + " ms)\n    "
                    + verdict.detail().lines().findFirst().orElse(""));
        }
        groups(result, out);
        known(result, out, whole);
        out.println();
        for (Outcome outcome : Outcome.values()) {
            out.printf("%-12s %6d%n", outcome.title(), result.count(outcome));
        }
        out.println(
                result.passed(whole) ? "passed" : "FAILED: " + result.failures().size() + " rows");
    }

    private static void groups(Result result, PrintStream out) {
        Map<String, Map<Outcome, Integer>> groups = new LinkedHashMap<>();
        for (Verdict verdict : result.verdicts()) {
            groups.computeIfAbsent(verdict.row().fault().group(), group -> new LinkedHashMap<>())
                    .merge(verdict.outcome(), 1, Integer::sum);
        }
        out.printf("%n%-52s", "fault");
        for (Outcome outcome : Outcome.values()) {
            out.printf("%12s", outcome.title());
        }
        out.println();
        groups.forEach((group, counts) -> {
            out.printf("%-52s", group);
            for (Outcome outcome : Outcome.values()) {
                out.printf("%12s", counts.getOrDefault(outcome, 0));
            }
            out.println();
        });
    }

    private static void known(Result result, PrintStream out, boolean whole) {
        for (Known known : Known.ALL) {
            List<Verdict> failed = result.failures(known);
            if (!failed.isEmpty()) {
                out.printf(
                        "%n%s: %s (%d of %d rows)", known.kind(), known.name(), failed.size(), result.covered(known));
            }
        }
        if (whole) {
            result.idle()
                    .forEach(known -> out.printf("%nno row fails for this any more, take it out: %s", known.name()));
        }
        out.println();
    }
}
