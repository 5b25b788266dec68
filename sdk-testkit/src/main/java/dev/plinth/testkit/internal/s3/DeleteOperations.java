package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.ObjectWriter;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deleting objects: one, or many by their exact names. What is not there counts as deleted. */
final class DeleteOperations {
    private static final XmlInput.Shape DELETE = new XmlInput.Shape("Delete", "Object", true, List.of("Key"));

    private final StorageCore core;
    private final ObjectWriter writer;

    DeleteOperations(StorageCore core) {
        this.core = core;
        this.writer = new ObjectWriter(core);
    }

    void register(Map<S3Operation, S3Handler> handlers) {
        handlers.put(S3Operation.DELETE_OBJECT, this::one);
        handlers.put(S3Operation.DELETE_OBJECTS, this::many);
    }

    private Reply one(S3Request request) {
        String bucket = writer.bucket(request.bucket()).id();
        if (!delete(request.caller(), bucket, request.key())) {
            throw StorageError.ACCESS_DENIED.with("Access denied");
        }
        return Reply.of(204);
    }

    private Reply many(S3Request request) throws IOException {
        List<Map<String, String>> objects = XmlInput.records(request.exchange(), DELETE)
                .orElseThrow(() -> StorageError.INVALID_REQUEST.with("Body must be object"));
        String bucket = writer.bucket(request.bucket()).id();
        List<String> denied = new ArrayList<>();
        Xml xml = Xml.of("DeleteResult");
        for (Map<String, String> object : objects) {
            String key = object.getOrDefault("Key", "");
            if (delete(request.caller(), bucket, key)) {
                xml.open("Deleted").text("Key", key).close();
            } else {
                denied.add(key);
            }
        }
        denied.forEach(key -> xml.open("Error")
                .text("Key", key)
                .text("Code", "AccessDenied")
                .text("Message", "Access Denied")
                .close());
        return xml.reply(200);
    }

    /** Deletes an object, if there is one; false when that is not allowed. */
    private boolean delete(Caller caller, String bucket, String key) {
        Optional<StoredObject> object = core.state().object(bucket, key);
        if (object.isPresent() && !core.access().mayDelete(caller, object.get())) {
            return false;
        }
        object.ifPresent(core.state()::delete);
        return true;
    }
}
