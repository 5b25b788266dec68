package dev.plinth.storage.internal.url;

import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.storage.SignedUploadUrl;
import dev.plinth.storage.SignedUrl;
import dev.plinth.storage.SignedUrls;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.NotFoundErrors;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.upload.UploadOperations;
import dev.plinth.storage.internal.upload.UploadRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses for others: signed for a while, or open to all. */
public final class SignedUrlCreator {

    /** The most that the server signs at a time. */
    private static final int BATCH = 1000;

    private SignedUrlCreator() {}

    private record Result(List<SignedUrl> signed, List<String> notSigned) implements SignedUrls {

        private Result {
            signed = List.copyOf(signed);
            notSigned = List.copyOf(notSigned);
        }
    }

    /** Signs one address. A key with a question mark cannot be signed by its path, so it is by a list of one. */
    public static SignedUrl one(Connection connection, ObjectKey at, Duration life, UrlRequest request) {
        if (at.key().indexOf('?') < 0) {
            return Calls.run(connection, SignOperations.one(connection, at, life, request));
        }
        if (request.transforms()) {
            throw new IllegalArgumentException(
                    "the server cannot sign a changed image whose key has a question mark: \"" + at.name() + "\"");
        }
        return Calls.run(connection, SignOperations.many(connection, at.bucket(), List.of(at), life, request))
                .get(0)
                .orElseThrow(() -> NotFoundErrors.notFound("storage.signedUrl", at));
    }

    /** Signs many addresses, by as many calls as that takes. */
    public static SignedUrls many(Connection connection, String bucket, List<ObjectKey> objects, Duration life) {
        List<SignedUrl> signed = new ArrayList<>();
        List<String> notSigned = new ArrayList<>();
        for (int from = 0; from < objects.size(); from += BATCH) {
            List<ObjectKey> batch = objects.subList(from, Math.min(from + BATCH, objects.size()));
            List<Optional<SignedUrl>> answers =
                    Calls.run(connection, SignOperations.many(connection, bucket, batch, life, UrlRequest.PLAIN));
            for (int i = 0; i < batch.size(); i++) {
                String name = batch.get(i).name();
                answers.get(i).ifPresentOrElse(signed::add, () -> notSigned.add(name));
            }
        }
        return new Result(signed, notSigned);
    }

    /** Signs an upload. */
    public static SignedUploadUrl upload(Connection connection, ObjectKey at, boolean upsert) {
        return Calls.run(connection, SignOperations.upload(connection, at, upsert));
    }

    /** Uploads by what was signed. */
    public static StoredObject use(Connection connection, ObjectKey at, Secret token, UploadRequest upload) {
        if (upload.upsert()) {
            throw new IllegalArgumentException("whether an object is replaced was settled when the upload was signed");
        }
        return Calls.run(connection, UploadOperations.toSignedUrl(at, token, upload));
    }

    /** Returns the address of an object in a public bucket; straight at a project nothing need be asked for it. */
    public static URI open(Connection connection, ObjectKey at, UrlRequest request) {
        String base = Calls.address(connection, Service.STORAGE)
                .orElseGet(() -> Calls.run(connection, MiscOperations.publicBase(at)));
        return ObjectUrls.open(base, at, request);
    }
}
