package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.LocalIOException;
import dev.plinth.core.Progress;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.storage.Download;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.download.DownloadOperations;
import dev.plinth.storage.internal.download.DownloadRequest;
import dev.plinth.storage.transfer.internal.download.DownloadHandle;
import dev.plinth.storage.transfer.internal.local.LocalEntry;
import dev.plinth.storage.transfer.internal.local.SafePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The download of one object.
 *
 * @param plan the transfer
 * @param path the relative path
 * @param objectKey the key of the object
 * @param listed the object's entry in the list
 * @param target the file to write
 * @param existing the existing file; null if there is none
 */
record FileDownload(
        DirectoryPlan plan,
        String path,
        ObjectKey objectKey,
        RemoteEntry listed,
        Path target,
        @Nullable LocalEntry existing)
        implements FileWorkers.Job {

    /** The version that was downloaded, which may be newer than the listed one. */
    private record Version(Optional<String> etag, Optional<Instant> modified) {}

    @Override
    public long size() {
        return listed.size().orElse(0);
    }

    @Override
    public boolean isUpToDate() {
        return existing != null && SameContent.isSame(existing, listed, plan.comparison(), false);
    }

    @Override
    public void transfer(LiveConnection connection, Consumer<Progress> progress) {
        SafePaths.createFolders(plan.root(), target);
        boolean direct = Calls.address(connection, Service.STORAGE).isPresent();
        Version version = direct && size() > plan.partSize()
                ? downloadInParts(connection, progress)
                : downloadWhole(connection, progress);
        boolean asListed = version.etag().isEmpty() || version.etag().equals(listed.etag());
        (asListed ? listed.modified() : version.modified()).ifPresent(this::setModificationTime);
    }

    private Version downloadInParts(LiveConnection connection, Consumer<Progress> progress) {
        ObjectInfo info = DownloadHandle.of(
                        connection,
                        objectKey,
                        target,
                        o -> o.partSize(plan.partSize()).verify(plan.verify()).onProgress(progress))
                .run();
        return new Version(info.etag(), info.updatedAt());
    }

    private Version downloadWhole(LiveConnection connection, Consumer<Progress> progress) {
        DownloadRequest request = new DownloadRequest(null, null, progress, plan.verify(), null, null);
        try (Download download =
                OperationRunner.run(connection, DownloadOperations.download(connection, objectKey, request))) {
            Version version = new Version(download.etag(), download.lastModified());
            download.saveTo(target);
            return version;
        }
    }

    /** Sets the file's modification time to the object's, by which a later run recognizes it. */
    private void setModificationTime(Instant modified) {
        try {
            Path ignored = Files.setLastModifiedTime(target, FileTime.from(modified));
        } catch (IOException e) {
            throw new LocalIOException(
                    "the file is complete, but its modification time cannot be set: " + target, null, e);
        }
    }
}
