package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user's own metadata as headers. */
final class UserHeaders {
    private static final String PREFIX = "x-amz-meta-";

    private UserHeaders() {}

    /** What a request's headers, or a form's fields, say. */
    static ObjectNode read(Collection<Map.Entry<String, String>> headers) {
        ObjectNode metadata = Json.object();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                metadata.put(name.substring(PREFIX.length()), header.getValue());
            }
        }
        return metadata;
    }

    /** Writes what can be a header; returns how much cannot. */
    static int write(Reply reply, @Nullable JsonNode metadata) {
        int missing = 0;
        if (metadata == null) {
            return missing;
        }
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            String value = entry.getValue().asText();
            if (entry.getValue().isTextual() && isPlain(entry.getKey()) && isPlain(value)) {
                reply.header(PREFIX + entry.getKey().toLowerCase(Locale.ROOT), value);
            } else {
                missing++;
            }
        }
        return missing;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
