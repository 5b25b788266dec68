package dev.plinth.storage.internal.bucket;

import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.BucketInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket as the server sends it. */
record BucketRecord(
        String id,
        String name,
        Optional<String> owner,
        Optional<String> type,
        boolean public_,
        Optional<Long> fileSizeLimit,
        List<String> allowedMimeTypes,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Map<String, Object> unknownFields)
        implements BucketInfo {

    BucketRecord {
        owner = owner.filter(user -> !user.isEmpty());
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    @Override
    public boolean isPublic() {
        return public_;
    }

    @Override
    public String toString() {
        return Description.of("BucketInfo")
                .add("id", id)
                .addIf(public_, "public")
                .add("fileSizeLimit", fileSizeLimit)
                .add("allowedMimeTypes", allowedMimeTypes)
                .toString();
    }
}
