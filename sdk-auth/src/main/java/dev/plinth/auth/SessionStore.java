package dev.plinth.auth;

import dev.plinth.auth.internal.FileSessionStore;
import dev.plinth.auth.internal.MemorySessionStore;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where one session is kept over restarts. Plinth has two, in memory and in a file; a store of your own, such as a row of
 * a database, keeps a text and gives it back.
 *
 * <p>Implementations are thread-safe, and equal if they are the same place. They may throw what they like: a session goes on without its store, and says so
 * by {@link SessionEvent.Kind#NOT_SAVED}.
 */
public interface SessionStore {

    /**
     * Reads what was stored.
     *
     * @return the text that was saved last; empty if there is none
     */
    Optional<Secret> load();

    /**
     * Stores a session in the place of the one before. Once this returns, the text must survive the process' end.
     *
     * @param session the text, which lets its reader act as the user
     */
    void save(Secret session);

    /** Removes what was stored. */
    void clear();

    /**
     * Runs work that nobody else with the same store may run at the same time, in this process or another: a refresh,
     * from reading the store to writing it. A store that only one process uses needs nothing more than this default.
     *
     * @param <T> the work's result
     * @param work loads, asks the server, and saves
     * @return what the work returned
     */
    default <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /**
     * Returns a store that lasts as long as the process.
     *
     * @return an empty store
     */
    static SessionStore inMemory() {
        return new MemorySessionStore();
    }

    /**
     * Returns a store in a file that only its owner may read. Several processes may share it: at each expiry one of
     * them refreshes, and the others take what it brought. All paths to one file, by links or dots, are one store. A
     * file that holds no session counts as empty. The store throws {@link dev.plinth.core.LocalIOException} if the file
     * cannot be read, written or removed, and removes what killed processes left beside it ({@code *.tmp}).
     *
     * @param file the file; it and its folder are made if they are not there, and a lock file beside it
     * @return the store
     */
    static SessionStore inFile(Path file) {
        Arguments.required(file, "file");
        return new FileSessionStore(file);
    }
}
