package dev.plinth.storage.internal;

import dev.plinth.core.ApiException;
import dev.plinth.core.ApiFault;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.content.Spool;
import dev.plinth.storage.IntegrityException;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.DigestedContent.Sent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Uploads whose outcome is certain. An answer that was lost leaves open whether the object was stored; a repetition then
 * meets it. And what was stored may not be what was sent. Both are settled by what the server says of the object.
 */
public final class Uploads {

    private static final Set<String> EXISTS =
            Set.of("KeyAlreadyExists", "ResourceAlreadyExists", "Duplicate", ErrorCode.CONFLICT.value());

    private final Connection connection;
    private final ObjectKey at;
    private final Upload upload;
    private final DigestedContent content;

    private Uploads(Connection connection, ObjectKey at, Upload upload, boolean readable) {
        this.connection = connection;
        this.at = at;
        this.content = new DigestedContent(upload.content(), readable);
        this.upload = upload.with(content);
    }

    /**
     * Uploads.
     *
     * @param upload what is uploaded, of the content as it is sent
     */
    public static StoredObject upload(
            Connection connection, ObjectKey at, Content content, Function<Content, Upload> upload) {
        try (Spool spool = Spool.of(content)) {
            return new Uploads(connection, at, upload.apply(spool.content()), !spool.spools()).run();
        }
    }

    private StoredObject run() {
        StoredObject stored;
        try {
            stored = Calls.run(connection, UploadOperations.upload(at, upload));
        } catch (ConflictException e) {
            if (upload.upsert() || !EXISTS.contains(e.code().value())) {
                throw e;
            }
            return settled(e);
        }
        return upload.verify() ? verified(stored) : stored;
    }

    /** Something is there. Ours, if a first try of this very call put it there. */
    private StoredObject settled(ConflictException conflict) {
        Described there = look().orElseThrow(() -> conflict);
        if (isOurs(conflict, there)) {
            return new Stored(at.bucket(), at.name(), there.id(), there.etag());
        }
        throw said(conflict, there);
    }

    /** Only a repetition can meet its own first try. What else is there, the same bytes even, was there before. */
    private boolean isOurs(ConflictException conflict, Described there) {
        return conflict.attempts() > 1 && isWhatWasSent(there);
    }

    private boolean isWhatWasSent(Described there) {
        Optional<Sent> sent = content.sent();
        return sent.isPresent()
                && there.size().orElse(-1) == sent.get().length()
                && Etags.md5(there.etag()).equals(Optional.of(sent.get().md5()));
    }

    private ApiException said(ConflictException conflict, Described there) {
        String what = "The resource already exists: "
                + there.size().orElse(-1) + " bytes, etag "
                + there.etag().orElse("unknown") + ", created "
                + there.createdAt().map(Object::toString).orElse("some time")
                + (isWhatWasSent(there) ? ", with the very content that was to be stored" : "");
        ApiException exception = ApiFault.builder(
                        conflict.status(), ErrorCode.of(conflict.code().value()), what)
                .call(conflict.operation(), conflict.service(), conflict.attempts())
                .about("bucket", at.bucket())
                .about("path", at.name())
                .requestId(conflict.requestId().orElse(null))
                .hint(conflict.hint().orElse(null))
                .build()
                .toException();
        exception.initCause(conflict);
        return exception;
    }

    /** Compares what is there with what was sent. Who may not look there cannot compare. */
    private StoredObject verified(StoredObject stored) {
        Optional<Described> there = look();
        Optional<Sent> sent = content.sent();
        if (there.isEmpty() || sent.isEmpty()) {
            return stored;
        }
        Described info = there.get();
        boolean otherSize =
                info.size().isPresent() && info.size().getAsLong() != sent.get().length();
        boolean otherBytes =
                Etags.md5(info.etag()).map(md5 -> !md5.equals(sent.get().md5())).orElse(false);
        if (otherSize || otherBytes) {
            throw differing(info, stored, sent.get());
        }
        return new Stored(at.bucket(), at.name(), stored.id().or(info::id), info.etag());
    }

    private IntegrityException differing(Described info, StoredObject stored, Sent sent) {
        boolean removed = isFirstVersionOf(stored, info) && removed();
        return new IntegrityException(
                "storage.upload: " + sent.length() + " bytes with MD5 " + sent.md5() + " were sent, "
                        + info.size().orElse(-1) + " with etag " + info.etag().orElse("unknown")
                        + " are stored [bucket="
                        + at.bucket() + ", path=" + at.name() + "]",
                removed
                        ? "what was stored is deleted again; upload it once more"
                        : "upload it once more, unless somebody else replaced it meanwhile");
    }

    /** Only an object that this call made, and that nobody has touched since, is ours to delete. */
    private boolean isFirstVersionOf(StoredObject stored, Described info) {
        return !upload.upsert()
                && stored.id().isPresent()
                && stored.id().equals(info.id())
                && info.createdAt().isPresent()
                && info.createdAt().equals(info.updatedAt());
    }

    private boolean removed() {
        try {
            Deletes.one(connection, at);
            return true;
        } catch (CallInterruptedException e) {
            throw e;
        } catch (PlinthException e) {
            return false;
        }
    }

    private Optional<Described> look() {
        try {
            return InfoOperations.ask(connection, at);
        } catch (CallInterruptedException e) {
            throw e;
        } catch (PlinthException e) {
            return Optional.empty();
        }
    }
}
