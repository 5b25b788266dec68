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
 * A file of JSON lines to which every change is appended before it counts. Whatever {@code append} returned from
 * outlives a {@code kill -9}; a line that was cut short by one is forgotten. Callers see to it that appends do not
 * overlap.
 */
public final class Journal implements AutoCloseable {
    private final Path file;
    private FileChannel channel;
    private long lines;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a journal, created when there is none, and hands all its lines over in their order. */
    public static Journal open(Path file, Consumer<ObjectNode> replay) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Journal journal = new Journal(file, channel);
        channel.truncate(lastLineEnd(channel));
        journal.replay(replay);
        channel.position(channel.size());
        return journal;
    }

    /** Appends one change. */
    public void append(ObjectNode change) {
        write(channel, ByteBuffer.wrap((Json.text(change) + "\n").getBytes(StandardCharsets.UTF_8)));
        lines++;
    }

    /** How many lines there are; when they are many more than what lives, a rewrite is due. */
    public long lines() {
        return lines;
    }

    /** Replaces all lines by these, in one step. */
    public void rewrite(Stream<ObjectNode> all) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            FileChannel fresh = FileChannel.open(
                    next,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            lines = 0;
            all.forEach(line -> {
                write(fresh, ByteBuffer.wrap((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8)));
                lines++;
            });
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be rewritten", e);
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
            Json.parse(line)
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .ifPresent(replay);
        }
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

    private static void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }
}
