package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.StoppableBody;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.ObjectStore;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import dev.plinth.testkit.internal.storage.SignedTokens;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageSettings;
import dev.plinth.testkit.internal.storage.UserMetadata;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The life of resumable uploads: created, appended to, found, terminated, and made objects when they are whole. */
final class TusUploads {
    private final StorageCore core;
    private final ObjectStore objects;
    private final SignedTokens tokens;
    private final TusStore store;
    private final TusLocks locks = new TusLocks();

    TusUploads(StorageCore core) throws IOException {
        this.core = core;
        this.objects = core.objects();
        this.tokens = core.tokens();
        this.store = new TusStore(core.context().data().resolve("storage/tus"));
        recover();
    }

    /** How far an upload is. */
    record Progress(long offset, boolean complete, boolean calledOff) {}

    TusUpload create(TusRequest request) throws IOException {
        Exchange exchange = request.exchange();
        if (request.has("upload-concat")) {
            throw new TusException(
                    501,
                    "Concatenation extension is not (yet) supported. Disable parallel uploads in the tus client.\n");
        }
        TusException.Known.LENGTH_REQUIRED.throwIf(request.has("upload-length") == request.has("upload-defer-length"));
        String header = exchange.header("upload-metadata");
        if (header == null) {
            throw new TusException(400, "Metadata header is required");
        }
        TusUpload.Metadata metadata = TusUpload.Metadata.parse(header);
        String key = metadata.get("objectName");
        ObjectStore.checkNames(metadata.get("bucketName"), key);
        String owner = request.signed()
                ? checkSignature(exchange, metadata.get("bucketName"), key)
                : request.caller().subject();
        Bucket bucket = objects.bucket(metadata.get("bucketName"));
        Long length = request.number("upload-length");
        checkAllowed(request, bucket, key, metadata, length);
        TusUpload upload =
                new TusUpload(bucket.id(), key, UUID.randomUUID(), length, metadata.normalised(), owner, now());
        store.create(upload);
        return upload;
    }

    /** What is done at creation beyond it: the body that came along, and all of an upload of no length. */
    Progress begin(TusRequest request, TusUpload upload, boolean withBody) throws IOException {
        if (withBody) {
            StoppableBody body = request.exchange().stoppableBody();
            return locks.holding(upload.version(), body::stop, () -> write(request, upload, body));
        }
        if (upload.length() != null && upload.length() == 0) {
            complete(upload, true);
            return new Progress(0, true, false);
        }
        return new Progress(0, false, false);
    }

    Progress append(TusRequest request) throws IOException {
        Exchange exchange = request.exchange();
        Long offset = request.number("upload-offset");
        if (offset == null) {
            throw new TusException(403, "Upload-Offset header required\n");
        }
        if (!request.has("content-type")) {
            throw new TusException(403, "Content-Type header required\n");
        }
        checkMayWrite(request);
        TusUpload found = find(request.id());
        StoppableBody body = exchange.stoppableBody();
        return locks.holding(found.version(), body::stop, () -> {
            TusUpload upload = find(request.id());
            TusException.Known.OFFSET_CONFLICT.throwIf(offset(upload) != offset);
            return write(request, declareLength(request, upload, offset), body);
        });
    }

    /** The upload that a HEAD asks for; no permission is looked at but a signature. */
    TusUpload find(TusRequest request) throws IOException {
        TusUpload.Id id = request.id();
        if (request.signed()) {
            checkSignature(request.exchange(), id.bucket(), id.key());
        }
        TusUpload upload = find(id);
        return locks.holding(upload.version(), () -> {}, () -> find(id));
    }

    /** How much has come in; all of it, once it is an object. */
    long offset(TusUpload upload) throws IOException {
        if (store.isUnderWay(upload)) {
            TusException.Known.GONE.throwIf(
                    expiry(upload).filter(now()::isAfter).isPresent());
            return store.offset(upload);
        }
        if (!isObject(upload) || upload.length() == null) {
            throw TusException.Known.GONE.get();
        }
        return upload.length();
    }

    /** When an upload that is under way expires; never with the server's FILE backend. */
    Optional<Instant> expiry(TusUpload upload) {
        if (!core.settings().get(StorageSettings.STORAGE_BACKEND).equals("s3") || !store.isUnderWay(upload)) {
            return Optional.empty();
        }
        return Optional.of(upload.createdAt().plusMillis(core.settings().get(StorageSettings.TUS_URL_EXPIRY_MS)));
    }

    private Instant now() {
        return core.context().clock().instant();
    }

    void delete(TusRequest request) throws IOException {
        checkMayWrite(request);
        TusUpload found = find(request.id());
        locks.holding(found.version(), () -> {}, () -> {
            terminate(find(request.id()));
            return found;
        });
    }

    private void terminate(TusUpload upload) throws IOException {
        if (isObject(upload)) {
            throw new TusException(400, "Cannot terminate an already completed upload");
        }
        TusException.Known.GONE.throwIf(!store.isUnderWay(upload));
        store.remove(upload);
    }

    void clear() throws IOException {
        store.clear();
    }

    private Progress write(TusRequest request, TusUpload upload, StoppableBody body) throws IOException {
        long offset = offset(upload);
        Long length = upload.length();
        long rest = (length == null ? objects.streamLimit(objects.bucket(upload.bucket())) : length) - offset;
        if (request.exchange().contentLength() > rest) {
            throw length == null ? TusException.Known.TOO_LARGE.get() : TusException.Known.SIZE_EXCEEDED.get();
        }
        if (!store.isUnderWay(upload)) {
            return new Progress(offset, true, false);
        }
        boolean calledOff = false;
        try {
            store.append(upload, request.exchange().tapped(body), rest);
        } catch (StoppableBody.StoppedException e) {
            calledOff = true;
        }
        long reached = store.offset(upload);
        boolean complete = length != null && reached == length;
        if (complete) {
            complete(upload, request.signed() || request.upsert());
        }
        return new Progress(reached, complete, calledOff);
    }

    private TusUpload declareLength(TusRequest request, TusUpload upload, long offset) throws IOException {
        Long declared = request.number("upload-length");
        if (declared == null) {
            return upload;
        }
        if (upload.length() != null || declared < offset) {
            throw TusException.Known.LENGTH_REQUIRED.get();
        }
        TusException.Known.TOO_LARGE.throwIf(declared > objects.streamLimit(objects.bucket(upload.bucket())));
        TusUpload known = upload.withLength(declared);
        store.save(known);
        return known;
    }

    private void complete(TusUpload upload, boolean upsert) throws IOException {
        TusUpload.Metadata metadata = upload.metadata();
        String type = metadata.get("contentType");
        @Nullable
        JsonNode user = UserMetadata.ofText(metadata.get("metadata"))
                .filter(json -> !json.isNull())
                .orElse(null);
        try (BodyStore.Incoming content = core.state().bodies().adopt(store.file(upload))) {
            objects.store(
                    new Upload(
                            upload.bucket(),
                            upload.key(),
                            upload.owner(),
                            type.isEmpty() ? "application/octet-stream" : type,
                            metadata.get("cacheControl"),
                            user,
                            null,
                            upsert),
                    content,
                    upload.version());
        }
        store.forgetBytes(upload);
    }

    /** Uploads whose last byte came in just before a crash become objects now; one that was refused stays as it is. */
    private void recover() throws IOException {
        for (TusUpload upload : store.all()) {
            if (store.isUnderWay(upload)) {
                if (isObject(upload)) {
                    store.forgetBytes(upload);
                } else if (upload.length() != null && store.offset(upload) == upload.length()) {
                    completeUnlessRefused(upload);
                }
            }
        }
    }

    private void completeUnlessRefused(TusUpload upload) throws IOException {
        try {
            complete(upload, true);
        } catch (StorageException refused) {
            // the client was told when the last byte came; the platform starts all the same
            return;
        }
    }

    private void checkAllowed(
            TusRequest request, Bucket bucket, String key, TusUpload.Metadata metadata, @Nullable Long length) {
        if (length != null && length > objects.streamLimit(bucket)) {
            throw TusException.Known.TOO_LARGE.get();
        }
        if (!metadata.get("contentType").isEmpty()) {
            objects.checkMimeType(bucket, key, metadata.get("contentType"));
        }
        if (!request.signed()) {
            objects.checkWritable(request.caller(), bucket.id(), key, request.upsert());
        }
    }

    private void checkMayWrite(TusRequest request) {
        TusUpload.Id id = request.id();
        if (request.signed()) {
            checkSignature(request.exchange(), id.bucket(), id.key());
        } else {
            objects.checkWritable(request.caller(), id.bucket(), id.key(), request.upsert());
        }
    }

    private @Nullable String checkSignature(Exchange exchange, String bucket, String key) {
        String token = exchange.header("x-signature");
        if (token == null) {
            throw new TusException(400, "Missing x-signature header");
        }
        SignedTokens.UploadGrant grant = tokens.verifyUpload(token);
        if (!grant.url().equals(bucket + "/" + key)) {
            throw new TusException(400, "Invalid signature");
        }
        return grant.owner();
    }

    private TusUpload find(TusUpload.Id id) {
        return store.find(id.version())
                .filter(upload ->
                        upload.bucket().equals(id.bucket()) && upload.key().equals(id.key()))
                .orElseThrow(TusException.Known.NOT_FOUND);
    }

    private boolean isObject(TusUpload upload) {
        return core.state()
                .object(upload.bucket(), upload.key())
                .filter(object -> object.version().equals(upload.version()))
                .isPresent();
    }

    /** One request at a time works on an upload; who comes later asks the one before to leave off, and waits. */
    static final class TusLocks {
        private static final long WAIT_SECONDS = 5;

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition released = lock.newCondition();
        private final Map<UUID, Runnable> holders = new HashMap<>();

        /** What is done while a lock is held. */
        @FunctionalInterface
        interface Work<T> {
            T run() throws IOException;
        }

        /** Does work that holds an upload's lock; {@code leaveOff} is run when another one asks for it. */
        <T> T holding(UUID upload, Runnable leaveOff, Work<T> work) throws IOException {
            acquire(upload, leaveOff);
            try {
                return work.run();
            } finally {
                release(upload);
            }
        }

        private void acquire(UUID upload, Runnable leaveOff) {
            lock.lock();
            try {
                long left = TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
                for (Runnable holder = holders.get(upload); holder != null; holder = holders.get(upload)) {
                    holder.run();
                    left = released.awaitNanos(left);
                    TusException.Known.LOCK_TIMEOUT.throwIf(left <= 0);
                }
                holders.put(upload, leaveOff);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw TusException.Known.LOCK_TIMEOUT.get();
            } finally {
                lock.unlock();
            }
        }

        private void release(UUID upload) {
            lock.lock();
            try {
                holders.remove(upload);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
