package dev.plinth.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** What a candidate does. It need not do all of it. */
public interface Client extends AutoCloseable {

    /**
     * Returns whether the calling thread does all the work of a small call. What other threads allocate is not counted.
     *
     * @return true by default
     */
    default boolean onCallersThread() {
        return true;
    }

    /**
     * Lists the buckets.
     *
     * @return the number of buckets
     * @throws IOException if the call fails
     */
    default int listBuckets() throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Uploads a file.
     *
     * @param key the object's key, its size
     * @param file the file
     * @throws IOException if the call fails
     */
    default void upload(String key, Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Uploads bytes.
     *
     * @param key the object's key, its size
     * @param bytes the bytes
     * @throws IOException if the call fails
     */
    default void upload(String key, byte[] bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Downloads an object into a file.
     *
     * @param key the object's key, its size
     * @param file the file, replaced if it is there
     * @throws IOException if the call fails
     */
    default void download(String key, Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Downloads an object.
     *
     * @param key the object's key, its size
     * @return the object's length
     * @throws IOException if the call fails
     */
    default int download(String key) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists all objects of a bucket.
     *
     * @return the number of listed objects
     * @throws IOException if a call fails
     */
    default int listObjects() throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists a bucket with 1,000 objects, which is one page.
     *
     * @return the number of listed objects
     * @throws IOException if the call fails
     */
    default int listPage() throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Gets a user by id.
     *
     * @return the length of the user's e-mail address
     * @throws IOException if the call fails
     */
    default int getUser() throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Creates a signed URL.
     *
     * @return the URL's length
     * @throws IOException if the call fails
     */
    default int sign() throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Downloads an object that does not exist.
     *
     * @return the error's status
     * @throws IOException if the call fails otherwise
     */
    default int fail() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Verifies the signature and the claims of a token. */
    default void verifyToken() {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();
}
