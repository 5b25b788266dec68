package dev.plinth.testkit.internal.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upload as a form: the first file part is the object, fields say the rest. Fields after the file count only when
 * the file is so small that the server had parsed them already.
 */
final class UploadForm {
    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final int MAX_FIELDS = 10;
    private static final int MAX_FIELD = 1 << 20;
    private static final int SMALL = 64 * 1024;

    private final MultipartReader reader;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable String partType;

    private UploadForm(MultipartReader reader) {
        this.reader = reader;
    }

    static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** Reads up to the first file. */
    static UploadForm open(String contentType, InputStream body) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw StorageError.INVALID_REQUEST.with("Multipart: Boundary not found");
        }
        String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        UploadForm form = new UploadForm(new MultipartReader(body, mark));
        if (!form.readToFile()) {
            throw StorageError.INVALID_REQUEST.with("No content provided");
        }
        return form;
    }

    InputStream file() {
        return reader.content();
    }

    /** Reads what comes after the file. */
    void finish(long fileSize) throws IOException {
        Map<String, String> before = Map.copyOf(fields);
        Optional<MultipartReader.Part> part = reader.next();
        while (part.isPresent()) {
            if (!part.get().file()) {
                readField(part.get());
            }
            part = reader.next();
        }
        if (fileSize > SMALL) {
            fields.clear();
            fields.putAll(before);
        }
    }

    String mimeType() {
        String type = partType == null ? "text/plain" : partType;
        return fields.getOrDefault("contentType", type);
    }

    String cacheControl() {
        String seconds = fields.get("cacheControl");
        return seconds == null ? "no-cache" : "max-age=" + seconds;
    }

    @Nullable
    String metadata() {
        String metadata = fields.get("metadata");
        return metadata == null ? fields.get("userMetadata") : metadata;
    }

    private boolean readToFile() throws IOException {
        Optional<MultipartReader.Part> part = reader.next();
        while (part.isPresent() && !part.get().file()) {
            readField(part.get());
            part = reader.next();
        }
        partType = part.map(MultipartReader.Part::contentType).orElse(null);
        return part.isPresent();
    }

    /** What is longer than the limit is cut off, as the server's parser does. */
    private void readField(MultipartReader.Part part) throws IOException {
        if (fields.size() == MAX_FIELDS) {
            throw StorageError.INVALID_REQUEST.with("Request stream closed before upload could begin");
        }
        String value = new String(reader.content().readNBytes(MAX_FIELD), StandardCharsets.UTF_8);
        fields.put(part.name(), value);
    }
}
