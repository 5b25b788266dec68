package dev.plinth.storage.transfer.internal;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Progress;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.content.FileContent;
import dev.plinth.core.internal.content.StreamContent;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.Fingerprint;
import dev.plinth.storage.transfer.ResumableUpload;
import dev.plinth.storage.transfer.ResumableUploadOptions;
import dev.plinth.storage.transfer.SourceChangedException;
import dev.plinth.storage.transfer.UploadInUseException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The implementation of a resumable upload. */
public final class UploadHandle implements ResumableUpload {

    private final LiveConnection connection;
    private final UploadPlan plan;
    private final Content content;
    private final @Nullable JournalDirectory directory;
    private final Fingerprint fingerprint;
    /** Whether the upload may only be resumed from the journal, and not be started. */
    private final boolean resumeOnly;

    private final TransferProgress progress;
    private final RunControl control = new RunControl();
    private final AtomicBoolean terminating = new AtomicBoolean();
    private final CompletableFuture<Boolean> termination = new CompletableFuture<>();
    private @Nullable UploadSource source;
    private @Nullable JournalSlot journalSlot;
    private @Nullable UploadEngine engine;
    private boolean abortedByListener;

    private UploadHandle(
            LiveConnection connection,
            UploadPlan plan,
            Content content,
            @Nullable JournalDirectory directory,
            Fingerprint fingerprint,
            boolean resumeOnly) {
        this.resumeOnly = resumeOnly;
        this.connection = connection;
        this.plan = plan;
        this.content = content;
        this.directory = directory;
        this.fingerprint = fingerprint;
        this.progress = new TransferProgress(plan.listener(), connection.timing());
    }

    /**
     * Prepares an upload. Nothing is sent, and the source is not read.
     *
     * @throws IllegalArgumentException if the content cannot be uploaded in chunks, or cannot be used with a journal
     */
    public static ResumableUpload of(
            Connection connection,
            ObjectKey object,
            Content content,
            Consumer<? super ResumableUploadOptions> options) {
        UploadSettings settings = Arguments.configured(new UploadSettings(), options, "options");
        Path journal = settings.journal();
        if (!content.repeatable() && !(content instanceof StreamContent)) {
            throw new IllegalArgumentException(
                    "content that can be written only once cannot be uploaded in chunks: use Content.ofStream");
        }
        if (journal != null && !(content instanceof FileContent)) {
            throw new IllegalArgumentException(
                    "a journal requires a file, because another process cannot read other content again");
        }
        return new UploadHandle(
                LiveConnection.of(connection),
                settings.plan(object, content),
                content,
                journal == null ? null : new JournalDirectory(journal),
                settings.fingerprint(),
                false);
    }

    /** Prepares to resume an upload of a journal. */
    static UploadHandle of(LiveConnection connection, JournalDirectory directory, JournalRecord journalRecord) {
        return new UploadHandle(
                connection,
                journalRecord.plan(),
                FileContent.of(journalRecord.source()),
                directory,
                journalRecord.fingerprint().kind(),
                true);
    }

    @Override
    public String bucket() {
        return plan.object().bucket();
    }

    @Override
    public String key() {
        return plan.object().name();
    }

    @Override
    public StoredObject run() {
        return run(connection);
    }

    @Override
    public CompletableFuture<StoredObject> start() {
        return connection.async(this::run);
    }

    private StoredObject run(LiveConnection callConnection) {
        try {
            return control.run(
                    callConnection,
                    description(),
                    runConnection -> withLock(runConnection, engine -> engine.run(runConnection)));
        } catch (CallCancelledException e) {
            if (abortedByListener) {
                boolean ignored = terminate();
            }
            throw e;
        }
    }

    private String description() {
        return TusOperations.NAME + " " + plan.describe();
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
    public boolean abort() {
        if (!control.abortAndWait()) {
            abortedByListener = true;
            return true;
        }
        return terminate();
    }

    private boolean terminate() {
        if (terminating.compareAndSet(false, true)) {
            try {
                termination.complete(withLock(connection, engine -> engine.terminate(connection)));
            } catch (PlinthException e) {
                terminating.set(false);
                throw e;
            }
        }
        return connection.await(termination, "the end of an upload");
    }

    @Override
    public Progress progress() {
        return progress.latest();
    }

    /** Runs work while the upload is locked in the journal, so that no other process changes it. */
    private <T> T withLock(LiveConnection runConnection, Function<UploadEngine, T> work) {
        if (directory == null) {
            return work.apply(engine(runConnection, null));
        }
        if (journalSlot == null) {
            directory.create();
            FileSource file = (FileSource) source();
            journalSlot = JournalSlot.of(
                    directory,
                    connection.url().toString(),
                    plan,
                    SourceFingerprint.of(file, fingerprint),
                    file.file(),
                    connection.timing().now());
        }
        JournalLocks.JournalLock lock = journalSlot.lock();
        try {
            return work.apply(engine(runConnection, journalSlot));
        } finally {
            lock.close();
        }
    }

    private UploadEngine engine(LiveConnection runConnection, @Nullable JournalSlot journal) {
        UploadEngine created = engine;
        if (created == null) {
            created =
                    new UploadEngine(plan, source(), progress, journal == null ? UploadJournal.NONE : journal, control);
            if (journal != null) {
                resumeFromJournal(runConnection, journal, created);
            }
            engine = created;
        }
        return created;
    }

    /**
     * Resumes the upload of the journal, if there is one with the same file and options. Any other upload in this entry
     * of the journal is deleted.
     */
    private void resumeFromJournal(LiveConnection runConnection, JournalSlot journal, UploadEngine created) {
        JournalRecord earlier = journal.read().orElse(null);
        if (earlier != null && journal.resumes(earlier)) {
            created.resume(new UploadAddress(earlier.uploadId(), ""));
            return;
        }
        if (resumeOnly) {
            throw earlier == null
                    ? new UploadInUseException(plan.message("another process has finished this upload"))
                    : new SourceChangedException(
                            plan.message("the file " + earlier.source() + " has changed since the upload was started"),
                            "start a new upload; the journal file can be deleted");
        }
        if (earlier != null) {
            terminateEarlier(runConnection, earlier);
            journal.delete();
        }
    }

    private static void terminateEarlier(LiveConnection runConnection, JournalRecord earlier) {
        try {
            if (!earlier.signed()) {
                Done ignored = OperationRunner.run(
                        runConnection,
                        TusOperations.terminate(earlier.plan(), new UploadAddress(earlier.uploadId(), "")));
            }
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            // The server deletes the upload when it expires.
        }
    }

    private UploadSource source() {
        UploadSource created = source;
        if (created == null) {
            created = content instanceof FileContent file
                    ? FileSource.of(file.file())
                    : content instanceof StreamContent stream ? new StreamSource(stream) : new ContentSource(content);
            source = created;
        }
        return created;
    }

    @Override
    public String toString() {
        return "ResumableUpload" + plan.describe();
    }
}
