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

/** Keeps downloads inside the directory. */
public final class SafePaths {

    private SafePaths() {}

    /** Returns why a name from a server cannot be the name of a file; empty if it can. */
    public static Optional<String> refusal(Path folder, String name) {
        if (name.isEmpty()) {
            return Optional.of("the key has an empty segment");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("the key has the segment \"" + name + "\", which leads out of the directory");
        }
        try {
            Path relative = folder.getFileSystem().getPath(name);
            boolean oneName = relative.getNameCount() == 1 && !relative.isAbsolute() && relative.getRoot() == null;
            if (oneName && folder.equals(folder.resolve(relative).normalize().getParent())) {
                return Optional.empty();
            }
            return Optional.of("the key's segment \"" + name + "\" is not the name of a file on this system");
        } catch (InvalidPathException e) {
            return Optional.of("the key's segment is not the name of a file on this system: " + e.getReason());
        }
    }

    /**
     * Creates the folders in which a file is to be. None of them may be a symbolic link, which could lead out of the
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
                            "the folder cannot be created, since a file or link has its name: " + folder, null, e);
                }
            } catch (IOException e) {
                throw new LocalIOException("the folder cannot be created: " + folder, null, e);
            }
        }
        if (Files.isSymbolicLink(file)) {
            throw new LocalIOException(
                    "the file is a symbolic link, through which nothing is written: " + file, null, null);
        }
    }

    /**
     * Returns what two names have in common that are the same file on the directory's file system: where case matters, the
     * name itself.
     */
    public static UnaryOperator<String> folding(Path root) {
        return caseMatters(root)
                ? UnaryOperator.identity()
                : name -> Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Nothing is written to find out: the directory's own name in other letters leads to it, or does not. */
    private static boolean caseMatters(Path root) {
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
