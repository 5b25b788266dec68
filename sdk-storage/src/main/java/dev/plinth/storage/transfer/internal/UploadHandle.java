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

/** A resumable upload in the program's hands. */
public final class UploadHandle implements ResumableUpload {

    private final LiveConnection connection;
    private final UploadPlan plan;
    private final Content content;
    private final @Nullable JournalDirectory directory;
    private final Fingerprint fingerprint;
    /** Whether it only continues what is in the journal, and begins nothing. */
    private final boolean continuing;

    private final TransferProgress progress;
    private final RunControl control = new RunControl();
    private final AtomicBoolean terminating = new AtomicBoolean();
    private final CompletableFuture<Boolean> termination = new CompletableFuture<>();
    private @Nullable UploadSource source;
    private @Nullable JournalSlot slot;
    private @Nullable UploadEngine engine;
    private boolean abortedByListener;

    private UploadHandle(
            LiveConnection connection,
            UploadPlan plan,
            Content content,
            @Nullable JournalDirectory directory,
            Fingerprint fingerprint,
            boolean continuing) {
        this.continuing = continuing;
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
     * @throws IllegalArgumentException if the content cannot be uploaded in this way
     */
    public static ResumableUpload of(
            Connection connection, ObjectKey at, Content content, Consumer<? super ResumableUploadOptions> options) {
        UploadSettings settings = Arguments.configured(new UploadSettings(), options, "options");
        Path journal = settings.journal();
        if (!content.repeatable() && !(content instanceof StreamContent)) {
            throw new IllegalArgumentException(
                    "a content that can be written only once cannot be uploaded in chunks: use Content.ofStream");
        }
        if (journal != null && !(content instanceof FileContent)) {
            throw new IllegalArgumentException(
                    "a journal needs a file: nothing else can be read again by another process");
        }
        return new UploadHandle(
                LiveConnection.of(connection),
                settings.plan(at, content),
                content,
                journal == null ? null : new JournalDirectory(journal),
                settings.fingerprint(),
                false);
    }

    /** Prepares the continuation of an upload in a journal. */
    static UploadHandle of(LiveConnection connection, JournalDirectory directory, JournalRecord journaled) {
        return new UploadHandle(
                connection,
                journaled.plan(),
                FileContent.of(journaled.source()),
                directory,
                journaled.fingerprint().kind(),
                true);
    }

    @Override
    public String bucket() {
        return plan.at().bucket();
    }

    @Override
    public String key() {
        return plan.at().name();
    }

    @Override
    public StoredObject run() {
        return run(connection);
    }

    @Override
    public CompletableFuture<StoredObject> start() {
        return connection.async(this::run);
    }

    private StoredObject run(LiveConnection bound) {
        try {
            return control.run(bound, what(), view -> locked(view, engine -> engine.run(view)));
        } catch (CallCancelledException e) {
            if (abortedByListener) {
                boolean ignored = terminate();
            }
            throw e;
        }
    }

    private String what() {
        return TusOperations.NAME + " " + plan.about();
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
        if (!control.end()) {
            abortedByListener = true;
            return true;
        }
        return terminate();
    }

    private boolean terminate() {
        if (terminating.compareAndSet(false, true)) {
            try {
                termination.complete(locked(connection, engine -> engine.terminate(connection)));
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

    /** Works with the engine while no other process works on the same upload of the journal. */
    private <T> T locked(LiveConnection view, Function<UploadEngine, T> work) {
        if (directory == null) {
            return work.apply(engine(view, null));
        }
        if (slot == null) {
            directory.create();
            FileSource file = (FileSource) source();
            slot = JournalSlot.of(
                    directory,
                    connection.url().toString(),
                    plan,
                    SourceFingerprint.of(file, fingerprint),
                    file.file(),
                    connection.timing().now());
        }
        JournalLocks.Held held = slot.lock();
        try {
            return work.apply(engine(view, slot));
        } finally {
            held.close();
        }
    }

    private UploadEngine engine(LiveConnection view, @Nullable JournalSlot journal) {
        UploadEngine made = engine;
        if (made == null) {
            made = new UploadEngine(plan, source(), progress, journal == null ? UploadJournal.NONE : journal, control);
            if (journal != null) {
                takeUp(view, journal, made);
            }
            engine = made;
        }
        return made;
    }

    /** Continues what the journal knows of this upload; an upload of what the file was before, or otherwise, is given up. */
    private void takeUp(LiveConnection view, JournalSlot journal, UploadEngine made) {
        JournalRecord earlier = journal.read().orElse(null);
        if (earlier != null && journal.continues(earlier)) {
            made.continues(new UploadAddress(earlier.uploadId(), ""));
            return;
        }
        if (continuing) {
            throw earlier == null
                    ? new UploadInUseException(plan.says("another process has ended this upload meanwhile"))
                    : new SourceChangedException(
                            plan.says("the file " + earlier.source() + " is not what it was when its upload began"),
                            "upload it anew; the journal's file can be deleted");
        }
        if (earlier != null) {
            giveUp(view, earlier);
            journal.delete();
        }
    }

    private static void giveUp(LiveConnection view, JournalRecord earlier) {
        try {
            if (!earlier.signed()) {
                Done ignored = OperationRunner.run(
                        view, TusOperations.terminate(earlier.plan(), new UploadAddress(earlier.uploadId(), "")));
            }
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            // It expires there by itself.
        }
    }

    private UploadSource source() {
        UploadSource made = source;
        if (made == null) {
            made = content instanceof FileContent file
                    ? FileSource.of(file.file())
                    : content instanceof StreamContent stream ? new StreamSource(stream) : new ContentSource(content);
            source = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return "ResumableUpload" + plan.about();
    }
}
