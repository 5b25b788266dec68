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
    private static final int MAX_RESTARTS = 3;
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final LiveConnection connection;
    private final ObjectKey object;
    private final Path file;
    private final DownloadSettings settings;
    private final TransferProgress progress;
    private final RunControl control = new RunControl();

    private DownloadHandle(LiveConnection connection, ObjectKey object, Path file, DownloadSettings settings) {
        this.connection = connection;
        this.object = object;
        this.file = file;
        this.settings = settings;
        this.progress = new TransferProgress(settings.listener(), connection.timing());
    }

    /** Prepares a download. Nothing is sent, and no file is touched. */
    public static ParallelDownload of(
            Connection connection, ObjectKey object, Path file, Consumer<? super ParallelDownloadOptions> options) {
        DownloadSettings settings = Arguments.configured(new DownloadSettings(), options, "options");
        return new DownloadHandle(LiveConnection.of(connection), object, file, settings);
    }

    @Override
    public ObjectInfo run() {
        return run(connection);
    }

    @Override
    public CompletableFuture<ObjectInfo> start() {
        return connection.async(this::run);
    }

    private ObjectInfo run(LiveConnection callConnection) {
        for (int restarts = 0; ; restarts++) {
            try {
                return runOnce(callConnection);
            } catch (SourceChangedException e) {
                if (restarts == MAX_RESTARTS) {
                    throw e;
                }
            } catch (IOException e) {
                throw new LocalIOException(
                        NAME + ": " + file + " could not be written: " + e + " " + object.describe(), null, e);
            }
        }
    }

    private ObjectInfo runOnce(LiveConnection callConnection) throws IOException {
        FileTarget target = FileTarget.of(file);
        if (!target.isReplaceable()) {
            return control.run(callConnection, description(), this::downloadWhole);
        }
        AtomicReference<@Nullable ObjectInfo> largeObject = new AtomicReference<>();
        ObjectInfo info = control.run(callConnection, description(), runConnection -> {
            ObjectInfo current = InfoOperations.get(runConnection, object);
            largeObject.set(needsParts(runConnection, current) ? current : null);
            return largeObject.get() == null ? downloadWhole(runConnection, current) : current;
        });
        if (largeObject.get() != null) {
            target.replace(temporaryFile -> downloadInParts(callConnection, info, temporaryFile));
        }
        return info;
    }

    /**
     * Downloads in parts need ETags to check that all parts belong to one object. A control plane does not send them.
     */
    private boolean needsParts(LiveConnection runConnection, ObjectInfo info) {
        return info.size().orElse(0) > settings.partSize()
                && info.etag().isPresent()
                && Calls.address(runConnection, Service.STORAGE).isPresent();
    }

    private ObjectInfo downloadWhole(LiveConnection runConnection) {
        return downloadWhole(runConnection, InfoOperations.get(runConnection, object));
    }

    private ObjectInfo downloadWhole(LiveConnection runConnection, ObjectInfo info) {
        try (Download whole = OperationRunner.run(
                runConnection, DownloadOperations.download(runConnection, object, settings.whole()))) {
            whole.saveTo(file);
        }
        return info;
    }

    private void downloadInParts(LiveConnection callConnection, ObjectInfo info, Path temporaryFile)
            throws IOException {
        RangedDownload parts =
                new RangedDownload(object, settings, temporaryFile, info.size().orElseThrow(), progress);
        ObjectInfo ignored = control.run(callConnection, description(), runConnection -> {
            try {
                parts.run(runConnection);
            } catch (ApiException e) {
                throw e.status() == RANGE_NOT_SATISFIABLE ? changed() : e;
            }
            return info;
        });
        if (settings.verify() != IntegrityCheck.NEVER) {
            verify(Etags.md5(Optional.of(parts.etag())), temporaryFile);
        }
    }

    private SourceChangedException changed() {
        return new SourceChangedException(
                NAME + ": the object became shorter while it was being downloaded " + object.describe(),
                "download it again");
    }

    private void verify(Optional<String> expected, Path written) throws IOException {
        if (expected.isEmpty()) {
            return;
        }
        MessageDigest digest = Etags.digest();
        try (InputStream in = new FileInputStream(written.toFile())) {
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        String actual = Etags.hex(digest);
        if (!actual.equals(expected.get())) {
            throw new IntegrityException(
                    NAME + ": the received bytes have the MD5 " + actual + ", but the object has " + expected.get()
                            + " " + object.describe(),
                    "download it again");
        }
    }

    private String description() {
        return NAME + " " + object.describe();
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
        return "ParallelDownload" + object.describe();
    }
}
