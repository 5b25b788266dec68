package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;

/** An object that comes by a browser's form. */
final class PostOperation {
    private final StorageCore core;
    private final ContentWriter content;

    PostOperation(StorageCore core) {
        this.core = core;
        this.content = new ContentWriter(core);
    }

    Reply handle(S3Request request, PostForm form) throws IOException {
        form.checkPolicy(core.context().clock().instant());
        String key = form.fields().get("key");
        if (key == null) {
            throw StorageError.MISSING_PARAMETER.with("key");
        }
        ContentWriter.Target target = new ContentWriter.Target(
                request.bucket(),
                key,
                form.mimeType(),
                form.fields().getOrDefault("Cache-Control", "no-cache"),
                UserHeaders.read(form.fields().entrySet()));
        StoredObject object = content.store(request.caller(), target, -1, form.file());
        form.finish();
        return Reply.of(200).header("etag", object.metadata().eTag());
    }
}
