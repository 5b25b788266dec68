package dev.plinth.storage.transfer.internal.download;

import dev.plinth.core.ApiException;
import dev.plinth.core.Connection;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.Progress;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.Download;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.IntegrityException;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.download.DownloadOperations;
import dev.plinth.storage.internal.download.FileTarget;
import dev.plinth.storage.internal.integrity.Etags;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.transfer.ParallelDownload;
import dev.plinth.storage.transfer.ParallelDownloadOptions;
import dev.plinth.storage.transfer.SourceChangedException;
import dev.plinth.storage.transfer.internal.RunControl;
import dev.plinth.storage.transfer.internal.TransferProgress;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The implementation of a parallel download. */
public final class DownloadHandle implements ParallelDownload {

    private static final String NAME = "storage.parallelDownload";
    private static final int MOST_RESTARTS = 3;
    private static final int BUFFER = 64 * 1024;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final LiveConnection connection;
    private final ObjectKey at;
    private final Path file;
    private final DownloadSettings settings;
    private final TransferProgress progress;
    private final RunControl control = new RunControl();

    private DownloadHandle(LiveConnection connection, ObjectKey at, Path file, DownloadSettings settings) {
        this.connection = connection;
        this.at = at;
        this.file = file;
        this.settings = settings;
        this.progress = new TransferProgress(settings.listener(), connection.timing());
    }

    /** Prepares a download. Nothing is sent, and no file is touched. */
    public static ParallelDownload of(
            Connection connection, ObjectKey at, Path file, Consumer<? super ParallelDownloadOptions> options) {
        DownloadSettings settings = Arguments.configured(new DownloadSettings(), options, "options");
        return new DownloadHandle(LiveConnection.of(connection), at, file, settings);
    }

    @Override
    public ObjectInfo run() {
        return run(connection);
    }

    @Override
    public CompletableFuture<ObjectInfo> start() {
        return connection.async(this::run);
    }

    private ObjectInfo run(LiveConnection bound) {
        for (int restarts = 0; ; restarts++) {
            try {
                return once(bound);
            } catch (SourceChangedException e) {
                if (restarts == MOST_RESTARTS) {
                    throw e;
                }
            } catch (IOException e) {
                throw new LocalIOException(NAME + ": " + file + " could not be written: " + e + " " + about(), null, e);
            }
        }
    }

    private ObjectInfo once(LiveConnection bound) throws IOException {
        FileTarget target = FileTarget.of(file);
        if (!target.replaceable()) {
            return control.run(bound, what(), this::plain);
        }
        AtomicReference<@Nullable ObjectInfo> downloaded = new AtomicReference<>();
        ObjectInfo small = control.run(bound, what(), view -> {
            ObjectInfo info = InfoOperations.info(view, at);
            downloaded.set(isInParts(view, info) ? info : null);
            return downloaded.get() == null ? plain(view, info) : info;
        });
        if (downloaded.get() != null) {
            target.fill(empty -> inParts(bound, small, empty));
        }
        return small;
    }

    /** A control plane sends no ETags, which show that all parts belong to one object. */
    private boolean isInParts(LiveConnection view, ObjectInfo info) {
        return info.size().orElse(0) > settings.partSize()
                && info.etag().isPresent()
                && Calls.address(view, Service.STORAGE).isPresent();
    }

    private ObjectInfo plain(LiveConnection view) {
        return plain(view, InfoOperations.info(view, at));
    }

    private ObjectInfo plain(LiveConnection view, ObjectInfo info) {
        try (Download whole = OperationRunner.run(view, DownloadOperations.download(view, at, settings.whole()))) {
            whole.saveTo(file);
        }
        return info;
    }

    private void inParts(LiveConnection bound, ObjectInfo info, Path empty) throws IOException {
        RangedDownload parts =
                new RangedDownload(at, settings, empty, info.size().orElseThrow(), progress);
        ObjectInfo ignored = control.run(bound, what(), view -> {
            try {
                parts.run(view);
            } catch (ApiException e) {
                throw e.status() == RANGE_NOT_SATISFIABLE ? changed() : e;
            }
            return info;
        });
        if (settings.verify() != IntegrityCheck.NEVER) {
            compare(Etags.md5(Optional.of(parts.etag())), empty);
        }
    }

    private SourceChangedException changed() {
        return new SourceChangedException(
                NAME + ": the object became shorter while it was being downloaded " + about(), "download it again");
    }

    private void compare(Optional<String> expected, Path written) throws IOException {
        if (expected.isEmpty()) {
            return;
        }
        MessageDigest digest = Etags.digest();
        try (InputStream in = new FileInputStream(written.toFile())) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        String came = Etags.hex(digest);
        if (!came.equals(expected.get())) {
            throw new IntegrityException(
                    NAME + ": the bytes that came have MD5 " + came + ", the object has " + expected.get() + " "
                            + about(),
                    "download it again");
        }
    }

    private String what() {
        return NAME + " " + about();
    }

    private String about() {
        return "[bucket=" + at.bucket() + ", path=" + at.name() + "]";
    }

    @Override
    public void pause() {
        control.pause();
    }

    @Override
    public void resume() {
        control.resume();
    }

    @Override
    public void abort() {
        control.abort();
    }

    @Override
    public Progress progress() {
        return progress.latest();
    }

    @Override
    public String toString() {
        return "ParallelDownload" + about();
    }
}
