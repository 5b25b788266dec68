package dev.plinth.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Path;

/** What every candidate does. */
interface Client extends AutoCloseable {

    /** Returns the number of buckets. */
    int listBuckets() throws IOException;

    void upload(String key, Path file) throws IOException;

    void upload(String key, byte[] bytes) throws IOException;

    void download(String key, Path file) throws IOException;

    /** Returns the object's length. */
    int download(String key) throws IOException;

    /** Returns the number of listed objects. */
    int listObjects() throws IOException;

    @Override
    void close();
}
