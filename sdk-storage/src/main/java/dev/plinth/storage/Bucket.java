package dev.plinth.storage;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.copy.MoveOperations;
import dev.plinth.storage.internal.download.DownloadOperations;
import dev.plinth.storage.internal.download.DownloadRequest;
import dev.plinth.storage.internal.list.ObjectListing;
import dev.plinth.storage.internal.object.DeleteBatches;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.internal.upload.Uploader;
import dev.plinth.storage.internal.url.SignedUrlCreator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client for one bucket and its objects.
 *
 * <pre>{@code
 * Bucket reports = project.bucket("reports");
 * reports.upload("2026/q1.pdf", Path.of("q1.pdf"));
 * reports.download("2026/q1.pdf").saveTo(Path.of("copy.pdf"));
 * URI link = reports.createSignedUrl("2026/q1.pdf", Duration.ofHours(1)).url();
 * }</pre>
 *
 * <p>A key is an object's name in its bucket, with slashes between folders. Methods throw a
 * {@link dev.plinth.core.PlinthException} if the call fails, such as {@link dev.plinth.core.NotFoundException} if an
 * object does not exist or row-level policies hide it, and {@link IllegalArgumentException} for an invalid key, before
 * anything is sent. Immutable and thread-safe.
 */
@SuppressWarnings("exports") // the annotation is for compilers only
public final class Bucket extends BucketTransfers {

    private Bucket(Connection connection, String id, KeyCodec codec) {
        super(connection, id, codec);
    }

    static Bucket of(Connection connection, String id) {
        return new Bucket(connection, NameRules.checkBucket(id), KeyCodec.plain());
    }

    /** {@return the bucket's id} */
    public String id() {
        return id;
    }

    /**
     * {@return a client for this bucket that translates between the program's names and the server's keys}
     *
     * @param newCodec the translation, for names that are not valid keys, such as {@link KeyCodec#escaping()}
     */
    @CheckReturnValue
    public Bucket withKeyCodec(KeyCodec newCodec) {
        return new Bucket(connection(), id, Objects.requireNonNull(newCodec, "newCodec"));
    }

    /**
     * Uploads a file. {@code POST /object/{bucket}/{key}}.
     *
     * @param key the object's key
     * @param file the file to read
     * @return the stored object
     */
    public StoredObject upload(String key, Path file) {
        return upload(key, Content.ofFile(file));
    }

    /**
     * Uploads content. {@code POST /object/{bucket}/{key}}.
     *
     * @param key the object's key
     * @param content the object's content
     * @return the stored object
     */
    public StoredObject upload(String key, Content content) {
        return upload(key, content, o -> {});
    }

    /**
     * Uploads content, with options. {@code POST /object/{bucket}/{key}}, or {@code PUT} to replace an object. The
     * upload is retried if the response is lost or the server fails temporarily; an object that an earlier attempt
     * stored is recognized by its size and MD5. A stream longer than 64 MiB is sent only once.
     *
     * @param key the object's key
     * @param content the object's content
     * @param options sets the upload's options
     * @return the stored object
     * @throws dev.plinth.core.ConflictException if an object with this key exists and {@code upsert} is not set
     * @throws dev.plinth.core.PayloadTooLargeException if the content exceeds the bucket's or the project's size limit
     * @throws IntegrityException if the stored bytes differ from the sent bytes
     */
    public StoredObject upload(String key, Content content, Consumer<? super UploadOptions> options) {
        Arguments.required(content, "content");
        ObjectKey object = writableKey(id, key, "key");
        UploadOptions chosen = Arguments.configured(new UploadOptions(), options, "options");
        return Uploader.upload(connection(), object, content, sent -> chosen.upload(object, sent));
    }

    /**
     * Downloads an object. {@code GET /object/authenticated/{bucket}/{key}}.
     *
     * @param key the object's key
     * @return the open response, whose body is streamed; the caller closes it
     */
    @CheckReturnValue
    public Download download(String key) {
        return download(key, o -> {});
    }

    /**
     * Downloads an object, a byte range of it, or a transformed image. {@code GET
     * /object/authenticated/{bucket}/{key}}, or {@code GET /render/image/authenticated/{bucket}/{key}}.
     *
     * @param key the object's key
     * @param options sets the download's options
     * @return the open response, whose body is streamed; the caller closes it
     * @throws dev.plinth.core.InvalidRequestException if the range is outside the object
     */
    @CheckReturnValue
    public Download download(String key, Consumer<? super DownloadOptions> options) {
        DownloadOptions chosen = Arguments.configured(new DownloadOptions(), options, "options");
        return OperationRunner.run(
                connection(), DownloadOperations.download(connection(), objectKey(key, "key"), chosen.request()));
    }

    /**
     * Downloads an object if its entity tag differs from the given one. {@code GET
     * /object/authenticated/{bucket}/{key}} with {@code If-None-Match}.
     *
     * @param key the object's key
     * @param etag the entity tag of the program's copy, with or without quotes
     * @return the open response, which the caller closes; empty if the object is not modified
     */
    public Optional<Download> downloadIfChanged(String key, String etag) {
        Arguments.required(etag, "etag");
        return OperationRunner.run(
                connection(),
                DownloadOperations.downloadIfChanged(
                        connection(), objectKey(key, "key"), DownloadRequest.ifNoneMatch(etag)));
    }

    /**
     * Downloads an object if it was modified after the given time. {@code GET
     * /object/authenticated/{bucket}/{key}} with {@code If-Modified-Since}.
     *
     * @param key the object's key
     * @param since the modification time of the program's copy; fractions of a second are ignored
     * @return the open response, which the caller closes; empty if the object is not modified
     */
    public Optional<Download> downloadIfChanged(String key, Instant since) {
        Arguments.required(since, "since");
        return OperationRunner.run(
                connection(),
                DownloadOperations.downloadIfChanged(
                        connection(), objectKey(key, "key"), DownloadRequest.ifModifiedSince(since)));
    }

    /**
     * {@return the metadata of an object} {@code GET /object/info/authenticated/{bucket}/{key}}.
     *
     * @param key the object's key
     */
    public ObjectInfo getInfo(String key) {
        return InfoOperations.get(connection(), objectKey(key, "key"));
    }

    /**
     * Checks whether an object exists. {@code GET /object/info/authenticated/{bucket}/{key}}.
     *
     * @param key the object's key
     * @return false if the object does not exist or policies hide it
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist or policies hide it
     * @throws dev.plinth.core.PermissionDeniedException if the credential must not read objects
     */
    public boolean exists(String key) {
        return InfoOperations.exists(connection(), objectKey(key, "key"));
    }

    /** {@return a lazy list of the objects and folders at the top level} {@code POST /object/list-v2/{bucket}}. */
    public PagedIterable<ListedObject> list() {
        return list(o -> {});
    }

    /**
     * Lists objects and folders, with options. {@code POST /object/list-v2/{bucket}}. To search, to sort by the last
     * access, and on servers without that route: {@code POST /object/list/{bucket}}, which lists one folder after
     * another and does not distinguish names that differ only by case.
     *
     * @param options sets which objects are listed, and their order
     * @return the objects and folders, fetched page by page; empty if the bucket does not exist
     * @throws IllegalArgumentException if the server cannot list correctly with these options
     */
    public PagedIterable<ListedObject> list(Consumer<? super ListOptions> options) {
        ListOptions chosen = Arguments.configured(new ListOptions(), options, "options");
        return ObjectListing.of(connection(), id, codec, chosen.query(codec));
    }

    /**
     * Moves an object to another key. {@code POST /object/move}.
     *
     * @param from the object's key
     * @param to the new key
     * @throws dev.plinth.core.ConflictException if an object with the new key exists; a move never replaces it
     */
    public void move(String from, String to) {
        move(from, to, o -> {});
    }

    /**
     * Moves an object to another key or bucket. {@code POST /object/move}.
     *
     * @param from the object's key
     * @param to the new key
     * @param options sets the target bucket
     * @throws dev.plinth.core.NotFoundException if the object or the target bucket does not exist
     * @throws dev.plinth.core.ConflictException if an object with the new key exists; a move never replaces it
     */
    public void move(String from, String to, Consumer<? super MoveOptions> options) {
        MoveOptions chosen = Arguments.configured(new MoveOptions(), options, "options");
        OperationRunner.perform(
                connection(), MoveOperations.move(objectKey(from, "from"), writableKey(chosen.bucketOr(id), to, "to")));
    }

    /**
     * Copies an object together with its metadata. {@code POST /object/copy}.
     *
     * @param from the object's key
     * @param to the copy's key
     * @return the copy
     * @throws dev.plinth.core.ConflictException if an object with the copy's key exists
     */
    public StoredObject copy(String from, String to) {
        return copy(from, to, o -> {});
    }

    /**
     * Copies an object, optionally to another bucket or with other metadata. {@code POST /object/copy}.
     *
     * @param from the object's key
     * @param to the copy's key
     * @param options sets the target bucket and the copy's metadata
     * @return the copy
     * @throws dev.plinth.core.NotFoundException if the object or the target bucket does not exist
     * @throws dev.plinth.core.ConflictException if an object with the copy's key exists and {@code upsert} is not set
     */
    public StoredObject copy(String from, String to, Consumer<? super CopyOptions> options) {
        CopyOptions chosen = Arguments.configured(new CopyOptions(), options, "options");
        return MoveOperations.copy(
                connection(), objectKey(from, "from"), writableKey(chosen.bucketOr(id), to, "to"), chosen.request());
    }

    /**
     * Deletes an object. {@code DELETE /object/{bucket}/{key}}.
     *
     * @param key the object's key
     * @throws dev.plinth.core.PermissionDeniedException if the credential must not delete it
     */
    public void delete(String key) {
        DeleteBatches.deleteOne(connection(), objectKey(key, "key"));
    }

    /**
     * Deletes any number of objects, 1000 per request. {@code DELETE /object/{bucket}}.
     *
     * @param keys the objects' keys
     * @return which objects were deleted and which were not
     * @throws PartialDeleteException if a request failed after earlier requests had succeeded
     */
    @CheckReturnValue
    public DeleteResult delete(Iterable<String> keys) {
        Arguments.required(keys, "keys");
        return DeleteBatches.deleteMany(connection(), id, ObjectKey.all(id, keys, codec));
    }

    /**
     * Creates a signed URL that grants read access to an object without credentials until it expires. {@code POST
     * /object/sign/{bucket}/{key}}.
     *
     * @param key the object's key
     * @param expiresIn how long the URL is valid, at least 1 second; fractions of a second are dropped
     * @return the signed URL
     */
    public SignedUrl createSignedUrl(String key, Duration expiresIn) {
        return createSignedUrl(key, expiresIn, o -> {});
    }

    /**
     * Creates a signed URL for an object or transformed image, with options. {@code POST /object/sign/{bucket}/{key}}.
     *
     * @param key the object's key
     * @param expiresIn how long the URL is valid, at least 1 second; fractions of a second are dropped
     * @param options sets the download name and the image transformation
     * @return the signed URL
     */
    public SignedUrl createSignedUrl(String key, Duration expiresIn, Consumer<? super UrlOptions> options) {
        Arguments.required(expiresIn, "expiresIn");
        UrlOptions chosen = Arguments.configured(new UrlOptions(), options, "options");
        return SignedUrlCreator.createSignedUrl(connection(), objectKey(key, "key"), expiresIn, chosen.request());
    }

    /**
     * Creates signed URLs for any number of objects, 1000 per request. {@code POST /object/sign/{bucket}}.
     *
     * @param keys the objects' keys
     * @param expiresIn how long the URLs are valid, at least 1 second; fractions of a second are dropped
     * @return the signed URLs, and the keys for which the server created none
     */
    public SignedUrls createSignedUrls(Iterable<String> keys, Duration expiresIn) {
        Arguments.required(keys, "keys");
        Arguments.required(expiresIn, "expiresIn");
        return SignedUrlCreator.createSignedUrls(connection(), id, ObjectKey.all(id, keys, codec), expiresIn);
    }

    /**
     * Creates a signed URL for uploading one object without credentials. The server sets how long it is valid.
     * {@code POST /object/upload/sign/{bucket}/{key}}.
     *
     * @param key the object's key
     * @param upsert whether the upload may replace an existing object
     * @return the signed URL and its token
     * @throws dev.plinth.core.ConflictException if an object with this key exists and {@code upsert} is false
     */
    public SignedUploadUrl createSignedUploadUrl(String key, boolean upsert) {
        return SignedUrlCreator.createSignedUploadUrl(connection(), writableKey(id, key, "key"), upsert);
    }

    /**
     * Uploads content with the token of a signed upload URL. {@code PUT /object/upload/sign/{bucket}/{key}}.
     *
     * @param key the object's key, as given to {@link #createSignedUploadUrl}
     * @param token the token of the signed upload URL
     * @param content the object's content
     * @param options sets the upload's options, without {@code upsert}, which is fixed when the URL is created
     * @return the stored object
     * @throws dev.plinth.core.ConflictException if an object with this key exists and must not be replaced
     * @throws dev.plinth.core.InvalidRequestException if the token is for another object or has expired
     */
    public StoredObject uploadToSignedUrl(
            String key, Secret token, Content content, Consumer<? super UploadOptions> options) {
        Arguments.required(content, "content");
        Arguments.required(token, "token");
        ObjectKey object = writableKey(id, key, "key");
        return SignedUrlCreator.uploadToSignedUrl(
                connection(),
                object,
                token,
                Arguments.configured(new UploadOptions(), options, "options").upload(object, content));
    }

    /**
     * {@return the URL of an object in a public bucket} On a direct connection nothing is sent, and it is not checked
     * that the object exists. Through a Studio: {@code POST /buckets/{bucket}/objects/public-url}.
     *
     * @param key the object's key
     */
    public URI publicUrl(String key) {
        return publicUrl(key, o -> {});
    }

    /**
     * {@return the URL of an object in a public bucket, with options} As {@link #publicUrl(String)}.
     *
     * @param key the object's key
     * @param options sets the download name and the image transformation
     */
    public URI publicUrl(String key, Consumer<? super UrlOptions> options) {
        UrlOptions chosen = Arguments.configured(new UrlOptions(), options, "options");
        return SignedUrlCreator.publicUrl(connection(), objectKey(key, "key"), chosen.request());
    }

    @Override
    protected Bucket withConnection(Connection connection) {
        return new Bucket(connection, id, codec);
    }

    @Override
    public String toString() {
        return "Bucket[id=" + id + ", " + LiveConnection.of(connection()).identity() + "]";
    }
}
