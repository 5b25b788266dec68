package dev.plinth.storage.internal.object;

import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.list.SystemMetadata;
import java.io.IOException;
import java.util.Optional;

/** A stored object. */
public record StoredObjectRecord(
        String bucket, String key, Optional<String> id, Optional<String> etag, Optional<String> version)
        implements StoredObject {

    private static final JsonReader<Body> BODY = Json.reader(Body.class);

    record Body(Optional<String> Key_, Optional<String> Id_, Optional<SystemMetadata> metadata) {}

    /**
     * Reads {@code {Key, Id}}. A proxy may drop the body or fields of it; the status alone means that the object is
     * stored.
     */
    public static StoredObjectRecord read(ObjectKey object, HttpResponse response) throws IOException {
        Decoder.refuseHtml(response);
        Decoder<Optional<Body>> reader = received -> BODY.readIfAny(Decoder.bounded(received));
        Optional<Body> body = reader.matching(
                        read -> read.flatMap(Body::Key_).map(object::hasPath).orElse(true))
                .decode(response);
        return new StoredObjectRecord(
                object.bucket(),
                object.name(),
                body.flatMap(Body::Id_),
                body.flatMap(Body::metadata).flatMap(SystemMetadata::eTag_),
                Optional.empty());
    }

    @Override
    public String toString() {
        return "StoredObject[bucket=" + bucket + ", key=" + key
                + id.map(text -> ", id=" + text).orElse("")
                + etag.map(text -> ", etag=" + text).orElse("") + "]";
    }
}
