package dev.plinth.storage.transfer.internal.local;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * An entry of a local folder.
 *
 * @param name its name
 * @param path its path
 * @param kind its kind
 * @param size its size in bytes
 * @param modified when it was last modified
 */
public record LocalEntry(String name, Path path, Kind kind, long size, FileTime modified) {

    /** The kinds of entries. */
    public enum Kind {
        FILE(""),
        FOLDER(""),
        LINK("a symbolic link, which is not followed"),
        BROKEN_LINK("a symbolic link whose target does not exist"),
        TEMPORARY("the temporary file of an unfinished download"),
        OTHER("neither a regular file nor a directory");

        private final String refusal;

        Kind(String refusal) {
            this.refusal = refusal;
        }

        /** Returns why entries of this kind are not transferred. */
        public String refusal() {
            return refusal;
        }
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }
}
