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
 * The journal of an import. Each line has the row number, a hash of the user's identifying fields, the outcome and the
 * user's UUID. Lines are written immediately, so that none is lost when the process ends; an incomplete last line is
 * ignored. Uses about five bytes of memory per row.
 *
 * <p>Throws {@link LocalIOException} if the file cannot be read or written. A file that is not a journal is not
 * modified.
 */
final class ImportJournal implements Closeable {

    /** Written whenever the journal is opened, so that a full disk is detected before the first user is created. */
    private static final String HEADER = "# import\n";

    private static final int MAX_LINE_LENGTH = 200;
    private static final int MIN_LINE_LENGTH = 8;
    private static final Pattern ROW = Pattern.compile("([0-9]{1,10})\t([0-9a-f]{1,8})\t([A-Z_]+)\t([!-~]*)");

    private static final Set<String> OUTCOMES =
            Stream.of(Outcome.values()).map(Outcome::name).collect(Collectors.toUnmodifiableSet());

    private final @Nullable Path path;
    private final BitSet done = new BitSet();
    private int[] hashes = new int[1024];
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
            journal.file = openForAppend(path);
            journal.write(HEADER);
            return journal;
        } catch (IOException e) {
            throw failed("cannot be opened", path, e);
        }
    }

    /**
     * Opens a plain stream: unlike a channel, an interrupt of the thread does not close it, so results can be recorded.
     */
    private static OutputStream openForAppend(Path path) throws IOException {
        return path.getFileSystem().equals(FileSystems.getDefault())
                ? new FileOutputStream(path.toFile(), true)
                : Files.newOutputStream(path, StandardOpenOption.APPEND);
    }

    /** Reads the journal and returns the position after the last complete line. */
    private long read(FileChannel channel, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw notAJournal();
        }
        // Not closed here, because that would close the channel.
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(channel));
        long maxIndex = channel.size() / MIN_LINE_LENGTH + 1024;
        StringBuilder line = new StringBuilder();
        long end = 0;
        long position = 0;
        for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            position++;
            if (next == '\n') {
                parse(line.toString(), maxIndex);
                line.setLength(0);
                end = position;
            } else if (line.append((char) next).length() > MAX_LINE_LENGTH) {
                throw notAJournal();
            }
        }
        if (line.length() > 0 && line.charAt(0) != '#' && !Character.isDigit(line.charAt(0))) {
            throw notAJournal();
        }
        return end;
    }

    private void parse(String line, long maxIndex) {
        if (line.equals(HEADER.strip())) {
            return;
        }
        Matcher row = ROW.matcher(line);
        if (!row.matches() || !OUTCOMES.contains(row.group(3)) || Long.parseLong(row.group(1)) > maxIndex) {
            throw notAJournal();
        }
        if (!row.group(3).equals(Outcome.FAILED.name())) {
            record(Integer.parseInt(row.group(1)), Integer.parseUnsignedInt(row.group(2), 16));
        }
    }

    private LocalIOException notAJournal() {
        return new LocalIOException(
                "the file is not an import journal: " + path, "pass the journal of this import, or a new file", null);
    }

    private void record(int index, int hash) {
        if (index >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(index + 1, hashes.length * 2));
        }
        hashes[index] = hash;
        done.set(index);
    }

    /**
     * Returns whether a row was completed by an earlier run.
     *
     * @throws IllegalStateException if the row belonged to another user in that run
     */
    boolean has(long index, NewUser user) {
        int row = Math.toIntExact(index);
        if (!done.get(row)) {
            return false;
        }
        if (hashes[row] != hash(user)) {
            throw new IllegalStateException(
                    "the journal belongs to another import: row " + index + " was another user");
        }
        return true;
    }

    void add(ImportRow row) {
        if (path == null) {
            return;
        }
        String line = row.index() + "\t" + Integer.toHexString(hash(row.user())) + "\t" + row.outcome() + "\t"
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

    private static LocalIOException failed(String problem, @Nullable Path path, IOException cause) {
        return new LocalIOException(
                "the import journal " + problem + ": " + path,
                "check the directory, its permissions and the free disk space, then run the import again",
                cause);
    }

    private static int hash(NewUser user) {
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
