package dev.plinth.storage.internal;

import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to an upload: {@code {Key, Id}} from the server itself. A proxy may leave out anything; the object is stored
 * all the same, for the status says so.
 */
final class StoredId {

    private static final JsonReader<Map<String, Object>> FIELDS = Json.mapReader();

    private StoredId() {}

    static Optional<String> in(HttpResponse response) throws IOException {
        Decoder.refuseHtml(response);
        return FIELDS.readIfAny(Decoder.bounded(response))
                .map(fields -> fields.get("Id"))
                .map(Object::toString);
    }
}
