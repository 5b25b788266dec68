package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.storage.transfer.SyncOptions;
import java.nio.file.Path;
import java.time.Duration;

/** Collects the settings of a synchronization. */
public final class SyncSettings extends DirectorySettings<SyncOptions> implements SyncOptions {

    /** Creates settings with which objects that differ are replaced. */
    SyncSettings() {
        this.upsert = true;
    }

    @Override
    SyncOptions self() {
        return this;
    }

    @Override
    public SyncOptions deleteExtra(boolean delete) {
        this.deleteExtra = delete;
        return this;
    }

    @Override
    public SyncOptions cacheControl(Duration time) {
        return setMaxAge(time);
    }

    @Override
    public SyncOptions journal(Path directory) {
        return setJournal(directory);
    }

    @Override
    public SyncOptions followSymbolicLinks() {
        this.followLinks = true;
        return this;
    }
}
