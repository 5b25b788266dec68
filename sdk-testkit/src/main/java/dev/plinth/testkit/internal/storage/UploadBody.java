package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload: the content itself, which headers describe, or a form. In a form the first file part is the
 * content, and fields describe it; fields after the file count only when the file is so small that the server had
 * parsed them already.
 */
final class UploadBody {
    private static final int MAX_FIELDS = 10;
    private static final int SMALL = 64 * 1024;

    private final Exchange exchange;
    private final String contentType;
    private final @Nullable MultipartReader form;
    private final Map<String, String> fields = new HashMap<>();
    private String partType = "text/plain";

    private UploadBody(Exchange exchange, String contentType, @Nullable MultipartReader form) {
        this.exchange = exchange;
        this.contentType = contentType;
        this.form = form;
    }

    /** The body of a request; a form is read up to its first file. */
    static UploadBody of(Exchange exchange) throws IOException {
        String type = exchange.headerOr("content-type", "application/octet-stream");
        if (!MultipartReader.isForm(type)) {
            return new UploadBody(exchange, type, null);
        }
        MultipartReader form = new MultipartReader(type, exchange.body());
        UploadBody body = new UploadBody(exchange, type, form);
        MultipartReader.Part file = form.nextFile(body.fields, MAX_FIELDS)
                .orElseThrow(() -> StorageError.INVALID_REQUEST.with("No content provided"));
        body.partType = file.contentType() == null ? body.partType : file.contentType();
        return body;
    }

    boolean isForm() {
        return form != null;
    }

    InputStream content() {
        return form == null ? exchange.body() : form.content();
    }

    /** Reads what comes after the content. */
    void finish(long size) throws IOException {
        if (form != null) {
            Map<String, String> all = new HashMap<>(fields);
            while (form.nextFile(all, MAX_FIELDS).isPresent()) {
                // other files do not count
            }
            if (size <= SMALL) {
                fields.putAll(all);
            }
        }
    }

    String mimeType() {
        String field = fields.getOrDefault("contentType", "");
        return form == null ? contentType : field.isEmpty() ? partType : field;
    }

    String cacheControl() {
        if (form == null) {
            return exchange.headerOr("cache-control", "no-cache");
        }
        String seconds = fields.get("cacheControl");
        return seconds == null ? "no-cache" : "max-age=" + seconds;
    }

    /** The user's own metadata: an object, empty when nothing else was sent. */
    JsonNode userMetadata() {
        Optional<JsonNode> metadata = form == null
                ? UserMetadata.ofHeader(exchange.header("x-metadata"))
                : UserMetadata.ofText(fields.getOrDefault("metadata", fields.get("userMetadata")));
        return metadata.filter(JsonNode::isObject).orElseGet(Json::object);
    }
}
