package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Progress;
import dev.plinth.core.Secret;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.LostUpload;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is uploaded where, and how.
 *
 * @param at the object
 * @param metadata the value of {@code Upload-Metadata}
 * @param upsert whether an existing object is replaced
 * @param token the token of a signed upload; null for the connection's credential
 * @param chunkSize how many bytes one request sends
 * @param verify when the stored object is compared with the source
 * @param maxAttempts how many times in a row it is continued without a further byte
 * @param whenLost what to do when the server no longer has the upload
 * @param listener the progress listener; null for none
 */
record UploadPlan(
        ObjectKey at,
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

    /** Names the upload in messages. */
    String about() {
        return "[bucket=" + at.bucket() + ", path=" + at.name() + "]";
    }

    /** Starts a message. */
    String says(String what) {
        return TusOperations.NAME + ": " + what + " " + about();
    }
}
