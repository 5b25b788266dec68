package dev.plinth.auth;

import dev.plinth.auth.internal.imports.ImportSettings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How users are imported. Not thread-safe. */
public sealed interface ImportOptions permits ImportSettings {

    /**
     * Sets how many users are made at the same time.
     *
     * @param calls 1 to 64; 8 by default
     * @return these options
     */
    ImportOptions concurrency(int calls);

    /**
     * Notes in a file what is done, so that the same import, run again after whatever stopped it, goes on where it was.
     * Users who were refused are tried again. The stream has to bring the same users in the same order. If the journal
     * cannot be opened or written, or the file is none, the import stops with a {@link dev.plinth.core.LocalIOException}
     * before the next user is made. If the thread is interrupted, users under way are completed and noted first.
     *
     * @param file the journal; it and its folder are made if they are not there
     * @return these options
     */
    ImportOptions journal(Path file);

    /**
     * Tells what came of each user, in no particular order, on the thread that imports, after the journal was written.
     *
     * @param listener hears of each user; what it throws stops the import, after the users under way are completed
     * @return these options
     */
    ImportOptions onRow(Consumer<? super ImportRow> listener);
}
