package dev.plinth.storage.transfer.internal.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Selects the files and objects of a transfer by their relative paths. */
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

    /** Returns whether a file is transferred, if none of its folders is excluded. */
    public boolean accepts(String path) {
        return !excludes(path) && (includes.isEmpty() || includes.stream().anyMatch(pattern -> pattern.test(path)));
    }

    /** Returns whether a file or folder is excluded. The path of a folder has no slash at its end. */
    public boolean excludes(String path) {
        return excludes.stream().anyMatch(pattern -> pattern.test(path));
    }

    /** Returns whether a file is transferred: it matches, and none of the folders that contain it is excluded. */
    public boolean acceptsWithFolders(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (excludes(path.substring(0, slash))) {
                return false;
            }
        }
        return accepts(path);
    }
}
