package dev.plinth.storage.transfer.internal.local;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.internal.local.LocalEntry.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists one local folder. */
public final class LocalFolder {

    /**
     * The names of the temporary files of downloads, which remain if the process ends before the download is complete.
     */
    private static final Pattern TEMPORARY = Pattern.compile("\\.plinth-[0-9a-f-]{36}\\.part");

    private LocalFolder() {}

    /**
     * Lists a folder, sorted by name.
     *
     * @param journal the directory of a journal, which is not listed; null for none
     * @throws LocalIOException if the folder cannot be listed completely
     */
    public static List<LocalEntry> list(Path folder, boolean followLinks, @Nullable Path journal) {
        List<LocalEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                if (!path.equals(journal)) {
                    entry(path, followLinks).ifPresent(entries::add);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            throw cannotList(folder, e);
        }
        entries.sort(Comparator.comparing(LocalEntry::name));
        return entries;
    }

    private static LocalIOException cannotList(Path folder, Exception cause) {
        String problem = cause instanceof NoSuchFileException ? "does not exist" : "cannot be read";
        return new LocalIOException(
                "the directory " + problem + ": " + folder, "check its path and permissions", cause);
    }

    /** Returns the entry of a path; empty if it does not exist any more. */
    public static Optional<LocalEntry> entry(Path path, boolean followLinks) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isSymbolicLink()) {
                return Optional.of(of(path, attributes, kind(path, attributes)));
            }
            return Optional.of(followLinks ? resolveLink(path, attributes) : of(path, attributes, Kind.LINK));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static LocalEntry resolveLink(Path link, BasicFileAttributes attributes) {
        try {
            BasicFileAttributes target = Files.readAttributes(link, BasicFileAttributes.class);
            return of(link, target, kind(link, target));
        } catch (IOException e) {
            return of(link, attributes, Kind.BROKEN_LINK);
        }
    }

    private static Kind kind(Path path, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        if (!attributes.isRegularFile()) {
            return Kind.OTHER;
        }
        return TEMPORARY.matcher(path.getFileName().toString()).matches() ? Kind.TEMPORARY : Kind.FILE;
    }

    private static LocalEntry of(Path path, BasicFileAttributes attributes, Kind kind) {
        return new LocalEntry(
                path.getFileName().toString(), path, kind, attributes.size(), attributes.lastModifiedTime());
    }
}
