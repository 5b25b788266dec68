package dev.plinth.testkit.internal.platform;

/** A service that can make up objects. */
public interface SeedsObjects {
    void seedObjects(String bucket, int count);
}
