package dev.plinth.testkit.internal.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their keys, stored in a journal. Reading takes no lock; a change is in the journal before it is visible.
 *
 * @param <R> the rows
 */
public final class Table<R extends Record> implements AutoCloseable {
    private static final String REMOVED = "removed";
    private static final int MANY_STALE_LINES = 1_000;

    private final Function<R, String> key;
    private final Journal journal;
    private final ConcurrentNavigableMap<String, R> rows = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Opens the table of a file, which is created if necessary. */
    public Table(Path file, Class<R> type, Function<R, String> key) throws IOException {
        this.key = key;
        this.journal = Journal.open(file, line -> replay(type, line));
        if (journal.lines() > 2L * rows.size() + MANY_STALE_LINES) {
            journal.rewrite(rows.values().stream().map(Records::write));
        }
    }

    /** The rows in the order of their keys. */
    public NavigableMap<String, R> rows() {
        return Collections.unmodifiableNavigableMap(rows);
    }

    /** The row of a key. */
    public Optional<R> get(String wanted) {
        return Optional.ofNullable(rows.get(wanted));
    }

    /** Adds a row, or replaces that of the same key, which is returned. */
    public Optional<R> put(R row) {
        return change(Records.write(row), () -> rows.put(key.apply(row), row));
    }

    /** Removes the row of a key, if there is one, and returns it. */
    public Optional<R> remove(String unwanted) {
        return rows.containsKey(unwanted)
                ? change(Json.object(REMOVED, unwanted), () -> rows.remove(unwanted))
                : Optional.empty();
    }

    /** Removes all rows. */
    public void clear() {
        lock.lock();
        try {
            journal.rewrite(Stream.empty());
            rows.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    private Optional<R> change(ObjectNode line, Supplier<@Nullable R> change) {
        lock.lock();
        try {
            journal.append(line);
            return Optional.ofNullable(change.get());
        } finally {
            lock.unlock();
        }
    }

    private void replay(Class<R> type, ObjectNode line) {
        if (line.has(REMOVED)) {
            rows.remove(line.path(REMOVED).asText());
        } else {
            R row = Records.read(type, line);
            rows.put(key.apply(row), row);
        }
    }
}
