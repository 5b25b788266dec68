package dev.plinth.auth.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Resolves symbolic links and dots in a path, so that two paths to the same file are equal. */
public final class CanonicalFile {

    /** The maximum number of links to follow, which is at least the limit of any operating system. */
    private static final int MAX_LINKS = 40;

    private CanonicalFile() {}

    /** Returns a path without symbolic links and dots. The file and its directories need not exist. */
    public static Path of(Path path) {
        Path file = path.toAbsolutePath();
        try {
            for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(file); i++) {
                Path target = Files.readSymbolicLink(file);
                file = file.resolveSibling(target).toAbsolutePath();
            }
            Path folder = file.getParent();
            Path name = file.getFileName();
            return folder == null || name == null ? file : folder(folder).resolve(name);
        } catch (IOException e) {
            // Reading or writing the file then fails with the reason.
            return path.toAbsolutePath().normalize();
        }
    }

    /** Returns the real path of the existing part of a directory, followed by the part that does not exist. */
    private static Path folder(Path folder) throws IOException {
        @Nullable Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null
                ? folder.normalize()
                : existing.toRealPath().resolve(existing.relativize(folder)).normalize();
    }
}
