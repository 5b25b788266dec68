package dev.plinth.storage.internal.list;

import dev.plinth.storage.ListedObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** An entry of a list of objects. */
public record ListedObjectRecord(String key, boolean isFolder, ObjectRow row) implements ListedObject {

    @Override
    public String name() {
        int end = isFolder ? key.length() - 1 : key.length();
        return key.substring(key.lastIndexOf('/', end - 1) + 1, end);
    }

    @Override
    public Optional<String> id() {
        return row.id();
    }

    @Override
    public OptionalLong size() {
        return row.system().size().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<String> contentType() {
        return row.system().mimetype();
    }

    @Override
    public Optional<String> cacheControl() {
        return row.system().cacheControl_();
    }

    @Override
    public Optional<String> etag() {
        return row.system().eTag_();
    }

    @Override
    public Optional<Instant> createdAt() {
        return row.createdAt();
    }

    @Override
    public Optional<Instant> updatedAt() {
        return row.updatedAt();
    }

    @Override
    public Optional<Instant> lastAccessedAt() {
        return row.lastAccessedAt();
    }

    @Override
    public String toString() {
        String size = size().isPresent() ? ", size=" + size().getAsLong() : "";
        return "ListedObject[key=" + key + (isFolder ? ", folder" : size) + "]";
    }
}
