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
 * Uploads an object and makes the outcome certain. If a response is lost, the object may have been stored, and a retry
 * then conflicts with it; and the stored bytes may differ from the sent ones. Both are resolved by comparing the
 * object's metadata with the content.
 */
public final class Uploader {

    private static final Set<String> EXISTS =
            Set.of("KeyAlreadyExists", "ResourceAlreadyExists", "Duplicate", ErrorCode.CONFLICT.value());

    private final Connection connection;
    private final ObjectKey at;
    private final UploadRequest upload;
    private final boolean checked;
    private final DigestingContent content;

    private Uploader(Connection connection, ObjectKey at, UploadRequest upload, Spool spool) {
        this.connection = connection;
        this.at = at;
        this.checked = DigestPolicy.digests(
                upload.verify(), connection, upload.content().length());
        this.content = new DigestingContent(upload.content(), checked, spool::rereadable);
        this.upload = upload.with(content);
    }

    /**
     * Uploads.
     *
     * @param upload the upload, with the content as sent
     */
    public static StoredObject upload(
            Connection connection, ObjectKey at, Content content, Function<Content, UploadRequest> upload) {
        try (Spool spool = Spool.of(content)) {
            return new Uploader(connection, at, upload.apply(spool.content()), spool).run();
        }
    }

    private StoredObject run() {
        StoredObjectRecord stored;
        try {
            stored = OperationRunner.run(connection, operation());
        } catch (ConflictException e) {
            if (upload.upsert() || !EXISTS.contains(e.code().value())) {
                throw e;
            }
            return settled(e);
        }
        return checked ? verified(stored) : stored;
    }

    /**
     * A replacement that is to be compared for certain goes by the resumable protocol, in one request: its response
     * names the version that was stored. With the other routes, the object may be another writer's.
     */
    private Operation<StoredObjectRecord> operation() {
        boolean named = upload.verify() == IntegrityCheck.ALWAYS
                && upload.upsert()
                && upload.content().length().orElse(0) > 0;
        if (named) {
            Operation<StoredObjectRecord> versioned = ReplaceOperations.replace(at, upload);
            if (Calls.offers(connection, versioned)) {
                return versioned;
            }
        }
        return UploadOperations.upload(at, upload);
    }

    /** Something is there. Ours, if a first try of this very call put it there. */
    private StoredObject settled(ConflictException conflict) {
        ObjectInfoRecord there = look().orElseThrow(() -> conflict);
        if (isOurs(conflict, there)) {
            return new StoredObjectRecord(at.bucket(), at.name(), there.id(), there.etag(), there.version());
        }
        throw said(conflict, there);
    }

    /** Only a repetition can meet its own first try. What else is there, the same bytes even, was there before. */
    private boolean isOurs(ConflictException conflict, ObjectInfoRecord there) {
        return conflict.attempts() > 1 && isWhatWasSent(there);
    }

    private boolean isWhatWasSent(ObjectInfoRecord there) {
        Optional<Sent> sent = content.sent();
        return sent.isPresent()
                && there.size().orElse(-1) == sent.get().length()
                && Etags.md5(there.etag()).equals(Optional.of(sent.get().md5()));
    }

    private ApiException said(ConflictException conflict, ObjectInfoRecord there) {
        String what = "The resource already exists: "
                + there.size().orElse(-1) + " bytes, etag "
                + there.etag().orElse("unknown") + ", created "
                + there.createdAt().map(Object::toString).orElse("some time")
                + (isWhatWasSent(there) ? ", with the very content that was to be stored" : "");
        ApiException exception = ApiErrorDetails.builder(
                        conflict.status(), ErrorCode.of(conflict.code().value()), what)
                .call(conflict.operation(), conflict.service(), conflict.attempts())
                .context("bucket", at.bucket())
                .context("path", at.name())
                .requestId(conflict.requestId().orElse(null))
                .hint(conflict.hint().orElse(null))
                .build()
                .toException();
        exception.initCause(conflict);
        return exception;
    }

    /** Compares the stored object with the content, if this upload stored it. */
    private StoredObject verified(StoredObjectRecord stored) {
        ObjectInfoRecord there = lookForCertain();
        if (!isThisWrites(stored, there)) {
            return stored;
        }
        Sent sent = content.sent().orElseThrow(() -> unverified("what was sent cannot be read again", null));
        boolean otherSize = there.size().isPresent() && there.size().getAsLong() != sent.length();
        boolean otherBytes =
                Etags.md5(there.etag()).map(md5 -> !md5.equals(sent.md5())).orElse(false);
        if (otherSize || otherBytes) {
            throw differing(there, stored, sent);
        }
        return new StoredObjectRecord(
                at.bucket(), at.name(), stored.id().or(there::id), there.etag(), stored.version());
    }

    /** An upload whose object cannot be seen is not known to have arrived. */
    private ObjectInfoRecord lookForCertain() {
        try {
            return InfoOperations.ask(connection, at).orElseThrow(() -> unverified("the object does not exist", null));
        } catch (CallCancelledException | IntegrityException e) {
            throw e;
        } catch (PlinthException e) {
            throw unverified("it could not be looked at: " + e.getMessage(), e);
        }
    }

    private IntegrityException unverified(String why, @Nullable PlinthException cause) {
        IntegrityException exception = new IntegrityException(
                "storage.upload: the server said that it stored the object, but " + why + " [bucket=" + at.bucket()
                        + ", path=" + at.name() + "]",
                "look whether it is there; a credential that may not read needs verify(IntegrityCheck.NEVER)");
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }

    /** Somebody else may have replaced the object since: theirs is not compared with ours. */
    private boolean isThisWrites(StoredObjectRecord stored, ObjectInfoRecord there) {
        if (stored.version().isPresent()) {
            return stored.version().equals(there.version());
        }
        boolean sameObject = stored.id().isEmpty() || stored.id().equals(there.id());
        boolean firstVersion =
                there.createdAt().isPresent() && there.createdAt().equals(there.updatedAt());
        return !upload.upsert() && sameObject && firstVersion;
    }

    private IntegrityException differing(ObjectInfoRecord info, StoredObjectRecord stored, Sent sent) {
        boolean removed = !upload.upsert() && stored.id().isPresent() && removed();
        return new IntegrityException(
                "storage.upload: " + sent.length() + " bytes with MD5 " + sent.md5() + " were sent, "
                        + info.size().orElse(-1) + " with etag " + info.etag().orElse("unknown")
                        + " are stored [bucket="
                        + at.bucket() + ", path=" + at.name() + "]",
                removed ? "what was stored is deleted again; upload it once more" : "upload it once more");
    }

    private boolean removed() {
        try {
            DeleteBatches.one(connection, at);
            return true;
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return false;
        }
    }

    private Optional<ObjectInfoRecord> look() {
        try {
            return InfoOperations.ask(connection, at);
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return Optional.empty();
        }
    }
}
