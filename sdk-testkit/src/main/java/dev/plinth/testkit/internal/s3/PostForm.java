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

/** An upload by a browser's form, read up to its file. A signed policy restricts its fields. */
record PostForm(
        Map<String, String> fields,
        MultipartReader reader,
        @Nullable String fileType) {
    /** The fields that a policy does not have to cover. */
    private static final Set<String> FREE = Set.of("policy", "x-amz-signature", "file");

    /** The form in a request; empty if there is none, or the request has a signature elsewhere. */
    static Optional<PostForm> of(Exchange exchange, String bucket) throws IOException {
        String type = exchange.headerOr("content-type", "");
        boolean signed = exchange.headerOr("authorization", "").startsWith(SigV4.ALGORITHM)
                || exchange.query("X-Amz-Signature") != null;
        boolean form = exchange.method().equals("POST") && !bucket.isEmpty() && MultipartReader.isForm(type);
        return form && !signed ? Optional.of(read(type, exchange.body())) : Optional.empty();
    }

    Claim claim() {
        return Claim.ofForm(fields);
    }

    String mimeType() {
        return fields.getOrDefault("Content-Type", fileType == null ? S3Request.BINARY : fileType);
    }

    InputStream file() {
        return reader.content();
    }

    /** Reads and ignores what follows the file. */
    void finish() throws IOException {
        while (reader.next().isPresent()) {
            // skipped by the next call
        }
    }

    /** Refuses fields that the signed policy does not cover, and an expired policy. */
    void checkPolicy(Instant now) {
        JsonNode policy;
        try {
            byte[] json = Base64.getDecoder().decode(fields.getOrDefault("Policy", ""));
            policy = Json.parse(json).orElseThrow(IllegalArgumentException::new);
            String expiration = policy.path("expiration").asText();
            StorageError.EXPIRED.throwIf(
                    now.isAfter(OffsetDateTime.parse(expiration).toInstant()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw StorageError.INVALID_SIGNATURE.with("Invalid policy");
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            StorageError.ACCESS_DENIED.throwIf(
                    !FREE.contains(field.getKey().toLowerCase(Locale.ROOT)) && !isCovered(field, policy),
                    "Invalid according to Policy: Policy Condition failed: " + field.getKey());
        }
    }

    /** Whether there is a condition on a field, and all of them hold. */
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

    /** {@code ["eq" or "starts-with", "$name", value]}; a range of lengths is not enforced. */
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
}
