package dev.plinth.tests.faults.report;

import dev.plinth.tests.faults.judge.Known;
import dev.plinth.tests.faults.judge.Outcome;
import dev.plinth.tests.faults.judge.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run of the matrix.
 *
 * @param verdicts all verdicts, in the order of the matrix
 */
public record Result(List<Verdict> verdicts) {

    public Result {
        verdicts = List.copyOf(verdicts);
    }

    /** Returns the result of a run. */
    public static Result of(List<Verdict> verdicts) {
        return new Result(verdicts);
    }

    /** Returns how many rows had an outcome. */
    public long count(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    /** Returns why a row is let pass that failed, if it is. */
    public static Optional<Known> known(Verdict verdict) {
        return Known.ALL.stream().filter(known -> known.explains(verdict)).findFirst();
    }

    /** Returns the rows that failed and are not known to. */
    public List<Verdict> failures() {
        return verdicts.stream()
                .filter(verdict ->
                        !verdict.outcome().acceptable() && known(verdict).isEmpty())
                .toList();
    }

    /** Returns the rows that failed for a known reason. */
    public List<Verdict> failures(Known known) {
        return verdicts.stream()
                .filter(verdict -> known(verdict).filter(known::equals).isPresent())
                .toList();
    }

    /** Returns how many rows a reason would be good for. */
    public long covered(Known known) {
        return verdicts.stream().filter(verdict -> known.covers(verdict.row())).count();
    }

    /** Returns the reasons that no row needs any more. */
    public List<Known> idle() {
        return Known.ALL.stream().filter(known -> failures(known).isEmpty()).toList();
    }

    /** Tells whether all is well. */
    public boolean passed(boolean whole) {
        return failures().isEmpty() && (!whole || idle().isEmpty());
    }
}
