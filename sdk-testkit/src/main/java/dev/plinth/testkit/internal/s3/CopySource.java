package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.ObjectReader;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StoredObject;

/** What {@code x-amz-copy-source} names. The server does not decode it: what clients encode it does not find. */
record CopySource(String bucket, String key) {
    static final String HEADER = "x-amz-copy-source";

    static CopySource of(S3Request request) {
        String header = request.header(HEADER, "");
        String path = header.startsWith("/") ? header.substring(1) : header;
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1) {
            throw StorageError.MISSING_PARAMETER.with("CopySource");
        }
        return new CopySource(path.substring(0, slash), path.substring(slash + 1));
    }

    /** The object, when the caller sees it; a key that no object can have is simply not found. */
    StoredObject object(StorageCore core, ObjectReader reader, Caller caller) {
        return core.state()
                .object(bucket, key)
                .map(object -> reader.visible(caller, bucket, key))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }
}
