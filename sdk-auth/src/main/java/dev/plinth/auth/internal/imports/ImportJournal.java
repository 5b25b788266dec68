package dev.plinth.auth.internal.imports;

import dev.plinth.auth.ImportRow;
import dev.plinth.auth.ImportRow.Outcome;
import dev.plinth.auth.NewUser;
import dev.plinth.auth.internal.file.OwnerOnlyFiles;
import dev.plinth.core.LocalIOException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done, a line each: the row's number, a mark of its user, the outcome, the id. Written at once, so
 * that the end of the process loses none; a last line that was cut short does not count. Five bytes of memory a row.
 *
 * <p>Whatever cannot be read or written is a {@link LocalIOException}. A file that is no journal is left as it is.
 */
final class ImportJournal implements Closeable {

    /** Written each time, so that a disk that is full shows before the first user is made. */
    private static final String HEADER = "# import\n";

    private static final int LONGEST_LINE = 200;
    private static final int SHORTEST_LINE = 8;
    private static final Pattern ROW = Pattern.compile("([0-9]{1,10})\t([0-9a-f]{1,8})\t([A-Z_]+)\t([!-~]*)");

    private static final Set<String> OUTCOMES =
            Stream.of(Outcome.values()).map(Outcome::name).collect(Collectors.toUnmodifiableSet());

    private final @Nullable Path path;
    private final BitSet done = new BitSet();
    private int[] marks = new int[1024];
    private @Nullable OutputStream file;

    private ImportJournal(@Nullable Path path) {
        this.path = path;
    }

    static ImportJournal open(@Nullable Path path) {
        if (path == null) {
            return new ImportJournal(null);
        }
        try {
            ImportJournal journal = new ImportJournal(path);
            try (FileChannel file = OwnerOnlyFiles.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                file.truncate(journal.read(file, path));
            }
            journal.file = appending(path);
            journal.write(HEADER);
            return journal;
        } catch (IOException e) {
            throw failed("cannot be opened", path, e);
        }
    }

    /** Unlike a channel, a plain file is not closed when its thread is interrupted: what is done must still be noted. */
    private static OutputStream appending(Path path) throws IOException {
        return path.getFileSystem().equals(FileSystems.getDefault())
                ? new FileOutputStream(path.toFile(), true)
                : Files.newOutputStream(path, StandardOpenOption.APPEND);
    }

    /** Reads what is done, and returns where the last whole line ends. */
    private long read(FileChannel from, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw noJournal();
        }
        // Not closed: that would close the file.
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(from));
        long largest = from.size() / SHORTEST_LINE + 1024;
        StringBuilder line = new StringBuilder();
        long end = 0;
        long at = 0;
        for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            at++;
            if (next == '\n') {
                note(line.toString(), largest);
                line.setLength(0);
                end = at;
            } else if (line.append((char) next).length() > LONGEST_LINE) {
                throw noJournal();
            }
        }
        if (line.length() > 0 && line.charAt(0) != '#' && !Character.isDigit(line.charAt(0))) {
            throw noJournal();
        }
        return end;
    }

    private void note(String line, long largest) {
        if (line.equals(HEADER.strip())) {
            return;
        }
        Matcher row = ROW.matcher(line);
        if (!row.matches() || !OUTCOMES.contains(row.group(3)) || Long.parseLong(row.group(1)) > largest) {
            throw noJournal();
        }
        if (!row.group(3).equals(Outcome.FAILED.name())) {
            note(Integer.parseInt(row.group(1)), Integer.parseUnsignedInt(row.group(2), 16));
        }
    }

    private LocalIOException noJournal() {
        return new LocalIOException(
                "the file is no journal of an import: " + path, "give the journal of this import, or a new file", null);
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
        if (path == null) {
            return;
        }
        String line = row.index() + "\t" + Integer.toHexString(mark(row.user())) + "\t" + row.outcome() + "\t"
                + row.userId().orElse("") + "\n";
        try {
            write(line);
        } catch (IOException e) {
            throw failed("cannot be written", path, e);
        }
    }

    private void write(String line) throws IOException {
        if (file != null) {
            file.write(line.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static LocalIOException failed(String what, @Nullable Path path, IOException cause) {
        return new LocalIOException(
                "the journal of the import " + what + ": " + path,
                "check the folder, its permissions and the space on the disk, then run the import again",
                cause);
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
            throw failed("cannot be closed", path, e);
        }
    }
}
