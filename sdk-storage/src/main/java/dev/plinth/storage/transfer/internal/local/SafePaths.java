package dev.plinth.storage.transfer.internal.local;

import dev.plinth.core.LocalIOException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Prevents downloads from writing outside the directory. */
public final class SafePaths {

    private SafePaths() {}

    /** Returns why a name that a server sent cannot be a file name; empty if it can. */
    public static Optional<String> refusal(Path folder, String name) {
        if (name.isEmpty()) {
            return Optional.of("the key has an empty segment");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("the key has the segment \"" + name + "\", which leads out of the directory");
        }
        try {
            Path relative = folder.getFileSystem().getPath(name);
            boolean singleName = relative.getNameCount() == 1 && !relative.isAbsolute() && relative.getRoot() == null;
            if (singleName && folder.equals(folder.resolve(relative).normalize().getParent())) {
                return Optional.empty();
            }
            return Optional.of("the key's segment \"" + name + "\" is not the name of a file on this system");
        } catch (InvalidPathException e) {
            return Optional.of("the key's segment is not the name of a file on this system: " + e.getReason());
        }
    }

    /**
     * Creates the folders that contain a file. None of them may be a symbolic link, which could point outside the
     * directory.
     */
    public static void createFolders(Path root, Path file) {
        Path folder = root;
        for (Path name : root.relativize(file.getParent())) {
            folder = name.toString().isEmpty() ? folder : folder.resolve(name);
            try {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !folder.equals(root)) {
                    Path ignored = Files.createDirectory(folder);
                }
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw new LocalIOException(
                            "the folder cannot be created, because a file or link with this name exists: " + folder,
                            null,
                            e);
                }
            } catch (IOException e) {
                throw new LocalIOException("the folder cannot be created: " + folder, null, e);
            }
        }
        if (Files.isSymbolicLink(file)) {
            throw new LocalIOException(
                    "the file is a symbolic link, and downloads do not write through links: " + file, null, null);
        }
    }

    /**
     * Returns a function that maps names of the same file on the directory's file system to the same text. On a
     * case-sensitive file system it is the identity.
     */
    public static UnaryOperator<String> nameFolding(Path root) {
        return isCaseSensitive(root)
                ? UnaryOperator.identity()
                : name -> Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Checks whether the directory can be found under its own name in the other case. Nothing is written. */
    private static boolean isCaseSensitive(Path root) {
        for (Path path = root; path != null && path.getFileName() != null; path = path.getParent()) {
            String name = path.getFileName().toString();
            String other = name.toUpperCase(Locale.ROOT).equals(name)
                    ? name.toLowerCase(Locale.ROOT)
                    : name.toUpperCase(Locale.ROOT);
            if (!other.equals(name) && Files.exists(path)) {
                return !isSame(path, path.resolveSibling(other));
            }
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return !system.startsWith("windows") && !system.startsWith("mac");
    }

    private static boolean isSame(Path path, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(path, other);
        } catch (IOException e) {
            return false;
        }
    }
}
