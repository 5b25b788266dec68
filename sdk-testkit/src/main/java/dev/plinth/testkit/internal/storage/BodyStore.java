package dev.plinth.testkit.internal.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Keeps contents as files, one a version. What is still coming in lies apart, and is moved when it is whole. */
public final class BodyStore {
    private static final int BUFFER = 64 * 1024;

    private final Path blobs;
    private final Path incoming;
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    BodyStore(Path folder) throws IOException {
        this.blobs = Files.createDirectories(folder.resolve("blobs"));
        this.incoming = Files.createDirectories(folder.resolve("incoming"));
        deleteAll(incoming, Set.of());
    }

    /** Content that came in whole, but belongs to no object yet. */
    public record Incoming(Path file, long size, String md5) implements AutoCloseable {
        public String eTag() {
            return "\"" + md5 + "\"";
        }

        /** Forgets it, unless it was committed. */
        @Override
        public void close() {
            deleteQuietly(file);
        }
    }

    /** Takes in content up to a limit; {@link StorageError#TOO_LARGE} beyond it. */
    public Incoming receive(InputStream in, long limit) throws IOException {
        Path file = incoming.resolve(UUID.randomUUID().toString());
        try {
            return receive(in, limit, file);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(file);
            throw e;
        }
    }

    /** Takes in a file that is already there, and leaves it there: it is shared, not copied, where that is possible. */
    public Incoming adopt(Path existing) throws IOException {
        Path file = incoming.resolve(UUID.randomUUID().toString());
        share(existing, file);
        MessageDigest digest = md5();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return new Incoming(file, Files.size(file), HexFormat.of().formatHex(digest.digest()));
    }

    /** Makes it the content of a version. */
    public Body commit(Incoming content, UUID version) throws IOException {
        Path file = fileOf(version);
        Files.move(content.file(), file, StandardCopyOption.ATOMIC_MOVE);
        return new Body.InFile(file, content.size());
    }

    /** The same content for another version; without copying the bytes where the file system can. */
    Body copy(Body body, UUID version) throws IOException {
        if (!(body instanceof Body.InFile inFile)) {
            return body;
        }
        Path file = fileOf(version);
        share(inFile.file(), file);
        return new Body.InFile(file, inFile.size());
    }

    /** A version's content, as it was found at the start. */
    Body existing(UUID version, long size) {
        return new Body.InFile(fileOf(version), size);
    }

    void delete(Body body) {
        if (body instanceof Body.InFile inFile) {
            deleteQuietly(inFile.file());
        }
    }

    /** Deletes files that belong to no version: what a crash left behind. */
    void keepOnly(Set<UUID> versions) throws IOException {
        try (Stream<Path> folders = Files.list(blobs)) {
            for (Path folder : folders.toList()) {
                deleteAll(folder, versions);
            }
        }
    }

    private static Incoming receive(InputStream in, long limit, Path file) throws IOException {
        MessageDigest digest = md5();
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                StorageError.TOO_LARGE.throwIf(size > limit);
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        return new Incoming(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    private static void share(Path existing, Path link) throws IOException {
        try {
            Files.createLink(link, existing);
        } catch (UnsupportedOperationException e) {
            Files.copy(existing, link);
        }
    }

    /** Folders by the first two characters, each made when it is first needed. */
    private Path fileOf(UUID version) {
        String name = version.toString();
        String folder = name.substring(0, 2);
        if (folders.add(folder)) {
            try {
                Files.createDirectories(blobs.resolve(folder));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot create " + blobs.resolve(folder), e);
            }
        }
        return blobs.resolve(folder).resolve(name);
    }

    private static void deleteAll(Path folder, Set<UUID> but) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (but.isEmpty()
                        || !but.contains(UUID.fromString(file.getFileName().toString()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
