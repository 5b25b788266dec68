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

/** What was stored. */
public record StoredObjectRecord(
        String bucket, String key, Optional<String> id, Optional<String> etag, Optional<String> version)
        implements StoredObject {

    private static final JsonReader<Answer> ANSWER = Json.reader(Answer.class);

    record Answer(Optional<String> Key_, Optional<String> Id_, Optional<SystemMetadata> metadata) {}

    /**
     * Reads {@code {Key, Id}}. A proxy may leave out anything; the object is stored all the same, for the status says so.
     */
    public static StoredObjectRecord read(ObjectKey at, HttpResponse response) throws IOException {
        Decoder.refuseHtml(response);
        Decoder<Optional<Answer>> reader = body -> ANSWER.readIfAny(Decoder.bounded(body));
        Optional<Answer> answer = reader.matching(
                        read -> read.flatMap(Answer::Key_).map(at::isAt).orElse(true))
                .decode(response);
        return new StoredObjectRecord(
                at.bucket(),
                at.name(),
                answer.flatMap(Answer::Id_),
                answer.flatMap(Answer::metadata).flatMap(SystemMetadata::eTag_),
                Optional.empty());
    }
}
