package dev.plinth.storage.transfer.internal;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.PlinthException;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.IntegrityException;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.integrity.Etags;
import dev.plinth.storage.internal.object.DeleteBatches;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.internal.object.StoredObjectRecord;
import dev.plinth.storage.transfer.UploadInterruptedException;
import java.util.Optional;

/** Compares the stored object with the source, as far as the server reports it. */
final class StoredCheck {

    private final Connection connection;
    private final UploadPlan plan;
    private final Optional<String> version;

    StoredCheck(Connection connection, UploadPlan plan, Optional<String> version) {
        this.connection = connection;
        this.plan = plan;
        this.version = version;
    }

    /** Which object exists with the key of the upload. */
    enum StoredState {
        /** The object of this upload. */
        STORED,
        /** An object that another writer stored. */
        OTHER,
        /** No object, or an object that the credential must not read. */
        MISSING
    }

    /** Finds out whether this upload stored the object. */
    StoredState findState() {
        try {
            Optional<String> found =
                    InfoOperations.get(connection, plan.object()).version();
            boolean comparable = version.isPresent() && found.isPresent();
            return !comparable ? StoredState.MISSING : found.equals(version) ? StoredState.STORED : StoredState.OTHER;
        } catch (NotFoundException | PermissionDeniedException e) {
            return StoredState.MISSING;
        }
    }

    /**
     * Compares the stored object with the source.
     *
     * @throws IntegrityException if the stored bytes differ or cannot be compared
     * @throws UploadInterruptedException if the comparison failed temporarily
     */
    StoredObject compare(UploadDigest digest, long length) {
        if (plan.verify() == IntegrityCheck.NEVER) {
            return toStoredObject(Optional.empty(), Optional.empty());
        }
        ObjectInfo info;
        try {
            info = InfoOperations.get(connection, plan.object());
        } catch (NotFoundException | PermissionDeniedException e) {
            if (plan.signed() && plan.verify() == IntegrityCheck.AUTO) {
                return toStoredObject(Optional.empty(), Optional.empty());
            }
            throw notVerified(e);
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            throw new UploadInterruptedException(
                    plan.message("the object is stored, but comparing it with the source failed: " + e.getMessage()),
                    length,
                    e);
        }
        if (version.isPresent() && info.version().isPresent() && !version.equals(info.version())) {
            // Another writer has replaced the object since: it is not compared.
            return toStoredObject(Optional.empty(), Optional.empty());
        }
        Optional<String> etag = Etags.md5(info.etag());
        Optional<String> expected = etag.isPresent() ? digest.md5(length) : etag;
        boolean sizeDiffers = info.size().orElse(length) != length;
        boolean digestDiffers = expected.isPresent() && !expected.equals(etag);
        if (sizeDiffers || digestDiffers) {
            throw contentDiffers(info, length, expected);
        }
        return toStoredObject(info.id(), info.etag());
    }

    private StoredObjectRecord toStoredObject(Optional<String> id, Optional<String> etag) {
        return new StoredObjectRecord(plan.object().bucket(), plan.object().name(), id, etag, version);
    }

    private IntegrityException notVerified(PlinthException cause) {
        IntegrityException exception = new IntegrityException(
                plan.message("the server reported that the object was stored, but its metadata cannot be read: "
                        + cause.getMessage()),
                "check whether the object exists; if the credential must not read objects, use"
                        + " verify(IntegrityCheck.NEVER)");
        exception.initCause(cause);
        return exception;
    }

    private IntegrityException contentDiffers(ObjectInfo info, long length, Optional<String> md5) {
        boolean deleted = deleteStored();
        return new IntegrityException(
                plan.message("the source has " + length + " bytes"
                        + md5.map(hex -> " with MD5 " + hex).orElse("") + ", but "
                        + info.size().orElse(-1) + " bytes with etag "
                        + info.etag().orElse("unknown") + " are stored"),
                deleted ? "the stored object was deleted; upload it again" : "upload it again");
    }

    /** Deletes the stored object, unless it may have replaced another one. Returns whether it was deleted. */
    boolean deleteStored() {
        if (plan.upsert() || plan.signed()) {
            return false;
        }
        try {
            DeleteBatches.deleteOne(connection, plan.object());
            return true;
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return false;
        }
    }
}
