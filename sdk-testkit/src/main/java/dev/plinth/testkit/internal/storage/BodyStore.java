package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.data.Digests;
import dev.plinth.testkit.internal.http.Reply.BodyWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Stores content in files, one per version. Incoming content is written to a separate folder, and moved when it is complete. */
public final class BodyStore {
    private static final int BUFFER = 64 * 1024;

    private final Path blobs;
    private final Path incoming;

    BodyStore(Path folder) throws IOException {
        this.blobs = folder.resolve("blobs");
        this.incoming = Files.createDirectories(blobs.resolve("incoming"));
    }

    /** Complete content that does not belong to an object yet. */
    public record Incoming(Path file, long size, String md5) implements AutoCloseable {
        public String eTag() {
            return "\"" + md5 + "\"";
        }

        /** Deletes it, unless it was committed. */
        @Override
        public void close() {
            deleteQuietly(file);
        }
    }

    /** Receives content up to a limit; {@link StorageError#TOO_LARGE} beyond it. */
    public Incoming receive(InputStream in, long limit) throws IOException {
        return receive(out -> copy(in, out, limit, StorageError.TOO_LARGE));
    }

    /** Concatenates the content of several versions. */
    public Incoming join(List<UUID> versions) throws IOException {
        return receive(out -> {
            for (UUID version : versions) {
                Files.copy(file(version), out);
            }
        });
    }

    private Incoming receive(BodyWriter source) throws IOException {
        Path file = incoming.resolve(UUID.randomUUID().toString());
        MessageDigest digest = Digests.of("MD5");
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            source.writeTo(out);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(file);
            throw e;
        }
        return new Incoming(file, Files.size(file), HexFormat.of().formatHex(digest.digest()));
    }

    /** Makes received content the content of a version. */
    public void commit(Incoming content, UUID version) throws IOException {
        Files.move(content.file(), newFile(version), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Creates empty content of a version, to be appended to. */
    public void create(UUID version) throws IOException {
        Files.createFile(newFile(version));
    }

    /** Appends to the content of a version; when there is more than the limit, nothing is appended. */
    public void append(UUID version, InputStream in, long limit, Supplier<StorageException> beyond) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file(version), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                copy(in, Channels.newOutputStream(channel), limit, beyond);
            } catch (StorageException e) {
                channel.truncate(before);
                throw e;
            }
        }
    }

    /** Gives another version the same content; without copying the bytes where the file system can. */
    void copy(StoredObject source, UUID version) throws IOException {
        if (!source.synthetic()) {
            Path link = newFile(version);
            try {
                Files.createLink(link, file(source.version()));
            } catch (UnsupportedOperationException e) {
                Files.copy(file(source.version()), link);
            }
        }
    }

    /** Reads an object's content from an offset to the end. */
    public InputStream open(StoredObject object, long from) throws IOException {
        if (object.synthetic()) {
            int start = (int) from;
            return new ByteArrayInputStream(
                    SeededObjects.content((int) object.size()), start, (int) object.size() - start);
        }
        SeekableByteChannel channel = Files.newByteChannel(file(object.version()));
        channel.position(from);
        return Channels.newInputStream(channel);
    }

    /** The MD5 of a version's content, in hexadecimal. */
    String md5(UUID version) throws IOException {
        MessageDigest digest = Digests.of("MD5");
        Files.copy(file(version), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file of a version's content. */
    public Path file(UUID version) {
        String name = version.toString();
        return blobs.resolve(name.substring(0, 2)).resolve(name);
    }

    public void delete(UUID version) {
        deleteQuietly(file(version));
    }

    void delete(StoredObject object) {
        if (!object.synthetic()) {
            delete(object.version());
        }
    }

    /** Deletes files that belong to no version, which a crash may leave behind. */
    void keepOnly(Set<UUID> versions) throws IOException {
        try (Stream<Path> files = Files.walk(blobs)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !versions.contains(
                            UUID.fromString(file.getFileName().toString())))
                    .forEach(BodyStore::deleteQuietly);
        }
    }

    static void copy(InputStream in, OutputStream out) throws IOException {
        copy(in, out, Long.MAX_VALUE, StorageError.TOO_LARGE);
    }

    private static void copy(InputStream in, OutputStream out, long limit, Supplier<StorageException> beyond)
            throws IOException {
        long left = limit;
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw beyond.get();
            }
            out.write(buffer, 0, n);
        }
    }

    /** The file, in a folder named by the first two characters, which is created if necessary. */
    private Path newFile(UUID version) throws IOException {
        Files.createDirectories(blobs.resolve(version.toString().substring(0, 2)));
        return file(version);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
