package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.storage.transfer.UploadDirectoryOptions;
import java.nio.file.Path;
import java.time.Duration;

/** Collects the settings of an upload of a directory. */
public final class UploadDirectorySettings extends DirectorySettings<UploadDirectoryOptions>
        implements UploadDirectoryOptions {

    @Override
    UploadDirectoryOptions self() {
        return this;
    }

    @Override
    public UploadDirectoryOptions upsert(boolean replace) {
        this.upsert = replace;
        return this;
    }

    @Override
    public UploadDirectoryOptions cacheControl(Duration time) {
        return setMaxAge(time);
    }

    @Override
    public UploadDirectoryOptions journal(Path directory) {
        return setJournal(directory);
    }

    @Override
    public UploadDirectoryOptions followSymbolicLinks() {
        this.followLinks = true;
        return this;
    }
}
