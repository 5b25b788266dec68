package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.storage.internal.ObjectOperations;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One bucket and its objects.
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}).
 */
public final class Bucket extends View<Bucket> {

    private final String id;

    private Bucket(Connection connection, String id) {
        super(connection);
        this.id = Objects.requireNonNull(id, "id");
    }

    static Bucket of(Connection connection, String id) {
        return new Bucket(connection, id);
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
     * Uploads a file. {@code POST /object/{bucket}/{key}}.
     *
     * @param key the object's name, with slashes for folders
     * @param file the file
     * @return what was stored
     * @throws dev.plinth.core.ConflictException if there is such an object
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
     * @throws dev.plinth.core.ConflictException if there is such an object
     */
    public StoredObject upload(String key, Content content) {
        return upload(key, content, o -> {});
    }

    /**
     * Uploads a content, with options. {@code POST /object/{bucket}/{key}}.
     *
     * @param key the object's name, with slashes for folders
     * @param content the content
     * @param options sets what is to differ from the defaults
     * @return what was stored
     * @throws dev.plinth.core.ConflictException if there is such an object, and it is not to be replaced
     */
    public StoredObject upload(String key, Content content, Consumer<UploadOptions> options) {
        UploadOptions chosen = new UploadOptions();
        options.accept(chosen);
        return Calls.run(connection(), ObjectOperations.upload(id, key, chosen.upload(content)));
    }

    /**
     * Downloads an object. {@code GET /object/{bucket}/{key}}.
     *
     * @param key the object's name
     * @return the object's bytes as they arrive; close it
     * @throws dev.plinth.core.NotFoundException if there is no such object, or it may not be seen
     */
    public Download download(String key) {
        return Calls.run(connection(), ObjectOperations.download(id, key));
    }

    /**
     * Deletes one object. {@code DELETE /object/{bucket}/{key}}.
     *
     * @param key the object's name
     * @throws dev.plinth.core.NotFoundException if there is no such object, or it may not be deleted
     */
    public void delete(String key) {
        Calls.perform(connection(), ObjectOperations.delete(id, key));
    }

    @Override
    protected Bucket over(Connection other) {
        return new Bucket(other, id);
    }
}
