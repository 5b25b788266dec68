package dev.plinth.storage.transfer.internal;

import dev.plinth.core.ApiException;
import dev.plinth.core.ConflictException;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.storage.IntegrityException;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.transfer.LostUpload;
import dev.plinth.storage.transfer.SourceChangedException;
import dev.plinth.storage.transfer.UploadLostException;
import dev.plinth.storage.transfer.internal.StoredCheck.StoredState;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Uploads content piece by piece. Only the server knows how many bytes it has received: after any unexpected response,
 * the upload requests the offset and continues from there. Keeps its state over several runs. Not thread-safe.
 */
final class UploadEngine {

    private static final int MAX_RESTARTS = 3;

    private final UploadPlan plan;
    private final UploadSource source;
    private final UploadDigest digest;
    private final TransferProgress progress;
    private final UploadJournal journal;
    private final RunControl control;
    private @Nullable UploadAddress address;
    private @Nullable StoredObject result;
    /** Whether the length of the content was declared to the server. */
    private boolean lengthDeclared;
    /** Whether the server confirmed that it stored the object. Having received the last byte is not sufficient. */
    private boolean stored;

    private long offset;
    private int restarts;

    UploadEngine(
            UploadPlan plan,
            UploadSource source,
            TransferProgress progress,
            UploadJournal journal,
            RunControl control) {
        this.control = control;
        this.plan = plan;
        this.source = source;
        this.digest = new UploadDigest(source);
        this.progress = progress;
        this.journal = journal;
    }

    /** Resumes an upload that another process started. */
    void resume(UploadAddress uploadAddress) {
        address = uploadAddress;
    }

    /** Uploads the bytes that the server does not have yet. */
    StoredObject run(LiveConnection connection) {
        if (result != null) {
            return result;
        }
        restarts = 0;
        UploadFailures failures = new UploadFailures(plan);
        synchronize(connection, failures, null);
        progress.start(offset, source.length());
        while (!isComplete()) {
            UploadSource.Piece piece = source.piece(offset, plan.chunkSize());
            try {
                send(connection, piece);
                failures.reportOffset(offset);
            } catch (PlinthException e) {
                synchronize(connection, failures, e);
            }
        }
        progress.update(offset, source.length());
        return finish(connection);
    }

    private boolean isComplete() {
        return stored && allReceived();
    }

    private boolean allReceived() {
        OptionalLong length = source.length();
        return lengthDeclared && length.isPresent() && offset == length.getAsLong();
    }

    private void send(LiveConnection connection, UploadSource.Piece piece) {
        OptionalLong length = source.length();
        OptionalLong lengthToDeclare = lengthDeclared ? OptionalLong.empty() : length;
        PieceContent content = new PieceContent(piece, digest, progress, length, control);
        long reached;
        try {
            reached = OperationRunner.run(
                    connection, TusOperations.append(plan, currentAddress(), piece.offset(), content, lengthToDeclare));
        } catch (LocalIOException e) {
            source.check();
            throw e;
        } finally {
            control.setUncancellable(false);
        }
        if (reached != piece.end()) {
            throw new ResponseFormatException(
                    plan.message("the server reported the offset " + reached + " instead of " + piece.end()),
                    null,
                    null);
        }
        lengthDeclared |= lengthToDeclare.isPresent();
        stored = piece.last();
        acknowledge(reached);
    }

    private void acknowledge(long reached) {
        offset = reached;
        digest.acknowledge(reached);
        journal.save(currentAddress(), reached);
    }

    private UploadAddress currentAddress() {
        if (address == null) {
            throw new IllegalStateException("the upload is not created yet");
        }
        return address;
    }

    /**
     * Creates the upload, or requests its offset, and repeats this until it succeeds or fails permanently.
     *
     * @param failure the failure that made this necessary; null if there was none
     */
    private void synchronize(LiveConnection connection, UploadFailures failures, @Nullable PlinthException failure) {
        PlinthException reason = failure;
        while (true) {
            if (reason != null && handleFailure(connection, failures, reason)) {
                return;
            }
            try {
                if (address == null) {
                    create(connection);
                } else {
                    requestOffset(connection, currentAddress());
                }
            } catch (PlinthException e) {
                reason = e;
                continue;
            }
            failures.reportOffset(offset);
            if (reason != null && UploadFailures.isConflict(reason) && !isComplete()) {
                resolveConflict(connection, reason);
            }
            return;
        }
    }

    /**
     * Handles the response that the object exists. This upload stored it if the server received all bytes and no object
     * of another writer is visible. An object that the credential must not read may have been stored by a request whose
     * response was lost.
     */
    private void resolveConflict(LiveConnection connection, PlinthException conflict) {
        if (!allReceived() || storedCheck(connection).findState() == StoredState.OTHER) {
            throw conflict;
        }
        stored = true;
    }

    /**
     * Handles a failure: waits, or prepares a restart. It does not wait after a conflict, because the existing object
     * may be the object of this upload.
     *
     * @return true if the object of this upload is stored
     */
    private boolean handleFailure(LiveConnection connection, UploadFailures failures, PlinthException reason) {
        boolean conflict = UploadFailures.isConflict(reason);
        if (address == null && conflict) {
            throw reason;
        }
        if (address != null && UploadFailures.isGone(reason)) {
            return handleMissingUpload(connection, reason);
        }
        if (!conflict) {
            progress.attempt();
            failures.handle(connection, reason);
        }
        return false;
    }

    /** Handles a missing upload: it has become an object, has expired, or was deleted. */
    private boolean handleMissingUpload(LiveConnection connection, PlinthException reason) {
        if (source.length().isPresent() && storedCheck(connection).findState() == StoredState.STORED) {
            markStored();
            return true;
        }
        journal.delete();
        reset();
        if (plan.whenLost() == LostUpload.FAIL || restarts == MAX_RESTARTS) {
            throw lost("the server no longer has the upload", "call run() again: the upload starts again", reason);
        }
        if (!source.canReadFrom(0)) {
            throw lost(
                    "the server no longer has the upload", "start a new upload: a stream cannot be read again", reason);
        }
        restarts++;
        return false;
    }

    private void markStored() {
        lengthDeclared = true;
        stored = true;
        offset = source.length().orElseThrow();
    }

    private void reset() {
        address = null;
        offset = 0;
        lengthDeclared = false;
        stored = false;
        digest.reset();
    }

    private UploadLostException lost(String problem, String hint, @Nullable PlinthException reason) {
        return new UploadLostException(plan.message(problem), hint, reason);
    }

    private void create(LiveConnection connection) {
        if (source.length().isEmpty() && !connection.capturingCurl()) {
            // If the stream ends with its first piece, the length can be declared when the upload is created.
            UploadSource.Piece ignored = source.piece(0, plan.chunkSize());
        }
        source.check();
        OptionalLong length = source.length();
        try {
            address = OperationRunner.run(connection, TusOperations.create(plan, length));
        } catch (ConflictException e) {
            if (e.attempts() == 1 || length.orElse(1) > 0 || !emptyObjectExists(connection)) {
                throw e;
            }
            // Creating an empty upload stores the object: a retry may find the object of its first attempt.
            address = new UploadAddress("", "");
        }
        lengthDeclared = length.isPresent();
        stored = length.orElse(1) == 0;
        offset = 0;
        journal.save(currentAddress(), 0);
    }

    private boolean emptyObjectExists(LiveConnection connection) {
        try {
            return InfoOperations.get(connection, plan.object()).size().orElse(-1) == 0;
        } catch (ApiException e) {
            return false;
        }
    }

    private void requestOffset(LiveConnection connection, UploadAddress uploadAddress) {
        TusOperations.Status status = status(connection, uploadAddress);
        OptionalLong length = source.length();
        if (status.length().isPresent() && !status.length().equals(length)) {
            throw lost(
                    "the upload was declared with " + status.length().getAsLong() + " bytes, but the source has "
                            + (length.isPresent() ? length.getAsLong() + " bytes" : "another length"),
                    "start a new upload",
                    null);
        }
        boolean mayBeStored = status.offset() < offset || status.length().equals(OptionalLong.of(status.offset()));
        if (mayBeStored && length.isPresent() && storedCheck(connection).findState() == StoredState.STORED) {
            // Some backends report an upload as missing after it has become an object.
            markStored();
            return;
        }
        if (!source.canReadFrom(status.offset())) {
            throw lost(
                    "the server has " + status.offset() + " bytes, although it had acknowledged " + offset,
                    "start a new upload: a stream cannot be read again",
                    null);
        }
        lengthDeclared = status.length().isPresent();
        acknowledge(status.offset());
    }

    /**
     * Requests the status. The response to a HEAD has no body, so an expired token cannot be distinguished from an
     * invalid request. A GET then returns the reason, and the token is refreshed.
     */
    private TusOperations.Status status(LiveConnection connection, UploadAddress uploadAddress) {
        try {
            return OperationRunner.run(connection, TusOperations.status(plan, uploadAddress));
        } catch (InvalidRequestException e) {
            if (plan.signed()) {
                throw e;
            }
        }
        try {
            ObjectInfo ignored = InfoOperations.get(connection, plan.object());
        } catch (NotFoundException e) {
            // Expected: the object is still being uploaded.
        }
        return OperationRunner.run(connection, TusOperations.status(plan, uploadAddress));
    }

    private StoredCheck storedCheck(LiveConnection connection) {
        return new StoredCheck(connection, plan, address == null ? Optional.empty() : address.version());
    }

    private StoredObject finish(LiveConnection connection) {
        StoredCheck check = storedCheck(connection);
        try {
            source.check();
            result = check.compare(digest, offset);
        } catch (SourceChangedException e) {
            journal.delete();
            reset();
            check.deleteStored();
            throw e;
        } catch (IntegrityException e) {
            journal.delete();
            reset();
            throw e;
        }
        journal.delete();
        source.close();
        return result;
    }

    /**
     * Deletes the upload on the server.
     *
     * @return false if the object is already stored
     */
    boolean terminate(LiveConnection connection) {
        boolean deleted = result == null;
        if (deleted && address != null) {
            try {
                Done ignored = OperationRunner.run(connection, TusOperations.terminate(plan, currentAddress()));
            } catch (ApiException e) {
                boolean refused = e.status() == 400 || e.status() == 409;
                if (!refused && !UploadFailures.isGone(e)) {
                    throw e;
                }
                deleted = storedCheck(connection).findState() != StoredState.STORED;
            }
        }
        journal.delete();
        source.close();
        return deleted;
    }
}
