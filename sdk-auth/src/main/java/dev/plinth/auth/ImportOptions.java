package dev.plinth.auth;

import dev.plinth.auth.internal.imports.ImportSettings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Options of {@link Users#importUsers}. Not thread-safe. */
public sealed interface ImportOptions permits ImportSettings {

    /**
     * Sets how many users are created concurrently. Default: 8.
     *
     * @param calls the number of concurrent calls, from 1 to 64
     * @return these options
     * @throws IllegalArgumentException if the number is out of range
     */
    ImportOptions concurrency(int calls);

    /**
     * Records the progress in a file, so that an import that stopped for any reason continues when it is run again with
     * the same journal. Users whom the server rejected are tried again. The stream has to contain the same users in the
     * same order.
     *
     * <p>If the journal cannot be opened or written, or the file is not a journal, the import stops with a {@link
     * dev.plinth.core.LocalIOException} before it creates the next user. If the thread is interrupted, calls that are
     * in progress are completed and recorded first.
     *
     * @param file the journal; the file and its directory are created if they do not exist
     * @return these options
     */
    ImportOptions journal(Path file);

    /**
     * Sets a listener that receives the result of each user, in no particular order. It runs on the importing thread,
     * after the result was written to the journal.
     *
     * @param listener receives each result; an exception from it stops the import after the calls that are in progress
     *     are completed
     * @return these options
     */
    ImportOptions onRow(Consumer<? super ImportRow> listener);
}
