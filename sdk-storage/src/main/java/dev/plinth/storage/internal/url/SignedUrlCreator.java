package dev.plinth.storage.internal.url;

import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Description;
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

/** Creates signed and public URLs. */
public final class SignedUrlCreator {

    /** The maximum number of keys that the server signs per request. */
    private static final int MAX_BATCH_SIZE = 1000;

    private SignedUrlCreator() {}

    private record Result(List<SignedUrl> signed, List<String> notSigned) implements SignedUrls {

        private Result {
            signed = List.copyOf(signed);
            notSigned = List.copyOf(notSigned);
        }

        @Override
        public String toString() {
            return Description.of("SignedUrls")
                    .add("signed", signed)
                    .add("notSigned", notSigned)
                    .toString();
        }
    }

    /**
     * Creates one signed URL. The server cannot sign a path with a question mark, so such a key is sent as a list of
     * one key.
     */
    public static SignedUrl createSignedUrl(
            Connection connection, ObjectKey object, Duration expiresIn, UrlRequest request) {
        if (object.key().indexOf('?') < 0) {
            return OperationRunner.run(
                    connection, SignOperations.createSignedUrl(connection, object, expiresIn, request));
        }
        if (request.transforms()) {
            throw new IllegalArgumentException(
                    "the server cannot sign a transformed image with a question mark in its key: \"" + object.name()
                            + "\"");
        }
        return OperationRunner.run(
                        connection,
                        SignOperations.createSignedUrls(
                                connection, object.bucket(), List.of(object), expiresIn, request))
                .get(0)
                .orElseThrow(() -> NotFoundErrors.notFound("storage.createSignedUrl", object));
    }

    /** Creates signed URLs, in batches. */
    public static SignedUrls createSignedUrls(
            Connection connection, String bucket, List<ObjectKey> objects, Duration expiresIn) {
        List<SignedUrl> signed = new ArrayList<>();
        List<String> notSigned = new ArrayList<>();
        for (int from = 0; from < objects.size(); from += MAX_BATCH_SIZE) {
            List<ObjectKey> batch = objects.subList(from, Math.min(from + MAX_BATCH_SIZE, objects.size()));
            List<Optional<SignedUrl>> results = OperationRunner.run(
                    connection,
                    SignOperations.createSignedUrls(connection, bucket, batch, expiresIn, UrlRequest.PLAIN));
            for (int i = 0; i < batch.size(); i++) {
                String name = batch.get(i).name();
                results.get(i).ifPresentOrElse(signed::add, () -> notSigned.add(name));
            }
        }
        return new Result(signed, notSigned);
    }

    /** Creates a signed upload URL. */
    public static SignedUploadUrl createSignedUploadUrl(Connection connection, ObjectKey object, boolean upsert) {
        return OperationRunner.run(connection, SignOperations.createSignedUploadUrl(connection, object, upsert));
    }

    /** Uploads with the token of a signed upload URL. */
    public static StoredObject uploadToSignedUrl(
            Connection connection, ObjectKey object, Secret token, UploadRequest upload) {
        if (upload.upsert()) {
            throw new IllegalArgumentException(
                    "upsert cannot be set here: it is fixed when the signed upload URL is created");
        }
        return OperationRunner.run(connection, UploadOperations.toSignedUrl(object, token, upload));
    }

    /** Returns the URL of an object in a public bucket. On a direct connection nothing is sent. */
    public static URI publicUrl(Connection connection, ObjectKey object, UrlRequest request) {
        String base = Calls.address(connection, Service.STORAGE)
                .orElseGet(() -> OperationRunner.run(connection, MiscOperations.publicBaseUrl(object)));
        return ObjectUrls.publicUrl(base, object, request);
    }
}
