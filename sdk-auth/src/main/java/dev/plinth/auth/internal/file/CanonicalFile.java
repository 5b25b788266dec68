package dev.plinth.auth.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out which file a path leads to, so that all paths to one file are known to be one. */
public final class CanonicalFile {

    /** More links in a row than any system follows. */
    private static final int MOST_LINKS = 40;

    private CanonicalFile() {}

    /** Returns a file's path without links and dots. The file, and its folders, need not exist. */
    public static Path of(Path path) {
        Path file = path.toAbsolutePath();
        try {
            for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(file); i++) {
                Path target = Files.readSymbolicLink(file);
                file = file.resolveSibling(target).toAbsolutePath();
            }
            Path folder = file.getParent();
            Path name = file.getFileName();
            return folder == null || name == null ? file : folder(folder).resolve(name);
        } catch (IOException e) {
            // Whoever reads or writes it will be told why.
            return path.toAbsolutePath().normalize();
        }
    }

    /** Returns the real path of the part of a folder that exists, and the rest as it is. */
    private static Path folder(Path folder) throws IOException {
        @Nullable Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null
                ? folder.normalize()
                : there.toRealPath().resolve(there.relativize(folder)).normalize();
    }
}
