package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.s3.SigV4.Claim;
import dev.plinth.testkit.internal.storage.MultipartReader;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upload as a browser's form, read up to its file; a signed policy says what the fields may be. */
final class PostForm {
    /** The fields that no policy can speak of. */
    private static final Set<String> FREE = Set.of("policy", "x-amz-signature", "file");

    private final Map<String, String> fields;
    private final MultipartReader reader;
    private final @Nullable String fileType;

    private PostForm(Map<String, String> fields, MultipartReader reader, @Nullable String fileType) {
        this.fields = fields;
        this.reader = reader;
        this.fileType = fileType;
    }

    /** The form of a request that is one, and carries no signature elsewhere. */
    static Optional<PostForm> of(Exchange exchange, String bucket) throws IOException {
        String type = exchange.header("content-type");
        String authorization = exchange.header("authorization");
        boolean signed = (authorization != null && authorization.startsWith(SigV4.ALGORITHM))
                || exchange.query("X-Amz-Signature") != null;
        if (type == null || signed || bucket.isEmpty() || !exchange.method().equals("POST")) {
            return Optional.empty();
        }
        return MultipartReader.isForm(type) ? Optional.of(read(type, exchange.body())) : Optional.empty();
    }

    Claim claim() {
        return Claim.ofForm(fields);
    }

    Map<String, String> fields() {
        return fields;
    }

    String mimeType() {
        String type = fields.get("Content-Type");
        return type != null ? type : fileType != null ? fileType : "application/octet-stream";
    }

    InputStream file() {
        return reader.content();
    }

    /** Reads what follows the file; it does not count. */
    void finish() throws IOException {
        while (reader.next().isPresent()) {
            // skipped by the next call
        }
    }

    /** Refuses fields that the signed policy does not cover, and a policy that has run out. */
    void checkPolicy(Instant now) {
        JsonNode policy = policy();
        checkExpiry(policy.path("expiration").asText(), now);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            StorageError.ACCESS_DENIED.throwIf(
                    !FREE.contains(field.getKey().toLowerCase(Locale.ROOT)) && !isCovered(field, policy),
                    "Invalid according to Policy: Policy Condition failed: " + field.getKey());
        }
    }

    private JsonNode policy() {
        try {
            byte[] json = Base64.getDecoder().decode(fields.getOrDefault("Policy", ""));
            return Json.parse(json).orElseThrow(PostForm::invalidPolicy);
        } catch (IllegalArgumentException e) {
            throw invalidPolicy();
        }
    }

    private static void checkExpiry(String expiration, Instant now) {
        try {
            StorageError.EXPIRED.throwIf(
                    now.isAfter(OffsetDateTime.parse(expiration).toInstant()));
        } catch (DateTimeParseException e) {
            throw invalidPolicy();
        }
    }

    /** Whether all conditions on a field hold, and there is one. */
    private static boolean isCovered(Map.Entry<String, String> field, JsonNode policy) {
        boolean found = false;
        for (JsonNode condition : policy.path("conditions")) {
            Optional<Boolean> holds = condition.isArray() ? holds(condition, field) : equals(condition, field);
            if (holds.isPresent() && !holds.get()) {
                return false;
            }
            found |= holds.isPresent();
        }
        return found;
    }

    private static Optional<Boolean> equals(JsonNode condition, Map.Entry<String, String> field) {
        return condition.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(field.getKey()))
                .map(entry -> entry.getValue().asText().equals(field.getValue()))
                .findFirst();
    }

    /** {@code ["eq" or "starts-with", "$name", value]}; a range of lengths is about no field, and not enforced. */
    private static Optional<Boolean> holds(JsonNode condition, Map.Entry<String, String> field) {
        if (!condition.path(1).asText().equalsIgnoreCase("$" + field.getKey())) {
            return Optional.empty();
        }
        String value = condition.path(2).asText();
        return Optional.of(
                condition.path(0).asText().equals("starts-with")
                        ? field.getValue().startsWith(value)
                        : field.getValue().equals(value));
    }

    private static PostForm read(String type, InputStream body) throws IOException {
        MultipartReader reader = new MultipartReader(type, body);
        Map<String, String> fields = new LinkedHashMap<>();
        MultipartReader.Part file = reader.nextFile(fields, Integer.MAX_VALUE)
                .orElseThrow(() -> StorageError.INVALID_REQUEST.with("No content provided"));
        return new PostForm(fields, reader, file.contentType());
    }

    private static RuntimeException invalidPolicy() {
        return StorageError.INVALID_SIGNATURE.with("Invalid policy");
    }
}
