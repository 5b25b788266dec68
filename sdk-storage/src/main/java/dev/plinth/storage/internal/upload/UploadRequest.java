package dev.plinth.storage.internal.upload;

import dev.plinth.core.Content;
import dev.plinth.core.internal.json.Json;
import dev.plinth.storage.IntegrityCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content and the options of an upload.
 *
 * @param content the content
 * @param contentType the media type
 * @param maxAge the max-age of {@code Cache-Control}, or null for the server's default
 * @param metadata the user metadata, or null for none
 * @param upsert whether an existing object is replaced
 * @param verify when the stored bytes are compared with the sent bytes
 */
public record UploadRequest(
        Content content,
        String contentType,
        @Nullable Duration maxAge,
        @Nullable Map<String, ?> metadata,
        boolean upsert,
        IntegrityCheck verify) {

    /** The server accepts 16 KiB for the request line and all headers. Longer metadata is sent in a form. */
    private static final int MAX_HEADER_LENGTH = 8 * 1024;

    /** The server truncates longer fields, and ignores metadata that it cannot parse. */
    private static final int MAX_FIELD_LENGTH = 1024 * 1024;

    UploadRequest withContent(Content newContent) {
        return new UploadRequest(newContent, contentType, maxAge, metadata, upsert, verify);
    }

    /**
     * Checks whether the upload must be sent as a form: because the metadata is too long for a header, or because the
     * length is unknown. The server compares content of unknown length with the bucket's size limit only in a form.
     */
    boolean needsForm() {
        String header = metadataHeader();
        return content.length().isEmpty() || (header != null && header.length() > MAX_HEADER_LENGTH);
    }

    /** Returns the value of {@code Cache-Control}, which the server stores unchanged. */
    @Nullable
    String cacheControl() {
        return maxAge == null ? null : "max-age=" + maxAge.toSeconds();
    }

    /** Returns the value of {@code x-metadata}; null for none. */
    @Nullable
    String metadataHeader() {
        return metadata == null ? null : metadataHeader(metadata);
    }

    /** Encodes metadata as a header. */
    public static String metadataHeader(Map<String, ?> metadata) {
        return Base64.getEncoder().encodeToString(Json.write(metadata));
    }

    /** Returns the fields of a form, in which {@code cacheControl} is a number of seconds. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (maxAge != null) {
            fields.put("cacheControl", Long.toString(maxAge.toSeconds()));
        }
        if (metadata != null) {
            byte[] json = Json.write(metadata);
            if (json.length > MAX_FIELD_LENGTH) {
                throw new IllegalArgumentException("the metadata has " + json.length
                        + " bytes, but the server accepts at most " + MAX_FIELD_LENGTH);
            }
            fields.put("metadata", new String(json, StandardCharsets.UTF_8));
        }
        return fields;
    }
}
