package dev.plinth.storage.internal.upload;

import dev.plinth.core.ApiErrorDetails;
import dev.plinth.core.ApiException;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.content.Spool;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.IntegrityException;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.integrity.DigestPolicy;
import dev.plinth.storage.internal.integrity.DigestingContent;
import dev.plinth.storage.internal.integrity.DigestingContent.Sent;
import dev.plinth.storage.internal.integrity.Etags;
import dev.plinth.storage.internal.object.DeleteBatches;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.internal.object.ObjectInfoRecord;
import dev.plinth.storage.internal.object.StoredObjectRecord;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Uploads an object, and resolves two uncertain outcomes by comparing the object's metadata with the content. If a
 * response is lost, the object may have been stored, and the retry conflicts with it. And the stored bytes may differ
 * from the sent bytes.
 */
public final class Uploader {

    private static final Set<String> ALREADY_EXISTS =
            Set.of("KeyAlreadyExists", "ResourceAlreadyExists", "Duplicate", ErrorCode.CONFLICT.value());

    private final Connection connection;
    private final ObjectKey object;
    private final UploadRequest upload;
    private final boolean verifies;
    private final DigestingContent content;

    private Uploader(Connection connection, ObjectKey object, UploadRequest upload, Spool spool) {
        this.connection = connection;
        this.object = object;
        this.verifies = DigestPolicy.digests(
                upload.verify(), connection, upload.content().length());
        this.content = new DigestingContent(upload.content(), verifies, spool::rereadable);
        this.upload = upload.withContent(content);
    }

    /**
     * Uploads an object.
     *
     * @param content the content; a stream is spooled, so that it can be sent again
     * @param upload creates the request for the content that is sent
     */
    public static StoredObject upload(
            Connection connection, ObjectKey object, Content content, Function<Content, UploadRequest> upload) {
        try (Spool spool = Spool.of(content)) {
            return new Uploader(connection, object, upload.apply(spool.content()), spool).run();
        }
    }

    private StoredObject run() {
        StoredObjectRecord stored;
        try {
            stored = OperationRunner.run(connection, operation());
        } catch (ConflictException e) {
            if (upload.upsert() || !ALREADY_EXISTS.contains(e.code().value())) {
                throw e;
            }
            return resolveConflict(e);
        }
        return verifies ? verify(stored) : stored;
    }

    /**
     * Returns the operation. A replacement that must be verified uses the resumable protocol with one request, because
     * its response contains the version of the stored object. With the other routes, the object that is compared could
     * be another writer's.
     */
    private Operation<StoredObjectRecord> operation() {
        boolean needsVersion = upload.verify() == IntegrityCheck.ALWAYS
                && upload.upsert()
                && upload.content().length().orElse(0) > 0;
        if (needsVersion) {
            Operation<StoredObjectRecord> versioned = ReplaceOperations.replace(object, upload);
            if (Calls.offers(connection, versioned)) {
                return versioned;
            }
        }
        return UploadOperations.upload(object, upload);
    }

    /** Returns the existing object if an earlier attempt of this upload stored it. Otherwise throws the conflict. */
    private StoredObject resolveConflict(ConflictException conflict) {
        ObjectInfoRecord existing = findExisting().orElseThrow(() -> conflict);
        // Without an earlier attempt, the object existed before, even if it has the same content.
        if (conflict.attempts() > 1 && matchesContent(existing)) {
            return new StoredObjectRecord(
                    object.bucket(), object.name(), existing.id(), existing.etag(), existing.version());
        }
        throw alreadyExists(conflict, existing);
    }

    private Optional<ObjectInfoRecord> findExisting() {
        try {
            return InfoOperations.find(connection, object);
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return Optional.empty();
        }
    }

    private boolean matchesContent(ObjectInfoRecord existing) {
        Optional<Sent> sent = content.sent();
        return sent.isPresent()
                && existing.size().orElse(-1) == sent.get().length()
                && Etags.md5(existing.etag()).equals(Optional.of(sent.get().md5()));
    }

    private ApiException alreadyExists(ConflictException conflict, ObjectInfoRecord existing) {
        String message = "The resource already exists: "
                + existing.size().orElse(-1) + " bytes, etag "
                + existing.etag().orElse("unknown") + ", created at "
                + existing.createdAt().map(Object::toString).orElse("an unknown time")
                + (matchesContent(existing) ? ", with the same content as this upload" : "");
        ApiException exception = ApiErrorDetails.builder(
                        conflict.status(), ErrorCode.of(conflict.code().value()), message)
                .call(conflict.operation(), conflict.service(), conflict.attempts())
                .context("bucket", object.bucket())
                .context("path", object.name())
                .requestId(conflict.requestId().orElse(null))
                .hint(conflict.hint().orElse(null))
                .build()
                .toException();
        exception.initCause(conflict);
        return exception;
    }

    /** Compares the stored object with the sent content, unless another writer has replaced it since. */
    private StoredObject verify(StoredObjectRecord stored) {
        ObjectInfoRecord info = getInfo();
        if (!isStoredByThisUpload(info, stored)) {
            return stored;
        }
        Sent sent = content.sent().orElseThrow(() -> notVerified("the sent content cannot be read again", null));
        boolean sizeDiffers = info.size().isPresent() && info.size().getAsLong() != sent.length();
        boolean digestDiffers =
                Etags.md5(info.etag()).map(md5 -> !md5.equals(sent.md5())).orElse(false);
        if (sizeDiffers || digestDiffers) {
            throw contentDiffers(info, stored, sent);
        }
        return new StoredObjectRecord(
                object.bucket(), object.name(), stored.id().or(info::id), info.etag(), stored.version());
    }

    private ObjectInfoRecord getInfo() {
        try {
            return InfoOperations.find(connection, object)
                    .orElseThrow(() -> notVerified("the object does not exist", null));
        } catch (CallCancelledException | IntegrityException e) {
            throw e;
        } catch (PlinthException e) {
            throw notVerified("its metadata cannot be read: " + e.getMessage(), e);
        }
    }

    private IntegrityException notVerified(String reason, @Nullable PlinthException cause) {
        IntegrityException exception = new IntegrityException(
                "storage.upload: the server reported that the object was stored, but it cannot be verified, because "
                        + reason + " " + object.describe(),
                "check whether the object exists; if the credential must not read objects, use"
                        + " verify(IntegrityCheck.NEVER)");
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }

    private boolean isStoredByThisUpload(ObjectInfoRecord info, StoredObjectRecord stored) {
        if (stored.version().isPresent()) {
            return stored.version().equals(info.version());
        }
        boolean sameObject = stored.id().isEmpty() || stored.id().equals(info.id());
        boolean firstVersion = info.createdAt().isPresent() && info.createdAt().equals(info.updatedAt());
        return !upload.upsert() && sameObject && firstVersion;
    }

    private IntegrityException contentDiffers(ObjectInfoRecord info, StoredObjectRecord stored, Sent sent) {
        boolean deleted = !upload.upsert() && stored.id().isPresent() && deleteStored();
        return new IntegrityException(
                "storage.upload: the stored object differs from the sent content: " + sent.length()
                        + " bytes with MD5 " + sent.md5() + " were sent, but "
                        + info.size().orElse(-1) + " bytes with etag "
                        + info.etag().orElse("unknown")
                        + " are stored " + object.describe(),
                deleted ? "the stored object was deleted; upload it again" : "upload the object again");
    }

    /** Deletes the stored object; returns false if that fails. */
    private boolean deleteStored() {
        try {
            DeleteBatches.deleteOne(connection, object);
            return true;
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return false;
        }
    }
}
