package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.storage.transfer.DownloadDirectoryOptions;

/** Collects the settings of a download of a directory. */
public final class DownloadDirectorySettings extends DirectorySettings<DownloadDirectoryOptions>
        implements DownloadDirectoryOptions {

    @Override
    DownloadDirectoryOptions self() {
        return this;
    }
}
