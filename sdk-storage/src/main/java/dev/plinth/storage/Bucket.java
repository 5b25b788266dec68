package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.Secret;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.Deletes;
import dev.plinth.storage.internal.DownloadOperations;
import dev.plinth.storage.internal.DownloadRequest;
import dev.plinth.storage.internal.InfoOperations;
import dev.plinth.storage.internal.MoveOperations;
import dev.plinth.storage.internal.Names;
import dev.plinth.storage.internal.ObjectKey;
import dev.plinth.storage.internal.ObjectListing;
import dev.plinth.storage.internal.Signatures;
import dev.plinth.storage.internal.Uploads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One bucket and its objects.
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}), and
 * {@link IllegalArgumentException} for a key that no object can have, before anything is sent.
 */
public final class Bucket extends View<Bucket> {

    private final String id;
    private final KeyCodec codec;

    private Bucket(Connection connection, String id, KeyCodec codec) {
        super(connection);
        this.id = id;
        this.codec = codec;
    }

    static Bucket of(Connection connection, String id) {
        return new Bucket(connection, Names.bucket(id), KeyCodec.plain());
    }

    /**
     * Returns the bucket's id.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Returns this bucket with a translation between names and keys, for names that the server does not take.
     *
     * @param translation such as {@link KeyCodec#escaping()}
     * @return a handle whose keys, given and returned, are translated
     */
    public Bucket keys(KeyCodec translation) {
        return new Bucket(connection(), id, Objects.requireNonNull(translation, "translation"));
    }

    /**
     * Uploads a file. {@code POST /object/{bucket}/{key}}.
     *
     * @param key the object's name, with slashes for folders
     * @param file the file
     * @return what was stored
     */
    public StoredObject upload(String key, Path file) {
        return upload(key, Content.ofFile(file));
    }

    /**
     * Uploads a content. {@code POST /object/{bucket}/{key}}.
     *
     * @param key the object's name, with slashes for folders
     * @param content the content
     * @return what was stored
     */
    public StoredObject upload(String key, Content content) {
        return upload(key, content, o -> {});
    }

    /**
     * Uploads a content, with options. It is sent again when the answer is lost or the server is in trouble; whether what is
     * there then is this very upload, is found out. A stream longer than 64 MiB is sent once.
     * {@code POST /object/{bucket}/{key}}, or {@code PUT} to replace.
     *
     * @param key the object's name, with slashes for folders
     * @param content the content
     * @param options sets what is to differ from the defaults
     * @return what was stored
     * @throws dev.plinth.core.ConflictException if there is such an object, and it is not to be replaced
     * @throws dev.plinth.core.PayloadTooLargeException if it is larger than the bucket or the project takes
     * @throws IntegrityException if other bytes are stored than were sent
     */
    public StoredObject upload(String key, Content content, Consumer<UploadOptions> options) {
        Arguments.required(content, "content");
        ObjectKey at = toWrite(id, key, "key");
        UploadOptions chosen = Arguments.configured(new UploadOptions(), options, "options");
        return Uploads.upload(connection(), at, content, sent -> chosen.upload(at, sent));
    }

    /**
     * Downloads an object. {@code GET /object/authenticated/{bucket}/{key}}.
     *
     * @param key the object's name
     * @return the object's bytes as they arrive; close it
     */
    public Download download(String key) {
        return download(key, o -> {});
    }

    /**
     * Downloads an object, a part of it, or another form of an image. {@code GET /object/authenticated/{bucket}/{key}}, or
     * {@code GET /render/image/authenticated/{bucket}/{key}}.
     *
     * @param key the object's name
     * @param options sets what is wanted of it
     * @return the bytes as they arrive; close it
     * @throws dev.plinth.core.NotFoundException if there is no such object, or it may not be seen
     * @throws dev.plinth.core.InvalidRequestException if the object has no such part
     */
    public Download download(String key, Consumer<DownloadOptions> options) {
        DownloadOptions chosen = Arguments.configured(new DownloadOptions(), options, "options");
        return Calls.run(connection(), DownloadOperations.download(connection(), at(key, "key"), chosen.request()));
    }

    /**
     * Downloads an object unless it still is what the program has. {@code GET /object/authenticated/{bucket}/{key}} with
     * {@code If-None-Match}.
     *
     * @param key the object's name
     * @param etag the entity tag of what the program has
     * @return the object's bytes; empty if it is not modified
     */
    public Optional<Download> downloadIfChanged(String key, String etag) {
        Arguments.required(etag, "etag");
        return Calls.run(
                connection(), DownloadOperations.ifChanged(connection(), at(key, "key"), DownloadRequest.unless(etag)));
    }

    /**
     * Downloads an object if it was replaced or changed lately. {@code GET /object/authenticated/{bucket}/{key}} with
     * {@code If-Modified-Since}.
     *
     * @param key the object's name
     * @param since the time of what the program has; whole seconds count
     * @return the object's bytes; empty if it is not modified
     */
    public Optional<Download> downloadIfChanged(String key, Instant since) {
        Arguments.required(since, "since");
        return Calls.run(
                connection(),
                DownloadOperations.ifChanged(connection(), at(key, "key"), DownloadRequest.unless(since)));
    }

    /**
     * Returns an object's description. {@code GET /object/info/authenticated/{bucket}/{key}}.
     *
     * @param key the object's name
     * @return the description
     * @throws dev.plinth.core.NotFoundException if there is no such object, or it may not be seen
     */
    public ObjectInfo info(String key) {
        return InfoOperations.info(connection(), at(key, "key"));
    }

    /**
     * Tells whether there is an object. {@code GET /object/info/authenticated/{bucket}/{key}}.
     *
     * @param key the object's name
     * @return false if there is none, or policies hide it
     * @throws dev.plinth.core.NotFoundException if there is no such bucket, or it may not be seen
     * @throws dev.plinth.core.PermissionDeniedException if looking is not allowed
     */
    public boolean exists(String key) {
        return InfoOperations.exists(connection(), at(key, "key"));
    }

    /**
     * Lists the objects and folders at the top of the bucket. {@code POST /object/list-v2/{bucket}}.
     *
     * @return the objects and folders, fetched page by page
     */
    public PagedIterable<ObjectEntry> list() {
        return list(o -> {});
    }

    /**
     * Lists objects and folders, any number. {@code POST /object/list-v2/{bucket}}, and {@code POST /object/list/{bucket}}
     * for what only that one can, or where the other is missing; that one goes through folders one after another and does
     * not tell names apart that differ by case only. A bucket that is not there gives an empty list.
     *
     * @param options sets which, and in which order
     * @return the objects and folders, fetched page by page
     * @throws IllegalArgumentException if the server would not answer that rightly
     */
    public PagedIterable<ObjectEntry> list(Consumer<ListOptions> options) {
        ListOptions chosen = Arguments.configured(new ListOptions(), options, "options");
        return ObjectListing.of(connection(), id, codec, chosen.query(codec));
    }

    /**
     * Moves an object to another name. {@code POST /object/move}.
     *
     * @param from the object's name
     * @param to the name it is to have
     * @throws dev.plinth.core.ConflictException if there is an object of the other name; a move never replaces
     */
    public void move(String from, String to) {
        move(from, to, o -> {});
    }

    /**
     * Moves an object to another name or bucket. {@code POST /object/move}.
     *
     * @param from the object's name
     * @param to the name it is to have
     * @param options sets where to
     * @throws dev.plinth.core.NotFoundException if there is no such object or bucket, or it may not be seen
     * @throws dev.plinth.core.ConflictException if there is an object of the other name; a move never replaces
     */
    public void move(String from, String to, Consumer<MoveOptions> options) {
        MoveOptions chosen = Arguments.configured(new MoveOptions(), options, "options");
        Calls.perform(connection(), MoveOperations.move(at(from, "from"), toWrite(chosen.bucketOr(id), to, "to")));
    }

    /**
     * Copies an object, with its metadata. {@code POST /object/copy}.
     *
     * @param from the object's name
     * @param to the copy's name
     * @return the copy
     * @throws dev.plinth.core.ConflictException if there is an object of the other name
     */
    public StoredObject copy(String from, String to) {
        return copy(from, to, o -> {});
    }

    /**
     * Copies an object, to another bucket maybe, and with other metadata. {@code POST /object/copy}.
     *
     * @param from the object's name
     * @param to the copy's name
     * @param options sets where to, and what is to be other
     * @return the copy
     * @throws dev.plinth.core.NotFoundException if there is no such object or bucket, or it may not be seen
     * @throws dev.plinth.core.ConflictException if there is an object of the other name, and it is not to be replaced
     */
    public StoredObject copy(String from, String to, Consumer<CopyOptions> options) {
        CopyOptions chosen = Arguments.configured(new CopyOptions(), options, "options");
        return MoveOperations.copy(
                connection(), at(from, "from"), toWrite(chosen.bucketOr(id), to, "to"), chosen.request());
    }

    /**
     * Deletes one object. {@code DELETE /object/{bucket}/{key}}.
     *
     * @param key the object's name
     * @throws dev.plinth.core.NotFoundException if there is no such object
     * @throws dev.plinth.core.PermissionDeniedException if it may not be deleted
     */
    public void delete(String key) {
        Deletes.one(connection(), at(key, "key"));
    }

    /**
     * Deletes objects, any number, 1000 by one call. {@code DELETE /object/{bucket}}.
     *
     * @param keys the objects' names
     * @return what was deleted and what was not
     * @throws DeleteInterruptedException if a call failed after others did their part
     */
    public DeleteResult deleteAll(Iterable<String> keys) {
        Arguments.required(keys, "keys");
        return Deletes.many(connection(), id, at(keys));
    }

    /**
     * Returns an address by which anybody may read an object for a while. {@code POST /object/sign/{bucket}/{key}}.
     *
     * @param key the object's name
     * @param life how long, in whole seconds
     * @return the address
     */
    public SignedUrl signedUrl(String key, Duration life) {
        return signedUrl(key, life, o -> {});
    }

    /**
     * Returns an address by which anybody may read an object, or another form of an image, for a while. {@code POST
     * /object/sign/{bucket}/{key}}.
     *
     * @param key the object's name
     * @param life how long, in whole seconds
     * @param options sets what the address is to bring
     * @return the address
     * @throws dev.plinth.core.NotFoundException if there is no such object, or it may not be seen
     */
    public SignedUrl signedUrl(String key, Duration life, Consumer<LinkOptions> options) {
        Arguments.required(life, "life");
        LinkOptions chosen = Arguments.configured(new LinkOptions(), options, "options");
        return Signatures.one(connection(), at(key, "key"), life, chosen.request());
    }

    /**
     * Returns addresses of objects, any number, 1000 by one call. {@code POST /object/sign/{bucket}}.
     *
     * @param keys the objects' names
     * @param life how long they may be read, in whole seconds
     * @return the addresses, and what was not signed
     */
    public SignedUrls signedUrls(Iterable<String> keys, Duration life) {
        Arguments.required(keys, "keys");
        Arguments.required(life, "life");
        return Signatures.many(connection(), id, at(keys), life);
    }

    /**
     * Allows others to upload one object for a while; the server says how long. {@code POST
     * /object/upload/sign/{bucket}/{key}}.
     *
     * @param key the object's name
     * @param upsert whether an object that is there may be replaced
     * @return the permission
     * @throws dev.plinth.core.ConflictException if there is such an object, and it may not be replaced
     */
    public SignedUpload signedUpload(String key, boolean upsert) {
        return Signatures.upload(connection(), toWrite(id, key, "key"), upsert);
    }

    /**
     * Uploads a content by another's permission. {@code PUT /object/upload/sign/{bucket}/{key}}.
     *
     * @param key the object's name
     * @param token the permission
     * @param content the content
     * @param options sets what is to differ from the defaults; whether to replace is settled by the permission
     * @return what was stored
     * @throws dev.plinth.core.ConflictException if there is such an object, and it may not be replaced
     * @throws dev.plinth.core.InvalidRequestException if the permission is for another object, or has ended
     */
    public StoredObject uploadSigned(String key, Secret token, Content content, Consumer<UploadOptions> options) {
        Arguments.required(content, "content");
        Arguments.required(token, "token");
        ObjectKey at = toWrite(id, key, "key");
        return Signatures.use(
                connection(),
                at,
                token,
                Arguments.configured(new UploadOptions(), options, "options").upload(at, content));
    }

    /**
     * Returns the address of an object in a public bucket. Straight at a project nothing is sent, and nobody looks whether
     * bucket and object are there. A Studio is asked: {@code POST /buckets/{bucket}/objects/public-url}.
     *
     * @param key the object's name
     * @return the address
     */
    public URI publicUrl(String key) {
        return publicUrl(key, o -> {});
    }

    /**
     * Returns the address of an object in a public bucket, or of another form of an image.
     *
     * @param key the object's name
     * @param options sets what the address is to bring
     * @return the address
     */
    public URI publicUrl(String key, Consumer<LinkOptions> options) {
        LinkOptions chosen = Arguments.configured(new LinkOptions(), options, "options");
        return Signatures.open(connection(), at(key, "key"), chosen.request());
    }

    private ObjectKey at(String key, String name) {
        return ObjectKey.of(id, Arguments.required(key, name), codec);
    }

    private ObjectKey toWrite(String bucket, String key, String name) {
        return ObjectKey.toWrite(bucket, Arguments.required(key, name), codec);
    }

    private List<ObjectKey> at(Iterable<String> keys) {
        List<ObjectKey> all = new ArrayList<>();
        keys.forEach(key -> all.add(at(key, "key")));
        return all;
    }

    @Override
    protected Bucket over(Connection other) {
        return new Bucket(other, id, codec);
    }
}
