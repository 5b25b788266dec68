package dev.plinth.tests.faults.judge;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows that are known to fail, and why.
 *
 * @param name what it is called
 * @param kind whether it can be repaired
 * @param outcomes what comes of these rows
 * @param faults the faults' whole names
 * @param operations the operations' names
 * @param reason why
 */
public record Known(String name, Kind kind, Set<Outcome> outcomes, Pattern faults, Pattern operations, String reason) {

    /** Why a row that fails is let pass. */
    public enum Kind {
        /** No client could see it. */
        UNSEEN,
        /** It is not repaired yet. */
        OPEN
    }

    /** All of them. An entry that no failing row is like any more has to go. */
    public static final List<Known> ALL =
            Stream.concat(Unseen.ALL.stream(), Open.ALL.stream()).toList();

    static Known unseen(String name, Set<Outcome> outcomes, String faults, String operations, String reason) {
        return new Known(name, Kind.UNSEEN, outcomes, Pattern.compile(faults), Pattern.compile(operations), reason);
    }

    static Known open(String name, Set<Outcome> outcomes, String faults, String operations, String reason) {
        return new Known(name, Kind.OPEN, outcomes, Pattern.compile(faults), Pattern.compile(operations), reason);
    }

    /** Tells whether a row is one of these, whatever came of it. */
    public boolean covers(Row row) {
        return faults.matcher(row.faultName()).matches()
                && operations.matcher(row.operation().name()).matches();
    }

    /** Tells whether this is what is known of a row. */
    public boolean explains(Verdict verdict) {
        return outcomes.contains(verdict.outcome()) && covers(verdict.row());
    }
}
