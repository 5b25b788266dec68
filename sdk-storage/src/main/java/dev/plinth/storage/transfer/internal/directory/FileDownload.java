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
 * @param at the object
 * @param object the object as listed
 * @param target the file to write
 * @param there the file that is there; null if there is none
 */
record FileDownload(
        DirectoryPlan plan,
        String path,
        ObjectKey at,
        RemoteEntry object,
        Path target,
        @Nullable LocalEntry there) implements FileWorkers.Job {

    /** What was downloaded, which may be newer than what was listed. */
    private record Version(Optional<String> etag, Optional<Instant> modified) {}

    @Override
    public long size() {
        return object.size().orElse(0);
    }

    @Override
    public boolean isSame() {
        return there != null && SameContent.isSame(there, object, plan.comparison(), false);
    }

    @Override
    public void transfer(LiveConnection view, Consumer<Progress> progress) {
        SafePaths.createFolders(plan.root(), target);
        boolean direct = Calls.address(view, Service.STORAGE).isPresent();
        Version version = direct && size() > plan.partSize() ? inParts(view, progress) : whole(view, progress);
        boolean asListed = version.etag().isEmpty() || version.etag().equals(object.etag());
        (asListed ? object.modified() : version.modified()).ifPresent(this::touch);
    }

    private Version inParts(LiveConnection view, Consumer<Progress> progress) {
        ObjectInfo info = DownloadHandle.of(
                        view,
                        at,
                        target,
                        o -> o.partSize(plan.partSize()).verify(plan.verify()).onProgress(progress))
                .run();
        return new Version(info.etag(), info.updatedAt());
    }

    private Version whole(LiveConnection view, Consumer<Progress> progress) {
        DownloadRequest request = new DownloadRequest(null, null, progress, plan.verify(), null, null);
        try (Download download = OperationRunner.run(view, DownloadOperations.download(view, at, request))) {
            Version version = new Version(download.etag(), download.lastModified());
            download.saveTo(target);
            return version;
        }
    }

    /** Sets the file's modification time to the object's, by which a later run recognizes it. */
    private void touch(Instant modified) {
        try {
            Path ignored = Files.setLastModifiedTime(target, FileTime.from(modified));
        } catch (IOException e) {
            throw new LocalIOException(
                    "the file is complete, but its modification time cannot be set: " + target, null, e);
        }
    }
}
