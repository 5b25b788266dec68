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
 * @param cacheFor the max-age of {@code Cache-Control}, or null for the server's default
 * @param metadata the user metadata, or null for none
 * @param upsert whether an existing object is replaced
 * @param verify when the stored bytes are compared with the sent bytes
 */
public record UploadRequest(
        Content content,
        String contentType,
        @Nullable Duration cacheFor,
        @Nullable Map<String, ?> metadata,
        boolean upsert,
        IntegrityCheck verify) {

    /** A request line and headers may have 16 KiB in all; what does not fit travels in a form. */
    private static final int LONGEST_HEADER = 8 * 1024;

    /** The server cuts longer fields off, and then drops what it cannot parse. */
    private static final int LONGEST_FIELD = 1024 * 1024;

    UploadRequest with(Content other) {
        return new UploadRequest(other, contentType, cacheFor, metadata, upsert, verify);
    }

    /**
     * Tells whether a form has to carry it: the header would be too long, or the length is not known, which the server
     * holds against the bucket's size limit only in a form.
     */
    boolean needsForm() {
        String header = metadataHeader();
        return content.length().isEmpty() || (header != null && header.length() > LONGEST_HEADER);
    }

    /** The value of {@code Cache-Control}, which the server stores unchanged. */
    @Nullable
    String cacheControl() {
        return cacheFor == null ? null : "max-age=" + cacheFor.toSeconds();
    }

    /** The value of {@code x-metadata}. */
    @Nullable
    String metadataHeader() {
        return metadata == null ? null : metadataHeader(metadata);
    }

    public static String metadataHeader(Map<String, ?> metadata) {
        return Base64.getEncoder().encodeToString(Json.write(metadata));
    }

    /** The fields of a form; of the cache it wants the bare seconds. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (cacheFor != null) {
            fields.put("cacheControl", Long.toString(cacheFor.toSeconds()));
        }
        if (metadata != null) {
            byte[] json = Json.write(metadata);
            if (json.length > LONGEST_FIELD) {
                throw new IllegalArgumentException(
                        "the metadata have " + json.length + " bytes; the server takes " + LONGEST_FIELD);
            }
            fields.put("metadata", new String(json, StandardCharsets.UTF_8));
        }
        return fields;
    }
}
