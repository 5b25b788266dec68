package dev.plinth.auth;

import dev.plinth.auth.internal.session.FileSessionStore;
import dev.plinth.auth.internal.session.MemorySessionStore;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stores one session, so that it survives a restart. Plinth has two implementations, {@link #inMemory()} and {@link
 * #inFile(Path)}. A custom implementation, for example for a database row, stores a text and returns it unchanged.
 *
 * <p>Implementations have to be thread-safe, and equal if they use the same storage location. They may throw any
 * exception: the session continues without its store and publishes {@link SessionEvent.Kind#STORE_FAILED}.
 */
public interface SessionStore {

    /**
     * Loads the stored session.
     *
     * @return the text that was saved last; empty if there is none
     */
    Optional<Secret> load();

    /**
     * Saves a session and replaces the previous one. When this method returns, the text has to survive the end of the
     * process.
     *
     * @param session the text to store; it grants access as the user, so keep it confidential
     */
    void save(Secret session);

    /** Removes the stored session. Does nothing if there is none. */
    void clear();

    /**
     * Runs a function while holding an exclusive lock on this store. Plinth uses it for a refresh, from loading the
     * session to saving it. A store that several processes share has to exclude other threads and other processes; the
     * default implementation takes no lock, which is sufficient for a store that only one process uses.
     *
     * @param <T> the type of the result
     * @param work loads the session, sends the refresh, and saves the session
     * @return the result of the function
     */
    default <T> T withLock(Supplier<T> work) {
        return work.get();
    }

    /**
     * Creates a store in memory, which is lost when the process ends.
     *
     * @return an empty store
     */
    static SessionStore inMemory() {
        return new MemorySessionStore();
    }

    /**
     * Creates a store in a file that only its owner can read. Several processes can share the file: when the access
     * token expires, one of them refreshes it, and the others load the new tokens. Paths that lead to the same file,
     * also through symbolic links, are the same store. A file that does not contain a session counts as empty.
     *
     * <p>The store throws {@link dev.plinth.core.LocalIOException} if the file cannot be read, written or removed. It
     * deletes the temporary files ({@code *.tmp}) that killed processes left next to the file.
     *
     * @param file the file; the file, its directory and a lock file next to it are created if they do not exist
     * @return the store
     */
    static SessionStore inFile(Path file) {
        Arguments.required(file, "file");
        return new FileSessionStore(file);
    }
}
