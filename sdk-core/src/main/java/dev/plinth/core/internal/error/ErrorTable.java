package dev.plinth.core.internal.error;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Error codes and what is known of them, in a form that people can read and mend. */
public final class ErrorTable {

    /** Stands for advice where there is none to give. */
    private static final String NONE = "-";

    private final Map<String, Entry> entries;

    /**
     * One code.
     *
     * @param code the server's code
     * @param statuses the statuses that it comes with, such as {@code 400, 422}; {@code any}, or {@code -} if it never
     *     comes
     * @param retryable whether the same call may go well later
     * @param meaning what happened
     * @param advice what to do about it; {@code -} if nothing
     */
    public record Entry(String code, String statuses, boolean retryable, String meaning, String advice) {

        /** Returns what to do about it. */
        public Optional<String> hint() {
            return advice.equals(NONE) ? Optional.empty() : Optional.of(advice);
        }
    }

    private ErrorTable(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** Reads lines of {@code code | statuses | does a retry help: no or later | what happened | what to do}. */
    public static ErrorTable of(String table) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            String[] cells = line.split(" \\| ", -1);
            entries.put(cells[0], new Entry(cells[0], cells[1], cells[2].equals("later"), cells[3], cells[4]));
        });
        return new ErrorTable(Collections.unmodifiableMap(entries));
    }

    /** Returns all codes, in the table's order. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** Returns what is known of a code. */
    public Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }
}
