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
import dev.plinth.storage.transfer.internal.StoredCheck.Found;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Uploads piece by piece. The server is the one that knows how much it has: after anything but the expected answer it is
 * asked, and the upload goes on from there. Keeps its state over several runs; used by one thread at a time.
 */
final class UploadEngine {

    private static final int MOST_RESTARTS = 3;

    private final UploadPlan plan;
    private final UploadSource source;
    private final UploadDigest digest;
    private final TransferProgress progress;
    private final UploadJournal journal;
    private final RunControl control;
    private @Nullable UploadAddress address;
    private @Nullable StoredObject result;
    /** Whether the server knows the length of the whole. */
    private boolean declared;
    /** Whether the server said that it made an object of the whole: to have its last byte is not enough. */
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

    /** Continues an upload that another process began. */
    void continues(UploadAddress known) {
        address = known;
    }

    /** Uploads what the server does not have yet. */
    StoredObject run(LiveConnection connection) {
        if (result != null) {
            return result;
        }
        restarts = 0;
        UploadFailures failures = new UploadFailures(plan);
        synchronise(connection, failures, null);
        progress.start(offset, source.length());
        while (!complete()) {
            UploadSource.Piece piece = source.piece(offset, plan.chunkSize());
            try {
                send(connection, piece);
                failures.reached(offset);
            } catch (PlinthException e) {
                synchronise(connection, failures, e);
            }
        }
        progress.at(offset, source.length());
        return finish(connection);
    }

    private boolean complete() {
        return stored && hasAll();
    }

    private boolean hasAll() {
        OptionalLong length = source.length();
        return declared && length.isPresent() && offset == length.getAsLong();
    }

    private void send(LiveConnection connection, UploadSource.Piece piece) {
        OptionalLong length = source.length();
        OptionalLong undeclared = declared ? OptionalLong.empty() : length;
        PieceContent content = new PieceContent(piece, digest, progress, length, control);
        long reached;
        try {
            reached = OperationRunner.run(
                    connection, TusOperations.append(plan, known(), piece.offset(), content, undeclared));
        } catch (LocalIOException e) {
            source.check();
            throw e;
        } finally {
            control.finishing(false);
        }
        if (reached != piece.end()) {
            throw new ResponseFormatException(
                    plan.says("the server has " + reached + " bytes after a request that ended at " + piece.end()),
                    null,
                    null);
        }
        declared |= undeclared.isPresent();
        stored = piece.last();
        acknowledged(reached);
    }

    private void acknowledged(long reached) {
        offset = reached;
        digest.acknowledged(reached);
        journal.save(known(), reached);
    }

    private UploadAddress known() {
        if (address == null) {
            throw new IllegalStateException("the upload is not created yet");
        }
        return address;
    }

    /**
     * Creates the upload, or asks how much the server has of it, as often as that takes.
     *
     * @param failure what happened before; null if nothing did
     */
    private void synchronise(LiveConnection connection, UploadFailures failures, @Nullable PlinthException failure) {
        PlinthException reason = failure;
        while (true) {
            if (reason != null && isSettled(connection, failures, reason)) {
                return;
            }
            try {
                if (address == null) {
                    create(connection);
                } else {
                    ask(connection, known());
                }
            } catch (PlinthException e) {
                reason = e;
                continue;
            }
            failures.reached(offset);
            if (reason != null && UploadFailures.isConflict(reason) && !complete()) {
                settle(connection, reason);
            }
            return;
        }
    }

    /**
     * The object exists, the server says. It is this upload's if the server has all of it and nothing else can be seen at
     * the key: what may not be read may have been stored by a request whose answer was lost.
     */
    private void settle(LiveConnection connection, PlinthException conflict) {
        if (!hasAll() || check(connection).find() == Found.OTHER) {
            throw conflict;
        }
        stored = true;
    }

    /**
     * Deals with a failure: waits, or starts again. The upload itself may be what a refusal says is stored, so that is
     * asked for without waiting.
     *
     * @return true if the upload turned out to be stored
     */
    private boolean isSettled(LiveConnection connection, UploadFailures failures, PlinthException reason) {
        boolean conflict = UploadFailures.isConflict(reason);
        if (address == null && conflict) {
            throw reason;
        }
        if (address != null && UploadFailures.isGone(reason)) {
            return isStoredOrRestarted(connection, reason);
        }
        if (!conflict) {
            progress.attempt();
            failures.count(connection, reason);
        }
        return false;
    }

    /** Handles a missing upload: it has become an object, has expired, or was deleted. */
    private boolean isStoredOrRestarted(LiveConnection connection, PlinthException reason) {
        if (source.length().isPresent() && check(connection).find() == Found.OURS) {
            isStored();
            return true;
        }
        journal.delete();
        forget();
        if (plan.whenLost() == LostUpload.FAIL || restarts == MOST_RESTARTS) {
            throw lost("the server no longer has the upload", "call run() again: the upload starts again", reason);
        }
        if (!source.reaches(0)) {
            throw lost("the server no longer has the upload", "upload it anew: a stream cannot be read again", reason);
        }
        restarts++;
        return false;
    }

    private void isStored() {
        declared = true;
        stored = true;
        offset = source.length().orElseThrow();
    }

    private void forget() {
        address = null;
        offset = 0;
        declared = false;
        stored = false;
        digest.reset();
    }

    private UploadLostException lost(String what, String hint, @Nullable PlinthException reason) {
        return new UploadLostException(plan.says(what), hint, reason);
    }

    private void create(LiveConnection connection) {
        if (source.length().isEmpty() && !connection.capturingCurl()) {
            // If the stream ends with its first piece, its length is known from the start.
            UploadSource.Piece ignored = source.piece(0, plan.chunkSize());
        }
        source.check();
        OptionalLong length = source.length();
        try {
            address = OperationRunner.run(connection, TusOperations.create(plan, length));
        } catch (ConflictException e) {
            if (e.attempts() == 1 || length.orElse(1) > 0 || !isEmptyThere(connection)) {
                throw e;
            }
            // Creating an empty upload stores the object: a retry may find the object of its first attempt.
            address = new UploadAddress("", "");
        }
        declared = length.isPresent();
        stored = length.orElse(1) == 0;
        offset = 0;
        journal.save(known(), 0);
    }

    private boolean isEmptyThere(LiveConnection connection) {
        try {
            return InfoOperations.info(connection, plan.at()).size().orElse(-1) == 0;
        } catch (ApiException e) {
            return false;
        }
    }

    private void ask(LiveConnection connection, UploadAddress at) {
        TusOperations.Status status = status(connection, at);
        OptionalLong length = source.length();
        if (status.length().isPresent() && !status.length().equals(length)) {
            throw lost(
                    "the server's upload has a length of " + status.length().getAsLong() + " bytes, the source "
                            + (length.isPresent() ? length.getAsLong() : "another"),
                    "upload it anew",
                    null);
        }
        boolean doubtful = status.offset() < offset || status.length().equals(OptionalLong.of(status.offset()));
        if (doubtful && length.isPresent() && check(connection).find() == Found.OURS) {
            // Some backends report an upload as missing after it has become an object.
            isStored();
            return;
        }
        if (!source.reaches(status.offset())) {
            throw lost(
                    "the server has " + status.offset() + " bytes, and had acknowledged " + offset,
                    "upload it anew: a stream cannot be read again",
                    null);
        }
        declared = status.length().isPresent();
        acknowledged(status.offset());
    }

    /**
     * The response to a HEAD has no body, so an expired token looks like any bad request. The response to a GET names the
     * reason, and the token is refreshed.
     */
    private TusOperations.Status status(LiveConnection connection, UploadAddress at) {
        try {
            return OperationRunner.run(connection, TusOperations.status(plan, at));
        } catch (InvalidRequestException e) {
            if (plan.signed()) {
                throw e;
            }
        }
        try {
            ObjectInfo ignored = InfoOperations.info(connection, plan.at());
        } catch (NotFoundException e) {
            // The most likely reason: the object is being uploaded.
        }
        return OperationRunner.run(connection, TusOperations.status(plan, at));
    }

    private StoredCheck check(LiveConnection connection) {
        return new StoredCheck(connection, plan, address == null ? Optional.empty() : address.version());
    }

    private StoredObject finish(LiveConnection connection) {
        StoredCheck check = check(connection);
        try {
            source.check();
            result = check.compare(digest, offset);
        } catch (SourceChangedException e) {
            journal.delete();
            forget();
            check.discard();
            throw e;
        } catch (IntegrityException e) {
            journal.delete();
            forget();
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
        boolean gone = result == null;
        if (gone && address != null) {
            try {
                Done ignored = OperationRunner.run(connection, TusOperations.terminate(plan, known()));
            } catch (ApiException e) {
                boolean refused = e.status() == 400 || e.status() == 409;
                if (!refused && !UploadFailures.isGone(e)) {
                    throw e;
                }
                gone = check(connection).find() != Found.OURS;
            }
        }
        journal.delete();
        source.close();
        return gone;
    }
}
