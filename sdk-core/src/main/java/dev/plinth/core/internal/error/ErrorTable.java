package dev.plinth.core.internal.error;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A table of error codes with their meaning and advice, parsed from text. */
public final class ErrorTable {

    /** The advice column's value if there is no advice. */
    private static final String NONE = "-";

    private final Map<String, Entry> entries;

    /**
     * An error code.
     *
     * @param code the server's code
     * @param statuses the statuses that it is sent with, such as {@code 400, 422}; {@code any}, or {@code -} if it is
     *     never sent
     * @param retryable whether the same call may succeed later
     * @param meaning what happened
     * @param advice what to do about it; {@code -} if there is no advice
     */
    public record Entry(String code, String statuses, boolean retryable, String meaning, String advice) {

        /** Returns what to do about it, if there is advice. */
        public Optional<String> hint() {
            return advice.equals(NONE) ? Optional.empty() : Optional.of(advice);
        }
    }

    private ErrorTable(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * Parses lines of the form {@code code | statuses | does a retry help: no or later | what happened | what to do}.
     */
    public static ErrorTable of(String table) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            String[] cells = line.split(" \\| ", -1);
            entries.put(cells[0], new Entry(cells[0], cells[1], cells[2].equals("later"), cells[3], cells[4]));
        });
        return new ErrorTable(Collections.unmodifiableMap(entries));
    }

    /** Returns all entries, in the table's order. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** Returns the entry of a code. */
    public Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }
}
