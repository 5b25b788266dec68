package dev.plinth.auth.internal;

import dev.plinth.auth.ImportRow;
import dev.plinth.auth.ImportRow.Outcome;
import dev.plinth.auth.NewUser;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done, a line each: the row's number, a mark of its user, the outcome, the id. Written at once, so
 * that the end of the process loses none; a last line that was cut short does not count. Five bytes of memory a row.
 */
final class ImportJournal implements Closeable {

    private final @Nullable FileChannel file;
    private final BitSet done = new BitSet();
    private int[] marks = new int[1024];

    private ImportJournal(@Nullable FileChannel file) {
        this.file = file;
    }

    static ImportJournal open(@Nullable Path path) {
        if (path == null) {
            return new ImportJournal(null);
        }
        try {
            FileChannel file =
                    OwnerOnly.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ImportJournal journal = new ImportJournal(file);
            file.truncate(journal.read(file));
            file.position(file.size());
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("the import's journal cannot be opened: " + path, e);
        }
    }

    /** Reads what is done, and returns where the last whole line ends. */
    private long read(FileChannel from) throws IOException {
        // Not closed: that would close the file.
        BufferedReader lines = new BufferedReader(Channels.newReader(from, StandardCharsets.US_ASCII));
        long size = from.size();
        long end = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long next = end + line.length() + 1;
            if (next > size) {
                break;
            }
            end = next;
            note(line.split("\t", -1));
        }
        return end;
    }

    private void note(String[] cells) {
        if (cells.length == 4 && !cells[2].equals(Outcome.FAILED.name())) {
            note(Integer.parseInt(cells[0]), Integer.parseUnsignedInt(cells[1], 16));
        }
    }

    private void note(int index, int mark) {
        if (index >= marks.length) {
            marks = Arrays.copyOf(marks, Math.max(index + 1, marks.length * 2));
        }
        marks[index] = mark;
        done.set(index);
    }

    /**
     * Tells whether a row is done.
     *
     * @throws IllegalStateException if another user was at its place then
     */
    boolean has(long index, NewUser user) {
        int row = Math.toIntExact(index);
        if (!done.get(row)) {
            return false;
        }
        if (marks[row] != mark(user)) {
            throw new IllegalStateException("the journal is of another import: row " + index + " was another user");
        }
        return true;
    }

    void add(ImportRow row) {
        if (file == null) {
            return;
        }
        String line = row.index() + "\t" + Integer.toHexString(mark(row.user())) + "\t" + row.outcome() + "\t"
                + row.userId().orElse("") + "\n";
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the import's journal cannot be written", e);
        }
    }

    private static int mark(NewUser user) {
        return Objects.hash(
                user.id().orElse(""), user.email().orElse(""), user.phone().orElse(""));
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the import's journal cannot be closed", e);
        }
    }
}
