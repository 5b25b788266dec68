package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.ObjectWriter;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StoredObject;
import dev.plinth.testkit.internal.storage.Upload;
import java.io.IOException;
import java.io.InputStream;

/** Makes content that comes in one piece an object; whatever was there before is replaced. */
final class ContentWriter {
    private final StorageCore core;
    private final ObjectWriter writer;

    ContentWriter(StorageCore core) {
        this.core = core;
        this.writer = new ObjectWriter(core);
    }

    /** The object that is to be. */
    record Target(String bucket, String key, String mimeType, String cacheControl, JsonNode userMetadata) {}

    StoredObject store(Caller caller, Target target, long length, InputStream in) throws IOException {
        Bucket bucket = writer.bucket(target.bucket());
        writer.checkMimeType(bucket, target.key(), target.mimeType());
        long limit = ObjectWriter.isPlaceholder(target.key()) ? 0 : writer.streamLimit(bucket);
        if (length > limit) {
            throw StorageError.TOO_LARGE.get();
        }
        ObjectWriter.checkNames(target.bucket(), target.key());
        writer.checkWritable(caller, bucket.id(), target.key(), true);
        Upload upload = new Upload(
                bucket.id(),
                target.key(),
                caller.subject(),
                target.mimeType(),
                target.cacheControl(),
                target.userMetadata(),
                null,
                true);
        try (BodyStore.Incoming content = core.state().bodies().receive(in, limit)) {
            return writer.store(upload, content);
        }
    }
}
