package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.data.Table;
import dev.plinth.testkit.internal.http.StoppableBody;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.ObjectStore;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageSettings;
import dev.plinth.testkit.internal.storage.UserMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates, appends to, finds and terminates resumable uploads, and makes them objects when they are complete. The length
 * of an upload's content is its offset, so that the two always agree, even after a crash.
 */
public final class TusUploads implements AutoCloseable {
    private final StorageCore core;
    private final ObjectStore objects;
    private final BodyStore bodies;
    private final Table<TusUpload> uploads;
    private final TusLocks locks = new TusLocks();

    public TusUploads(StorageCore core) throws IOException {
        this.core = core;
        this.objects = core.objects();
        this.bodies = core.state().bodies();
        this.uploads = new Table<>(
                core.context().data().resolve("storage/resumable.jsonl"),
                TusUpload.class,
                upload -> upload.version().toString());
        for (TusUpload upload : underWay().toList()) {
            recover(upload);
        }
    }

    /** The state of an upload after a request. */
    record Progress(TusUpload upload, long offset, boolean calledOff) {}

    Progress create(TusRequest request, boolean withBody) throws IOException {
        TusUpload upload = create(request);
        if (withBody) {
            StoppableBody body = request.exchange().stoppableBody();
            return locks.holding(upload.version(), body::stop, () -> write(request, upload, body));
        }
        boolean empty = upload.length() != null && upload.length() == 0;
        return new Progress(empty ? complete(upload, true) : upload, 0, false);
    }

    private TusUpload create(TusRequest request) throws IOException {
        StorageError.TUS_CONCATENATION.throwIf(request.has("upload-concat"));
        StorageError.TUS_LENGTH_REQUIRED.throwIf(request.has("upload-length") == request.has("upload-defer-length"));
        StorageError.TUS_METADATA_REQUIRED.throwIf(!request.has("upload-metadata"));
        ObjectNode metadata = request.metadata();
        String bucketName = metadata.path("bucketName").asText("");
        String key = metadata.path("objectName").asText("");
        ObjectStore.checkNames(bucketName, key);
        String owner = request.signed()
                ? checkSignature(request, bucketName, key)
                : request.caller().subject();
        Bucket bucket = objects.bucket(bucketName);
        Long length = request.number("upload-length");
        StorageError.TUS_TOO_LARGE.throwIf(length != null && length > objects.streamLimit(bucket));
        String type = metadata.path("contentType").asText("");
        if (!type.isEmpty()) {
            objects.checkMimeType(bucket, key, type);
        }
        if (!request.signed()) {
            objects.checkWritable(request.caller(), bucket.id(), key, request.upsert());
        }
        TusUpload upload = new TusUpload(bucket.id(), key, UUID.randomUUID(), length, metadata, owner, now(), false);
        bodies.create(upload.version());
        uploads.put(upload);
        return upload;
    }

    Progress append(TusRequest request) throws IOException {
        Long offset = request.number("upload-offset");
        if (offset == null) {
            throw StorageError.TUS_OFFSET_REQUIRED.get();
        }
        StorageError.TUS_TYPE_REQUIRED.throwIf(!request.has("content-type"));
        checkMayWrite(request);
        StoppableBody body = request.exchange().stoppableBody();
        return locks.holding(find(request.id()).version(), body::stop, () -> {
            TusUpload upload = find(request.id());
            StorageError.TUS_OFFSET_CONFLICT.throwIf(offset(upload) != offset);
            return write(request, declareLength(request, upload, offset), body);
        });
    }

    /** The upload of a HEAD request, for which only a signature is checked. */
    TusUpload find(TusRequest request) throws IOException {
        TusUpload.Id id = request.id();
        if (request.signed()) {
            checkSignature(request, id.bucket(), id.key());
        }
        return locks.holding(find(id).version(), () -> {}, () -> find(id));
    }

    /** The number of bytes received. */
    long offset(TusUpload upload) throws IOException {
        if (!upload.complete()) {
            StorageError.TUS_GONE.throwIf(expiry(upload).filter(now()::isAfter).isPresent());
            return received(upload);
        }
        if (upload.length() == null || !isObject(upload)) {
            throw StorageError.TUS_GONE.get();
        }
        return upload.length();
    }

    /** When an incomplete upload expires; never with the server's FILE backend. */
    Optional<Instant> expiry(TusUpload upload) {
        boolean expires = core.settings().get(StorageSettings.STORAGE_BACKEND).equals("s3") && !upload.complete();
        return expires
                ? Optional.of(upload.createdAt().plusMillis(core.settings().get(StorageSettings.TUS_URL_EXPIRY_MS)))
                : Optional.empty();
    }

    void delete(TusRequest request) throws IOException {
        checkMayWrite(request);
        locks.holding(find(request.id()).version(), () -> {}, () -> {
            TusUpload upload = find(request.id());
            StorageError.TUS_COMPLETED.throwIf(isObject(upload));
            StorageError.TUS_GONE.throwIf(upload.complete());
            remove(upload);
            return upload;
        });
    }

    /** Deletes all uploads. */
    public void clear() {
        // the rows first: content without a row is deleted at the next start, a row without content fails it
        Set<UUID> incomplete = versions();
        uploads.clear();
        incomplete.forEach(bodies::delete);
    }

    /** The versions of incomplete uploads. */
    public Set<UUID> versions() {
        return underWay().map(TusUpload::version).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        uploads.close();
    }

    private Stream<TusUpload> underWay() {
        return uploads.rows().values().stream().filter(upload -> !upload.complete());
    }

    private long received(TusUpload upload) throws IOException {
        return Files.size(bodies.file(upload.version()));
    }

    private Instant now() {
        return core.context().clock().instant();
    }

    private void remove(TusUpload upload) {
        uploads.remove(upload.version().toString());
        bodies.delete(upload.version());
    }

    private Progress write(TusRequest request, TusUpload upload, StoppableBody body) throws IOException {
        long offset = offset(upload);
        Long length = upload.length();
        long rest = (length == null ? objects.streamLimit(objects.bucket(upload.bucket())) : length) - offset;
        StorageError tooMuch = length == null ? StorageError.TUS_TOO_LARGE : StorageError.TUS_SIZE_EXCEEDED;
        tooMuch.throwIf(request.exchange().contentLength() > rest);
        if (upload.complete()) {
            return new Progress(upload, offset, false);
        }
        boolean calledOff = false;
        try {
            bodies.append(upload.version(), request.exchange().tapped(body), rest, StorageError.TUS_SIZE_EXCEEDED);
        } catch (StoppableBody.StoppedException e) {
            calledOff = true;
        }
        long reached = received(upload);
        boolean whole = length != null && reached == length;
        TusUpload after = whole ? complete(upload, request.signed() || request.upsert()) : upload;
        return new Progress(after, reached, calledOff);
    }

    private TusUpload declareLength(TusRequest request, TusUpload upload, long offset) {
        Long declared = request.number("upload-length");
        if (declared == null) {
            return upload;
        }
        StorageError.TUS_LENGTH_REQUIRED.throwIf(upload.length() != null || declared < offset);
        StorageError.TUS_TOO_LARGE.throwIf(declared > objects.streamLimit(objects.bucket(upload.bucket())));
        TusUpload known = upload.withLength(declared);
        uploads.put(known);
        return known;
    }

    private TusUpload complete(TusUpload upload, boolean upsert) throws IOException {
        String type = upload.metadata("contentType");
        objects.adopt(
                new Upload(
                        upload.bucket(),
                        upload.key(),
                        upload.owner(),
                        type.isEmpty() ? "application/octet-stream" : type,
                        upload.metadata("cacheControl"),
                        UserMetadata.ofText(upload.metadata("metadata"))
                                .filter(json -> !json.isNull())
                                .orElse(null),
                        null,
                        upsert),
                upload.version());
        TusUpload completed = upload.completed();
        uploads.put(completed);
        return completed;
    }

    /** Completes an upload whose last byte was received just before a crash. */
    private void recover(TusUpload upload) throws IOException {
        try {
            if (isObject(upload)) {
                uploads.put(upload.completed());
            } else if (upload.length() != null && received(upload) == upload.length()) {
                complete(upload, true);
            }
        } catch (StorageException refused) {
            // it stays as it is: the client got the error with the last byte, and the platform must start
            return;
        }
    }

    private void checkMayWrite(TusRequest request) {
        TusUpload.Id id = request.id();
        if (request.signed()) {
            checkSignature(request, id.bucket(), id.key());
        } else {
            objects.checkWritable(request.caller(), id.bucket(), id.key(), request.upsert());
        }
    }

    private @Nullable String checkSignature(TusRequest request, String bucket, String key) {
        String token = request.exchange().header("x-signature");
        if (token == null) {
            throw StorageError.TUS_SIGNATURE_REQUIRED.get();
        }
        return core.signedUrls().verifyUpload(token, bucket, key).owner();
    }

    private TusUpload find(TusUpload.Id id) {
        return uploads.get(id.version().toString()).filter(id::names).orElseThrow(StorageError.TUS_NOT_FOUND);
    }

    private boolean isObject(TusUpload upload) {
        return core.state()
                .object(upload.bucket(), upload.key())
                .filter(object -> object.version().equals(upload.version()))
                .isPresent();
    }
}
