package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Progress;
import dev.plinth.core.Secret;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.LostUpload;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a resumable upload.
 * @param object the object
 * @param metadata the value of {@code Upload-Metadata}
 * @param upsert whether an existing object is replaced
 * @param token the token of a signed upload URL; null to use the connection's credential
 * @param chunkSize the number of bytes per request
 * @param verify when the stored object is compared with the source
 * @param maxAttempts the maximum number of consecutive attempts without progress
 * @param whenLost what to do when the server no longer has the upload
 * @param listener the progress listener; null for none
 */
record UploadPlan(
        ObjectKey object,
        String metadata,
        boolean upsert,
        @Nullable Secret token,
        int chunkSize,
        IntegrityCheck verify,
        int maxAttempts,
        LostUpload whenLost,
        @Nullable Consumer<? super Progress> listener) {

    boolean signed() {
        return token != null;
    }

    /** Returns the text that identifies the upload in messages. */
    String describe() {
        return object.describe();
    }

    /** Returns the message of an exception. */
    String message(String text) {
        return TusOperations.NAME + ": " + text + " " + describe();
    }
}
