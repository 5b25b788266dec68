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

    /** The object at the key. */
    enum Found {
        /** The object of this upload. */
        OURS,
        /** Another object. */
        OTHER,
        /** No object, or none that the credential may read. */
        NOTHING
    }

    /** Checks whether the object is the one that this upload created. */
    Found find() {
        try {
            Optional<String> there = InfoOperations.info(connection, plan.at()).version();
            boolean known = version.isPresent() && there.isPresent();
            return !known ? Found.NOTHING : there.equals(version) ? Found.OURS : Found.OTHER;
        } catch (NotFoundException | PermissionDeniedException e) {
            return Found.NOTHING;
        }
    }

    /**
     * Compares.
     *
     * @throws IntegrityException if the stored bytes differ, or cannot be checked
     * @throws UploadInterruptedException if the comparison failed for now
     */
    StoredObject compare(UploadDigest digest, long length) {
        if (plan.verify() == IntegrityCheck.NEVER) {
            return stored(Optional.empty(), Optional.empty());
        }
        ObjectInfo there;
        try {
            there = InfoOperations.info(connection, plan.at());
        } catch (NotFoundException | PermissionDeniedException e) {
            if (plan.signed() && plan.verify() == IntegrityCheck.AUTO) {
                return stored(Optional.empty(), Optional.empty());
            }
            throw unverified(e);
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            throw new UploadInterruptedException(
                    plan.says("the object is stored, but could not be compared with its source: " + e.getMessage()),
                    length,
                    e);
        }
        if (version.isPresent() && there.version().isPresent() && !version.equals(there.version())) {
            // Another writer has replaced the object since: it is not compared.
            return stored(Optional.empty(), Optional.empty());
        }
        Optional<String> etag = Etags.md5(there.etag());
        Optional<String> expected = etag.isPresent() ? digest.md5(length) : etag;
        boolean otherSize = there.size().orElse(length) != length;
        boolean otherBytes = expected.isPresent() && !expected.equals(etag);
        if (otherSize || otherBytes) {
            throw differing(there, length, expected);
        }
        return stored(there.id(), there.etag());
    }

    private StoredObjectRecord stored(Optional<String> id, Optional<String> etag) {
        return new StoredObjectRecord(plan.at().bucket(), plan.at().name(), id, etag, version);
    }

    private IntegrityException unverified(PlinthException cause) {
        IntegrityException exception = new IntegrityException(
                plan.says("the server said that the object is stored, but it cannot be read: " + cause.getMessage()),
                "check whether it exists; a credential that may not read needs verify(IntegrityCheck.NEVER)");
        exception.initCause(cause);
        return exception;
    }

    private IntegrityException differing(ObjectInfo there, long length, Optional<String> md5) {
        boolean deleted = discard();
        return new IntegrityException(
                plan.says("the source has " + length + " bytes"
                        + md5.map(hex -> " with MD5 " + hex).orElse("") + ", but "
                        + there.size().orElse(-1) + " with etag "
                        + there.etag().orElse("unknown") + " are stored"),
                deleted ? "the stored object was deleted; upload it again" : "upload it again");
    }

    /** Deletes the object of this upload unless it may have replaced another one; returns whether it did. */
    boolean discard() {
        if (plan.upsert() || plan.signed()) {
            return false;
        }
        try {
            DeleteBatches.one(connection, plan.at());
            return true;
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return false;
        }
    }
}
