package dev.plinth.testkit.internal.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that all data is in: a given one, which is kept, or a temporary one, which goes at the end. */
record DataFolder(Path root, boolean temporary) implements AutoCloseable {

    static DataFolder open(@Nullable Path given) throws IOException {
        if (given == null) {
            return new DataFolder(Files.createTempDirectory("local-platform-"), true);
        }
        try {
            Path root = Files.createDirectories(given);
            Files.delete(Files.createTempFile(root, "writable-", ""));
            return new DataFolder(root, false);
        } catch (IOException e) {
            throw new IOException("the data folder " + given + " cannot be used: " + e, e);
        }
    }

    /** The folder of one project. */
    Path of(String ref) throws IOException {
        return Files.createDirectories(root.resolve(ref));
    }

    @Override
    public void close() {
        if (temporary) {
            delete(root);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + folder + " cannot be deleted", e);
        }
    }
}
