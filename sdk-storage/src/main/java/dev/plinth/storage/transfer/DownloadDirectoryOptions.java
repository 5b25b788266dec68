package dev.plinth.storage.transfer;

import dev.plinth.storage.transfer.internal.directory.DownloadDirectorySettings;

/** Options for the download of a directory. Not thread-safe. */
public sealed interface DownloadDirectoryOptions extends DirectoryOptions<DownloadDirectoryOptions>
        permits DownloadDirectorySettings {}
