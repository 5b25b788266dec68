package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plinth.testkit.internal.http.BodyTooLargeException;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies as the server's framework does: by the content type, whole, and at most 1 MiB. */
final class RequestBodies {
    private static final int LIMIT = 1 << 20;
    private static final Pattern MIME =
            Pattern.compile("[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+\\s*(;.*)?", Pattern.DOTALL);

    private RequestBodies() {}

    /** The fields of a body that must be a JSON object. */
    static Fields fields(Exchange exchange) throws IOException {
        return Fields.ofBody(json(exchange, false));
    }

    /** Reads a body that may be absent, and be empty in spite of a JSON content type; what it says does not matter. */
    static void optional(Exchange exchange) throws IOException {
        json(exchange, true);
    }

    /** Reads a body that may be absent; what it says does not matter. */
    static void ignored(Exchange exchange) throws IOException {
        json(exchange, false);
    }

    /** Refuses a content type that cannot be parsed. */
    static void checkContentType(@Nullable String contentType) {
        if (contentType != null && !MIME.matcher(contentType.strip()).matches()) {
            throw StorageError.CONTENT_TYPE_HEADER.get();
        }
    }

    private static JsonNode json(Exchange exchange, boolean mayBeEmpty) throws IOException {
        String contentType = exchange.header("content-type");
        checkContentType(contentType);
        byte[] bytes = read(exchange);
        if (contentType == null || !isJson(contentType)) {
            return MissingNode.getInstance();
        }
        if (bytes.length == 0) {
            if (mayBeEmpty) {
                return MissingNode.getInstance();
            }
            throw StorageError.PARSER.with("Body cannot be empty when content-type is set to 'application/json'");
        }
        return Json.parse(bytes)
                .orElseThrow(() -> StorageError.PARSER.with(
                        "Body is not valid JSON but content-type is set to 'application/json'"));
    }

    private static byte[] read(Exchange exchange) throws IOException {
        try {
            return exchange.bodyBytes(LIMIT);
        } catch (BodyTooLargeException e) {
            throw StorageError.BODY_TOO_LARGE.get();
        }
    }

    private static boolean isJson(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).strip().startsWith("application/json");
    }
}
