package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.Connection;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.transfer.DirectoryProgress;
import dev.plinth.storage.transfer.DirectoryResult;
import dev.plinth.storage.transfer.DirectoryTransfer;
import dev.plinth.storage.transfer.DownloadDirectoryOptions;
import dev.plinth.storage.transfer.SyncOptions;
import dev.plinth.storage.transfer.UploadDirectoryOptions;
import dev.plinth.storage.transfer.internal.RunControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The implementation of a directory transfer. */
public final class DirectoryHandle implements DirectoryTransfer {

    private final LiveConnection connection;
    private final DirectoryPlan plan;
    private final boolean upload;
    private final RunControl control = new RunControl();
    private volatile DirectoryMeter meter;

    DirectoryHandle(Connection connection, DirectoryPlan plan, boolean upload) {
        this.connection = LiveConnection.of(connection);
        this.plan = plan;
        this.upload = upload;
        this.meter = newMeter();
    }

    /** Prepares an upload. Nothing is sent, and nothing is read. */
    public static DirectoryTransfer upload(
            Connection connection,
            String bucket,
            KeyCodec codec,
            Path directory,
            Consumer<? super UploadDirectoryOptions> options) {
        UploadDirectorySettings settings = Arguments.configured(new UploadDirectorySettings(), options, "options");
        return new DirectoryHandle(
                connection, settings.plan("storage.uploadDirectory", bucket, codec, directory), true);
    }

    /** Prepares a download. Nothing is sent, and nothing is read. */
    public static DirectoryTransfer download(
            Connection connection,
            String bucket,
            KeyCodec codec,
            Path directory,
            Consumer<? super DownloadDirectoryOptions> options) {
        DownloadDirectorySettings settings = Arguments.configured(new DownloadDirectorySettings(), options, "options");
        return new DirectoryHandle(
                connection, settings.plan("storage.downloadDirectory", bucket, codec, directory), false);
    }

    /** Prepares a synchronization. Nothing is sent, and nothing is read. */
    public static DirectoryTransfer sync(
            Connection connection,
            String bucket,
            KeyCodec codec,
            Path directory,
            boolean upload,
            Consumer<? super SyncOptions> options) {
        SyncSettings settings = Arguments.configured(new SyncSettings(), options, "options");
        String name = upload ? "storage.syncUp" : "storage.syncDown";
        return new DirectoryHandle(connection, settings.plan(name, bucket, codec, directory), upload);
    }

    private DirectoryMeter newMeter() {
        return new DirectoryMeter(plan.progressListener(), connection.timing());
    }

    @Override
    public DirectoryResult run() {
        return run(connection);
    }

    @Override
    public CompletableFuture<DirectoryResult> start() {
        return connection.async(this::run);
    }

    private DirectoryResult run(LiveConnection callConnection) {
        return control.run(callConnection, plan.name() + " " + plan.describe(), this::runOnce);
    }

    private DirectoryResult runOnce(LiveConnection runConnection) {
        DirectoryMeter runMeter = newMeter();
        meter = runMeter;
        OutcomeLog log = new OutcomeLog(plan);
        FileWorkers workers = new FileWorkers(plan, runConnection, runMeter, log);
        try {
            DirectoryRun run = new DirectoryRun(plan, workers.connection(), workers, log);
            if (upload) {
                upload(run, runMeter);
            } else {
                download(run, runMeter);
            }
        } finally {
            workers.close();
        }
        runMeter.report();
        return log.toReport();
    }

    private static void upload(DirectoryRun run, DirectoryMeter runMeter) {
        UploadWalk walk = new UploadWalk(run);
        walk.walk();
        runMeter.listed();
        run.workers().finish();
        ExtraObjects.delete(run, walk.extras(), run.reasonNotToDelete(walk.sourceIsEmpty()));
    }

    private void download(DirectoryRun run, DirectoryMeter runMeter) {
        ExtraFiles extras = new ExtraFiles(run, connection.timing().now());
        DownloadWalk walk = new DownloadWalk(run, extras);
        walk.walk(createRoot());
        runMeter.listed();
        run.workers().finish();
        extras.delete(run.reasonNotToDelete(walk.sourceIsEmpty()));
    }

    /** Creates the directory, except in a dry run. Returns whether it exists. */
    private boolean createRoot() {
        if (plan.dryRun() || connection.capturingCurl()) {
            return Files.isDirectory(plan.root());
        }
        try {
            if (!Files.isDirectory(plan.root())) {
                Path ignored = Files.createDirectories(plan.root());
            }
            return true;
        } catch (IOException e) {
            throw new LocalIOException("the directory cannot be created: " + plan.root(), null, e);
        }
    }

    @Override
    public void abort() {
        control.abort();
    }

    @Override
    public DirectoryProgress progress() {
        return meter.latest();
    }

    @Override
    public String toString() {
        return "DirectoryTransfer" + plan.describe();
    }
}
