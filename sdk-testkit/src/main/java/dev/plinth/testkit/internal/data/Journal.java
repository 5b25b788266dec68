package dev.plinth.testkit.internal.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file of JSON lines, one per change. When {@code append} has returned, the change survives a {@code kill -9}; an
 * incomplete last line is dropped when the file is opened. Not thread-safe: callers lock.
 */
public final class Journal implements AutoCloseable {
    private final Path file;
    private FileChannel channel;
    private long lines;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a journal, which is created if necessary, and passes all its lines to a consumer. */
    public static Journal open(Path file, Consumer<ObjectNode> replay) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Journal journal = new Journal(file, channel(file));
        journal.channel.truncate(lastLineEnd(journal.channel));
        journal.replay(replay);
        return journal;
    }

    /** Appends one change. */
    public void append(ObjectNode change) {
        ByteBuffer line = ByteBuffer.wrap((Json.text(change) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be written", e);
        }
        lines++;
    }

    /** The number of lines; when most of them are obsolete, a rewrite is due. */
    public long lines() {
        return lines;
    }

    /** Replaces all lines atomically. */
    public void rewrite(Stream<ObjectNode> all) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        FileChannel before = channel;
        try {
            Files.deleteIfExists(next);
            channel = channel(next);
            lines = 0;
            all.forEach(this::append);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            before.close();
        } catch (IOException | UncheckedIOException e) {
            channel = before;
            throw new IllegalStateException("the journal " + file + " cannot be rewritten", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be closed", e);
        }
    }

    private void replay(Consumer<ObjectNode> replay) throws IOException {
        channel.position(0);
        // not closed: closing the reader would close the channel
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines++;
            Json.parseObject(line).ifPresent(replay);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static long lastLineEnd(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
