package dev.plinth.storage.transfer.internal;

import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.Fingerprint;
import dev.plinth.storage.transfer.LostUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an upload's journal file. It never contains a credential, only whether the token of a signed upload
 * URL is needed.
 *
 * @param projectUrl the URL of the project
 * @param object the object
 * @param source the absolute path of the file
 * @param fingerprint the fingerprint of the file
 * @param uploadId the upload's id on the server
 * @param offset the number of acknowledged bytes
 * @param startedAt when the upload was started
 * @param metadata the value of {@code Upload-Metadata}
 * @param upsert whether an existing object is replaced
 * @param signed whether the upload needs the token of a signed upload URL
 * @param chunkSize the number of bytes per request
 * @param verify when the stored object is compared
 * @param maxAttempts the maximum number of consecutive attempts without progress
 * @param whenLost what to do if the server no longer has the upload
 */
record JournalRecord(
        String projectUrl,
        ObjectKey object,
        Path source,
        SourceFingerprint fingerprint,
        String uploadId,
        long offset,
        Instant startedAt,
        String metadata,
        boolean upsert,
        boolean signed,
        int chunkSize,
        IntegrityCheck verify,
        int maxAttempts,
        LostUpload whenLost) {

    private static final JsonReader<Map<String, Object>> READER = Json.mapReader();
    private static final String FORMAT = "plinth-resumable-upload-1";

    static JournalRecord of(
            String projectUrl,
            UploadPlan plan,
            Path source,
            SourceFingerprint fingerprint,
            UploadAddress address,
            long offset,
            Instant startedAt) {
        return new JournalRecord(
                projectUrl,
                plan.object(),
                source,
                fingerprint,
                address.id(),
                offset,
                startedAt,
                plan.metadata(),
                plan.upsert(),
                plan.signed(),
                plan.chunkSize(),
                plan.verify(),
                plan.maxAttempts(),
                plan.whenLost());
    }

    /** Returns whether this is the record of an upload with a plan and a file. */
    boolean matches(UploadPlan plan, SourceFingerprint sourceFingerprint) {
        return plan.metadata().equals(metadata)
                && plan.upsert() == upsert
                && plan.signed() == signed
                && sourceFingerprint.equals(fingerprint);
    }

    /** Returns the plan of the upload. */
    UploadPlan plan() {
        return new UploadPlan(object, metadata, upsert, null, chunkSize, verify, maxAttempts, whenLost, null);
    }

    byte[] toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("projectUrl", projectUrl);
        fields.put("bucket", object.bucket());
        fields.put("name", object.name());
        fields.put("key", object.key());
        fields.put("source", source.toString());
        fields.put("size", fingerprint.size());
        fields.put("modified", fingerprint.modified().toString());
        fields.put("fingerprint", fingerprint.kind().name());
        fields.put("sha256", fingerprint.sha256());
        fields.put("uploadId", uploadId);
        fields.put("offset", offset);
        fields.put("startedAt", startedAt.toString());
        fields.put("metadata", metadata);
        fields.put("upsert", upsert);
        fields.put("signed", signed);
        fields.put("chunkSize", chunkSize);
        fields.put("verify", verify.name());
        fields.put("maxAttempts", maxAttempts);
        fields.put("whenLost", whenLost.name());
        return Json.write(fields);
    }

    /** Reads the output of {@link #toJson}; empty if the text is anything else, or incomplete. */
    static Optional<JournalRecord> read(InputStream toJson) throws IOException {
        Map<String, Object> fields = READER.readIfAny(toJson).orElse(Map.of());
        try {
            return FORMAT.equals(fields.get("format")) ? Optional.of(of(new Fields(fields))) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static JournalRecord of(Fields fields) {
        return new JournalRecord(
                fields.text("projectUrl"),
                new ObjectKey(fields.text("bucket"), fields.text("name"), fields.text("key")),
                Path.of(fields.text("source")),
                new SourceFingerprint(
                        fields.number("size"),
                        Instant.parse(fields.text("modified")),
                        Fingerprint.valueOf(fields.text("fingerprint")),
                        fields.text("sha256")),
                fields.text("uploadId"),
                fields.number("offset"),
                Instant.parse(fields.text("startedAt")),
                fields.text("metadata"),
                fields.flag("upsert"),
                fields.flag("signed"),
                Math.max(1, Math.toIntExact(fields.number("chunkSize"))),
                IntegrityCheck.valueOf(fields.text("verify")),
                Math.max(1, Math.toIntExact(fields.number("maxAttempts"))),
                LostUpload.valueOf(fields.text("whenLost")));
    }

    private record Fields(Map<String, Object> values) {

        String text(String name) {
            if (values.get(name) instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException(name);
        }

        long number(String name) {
            if (values.get(name) instanceof Number number && number.longValue() >= 0) {
                return number.longValue();
            }
            throw new IllegalArgumentException(name);
        }

        boolean flag(String name) {
            if (values.get(name) instanceof Boolean flag) {
                return flag;
            }
            throw new IllegalArgumentException(name);
        }
    }
}
