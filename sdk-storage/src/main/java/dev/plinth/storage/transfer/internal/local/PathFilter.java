package dev.plinth.storage.transfer.internal.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decides by their relative paths which files take part in a transfer. The same for files and for objects. */
public record PathFilter(List<Predicate<String>> includes, List<Predicate<String>> excludes) {

    /** Collects patterns. */
    public static final class Builder {

        private final List<Predicate<String>> includes = new ArrayList<>();
        private final List<Predicate<String>> excludes = new ArrayList<>();

        public void include(String glob) {
            includes.add(Globs.matcher(glob));
        }

        public void exclude(String glob) {
            excludes.add(Globs.matcher(glob));
        }

        public PathFilter build() {
            return new PathFilter(List.copyOf(includes), List.copyOf(excludes));
        }
    }

    /** Tells whether a file takes part whose folders are not excluded. */
    public boolean accepts(String path) {
        return !excludes(path) && (includes.isEmpty() || includes.stream().anyMatch(pattern -> pattern.test(path)));
    }

    /** Tells whether a file or a folder, given without a slash at its end, is excluded. */
    public boolean excludes(String path) {
        return excludes.stream().anyMatch(pattern -> pattern.test(path));
    }

    /** Tells whether a file takes part, by its own path and those of the folders in which it is. */
    public boolean acceptsWithFolders(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (excludes(path.substring(0, slash))) {
                return false;
            }
        }
        return accepts(path);
    }
}
