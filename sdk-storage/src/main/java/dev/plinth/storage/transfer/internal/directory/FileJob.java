package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.Progress;
import dev.plinth.core.internal.connection.LiveConnection;
import java.util.function.Consumer;

/** One file to be transferred. */
interface FileJob {

    /** Returns the path relative to the directory. */
    String path();

    /** Returns how many bytes there are to transfer. */
    long size();

    /** Tells whether the target has the content already. */
    boolean isSame();

    /** Transfers the file. */
    void transfer(LiveConnection view, Consumer<Progress> progress);
}
