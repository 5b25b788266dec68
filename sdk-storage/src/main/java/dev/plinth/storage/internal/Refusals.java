package dev.plinth.storage.internal;

import dev.plinth.core.ApiException;
import dev.plinth.core.ApiFault;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.Service;

/** What is thrown where an answer means no without saying so by its status. */
final class Refusals {

    private Refusals() {}

    static ApiException notFound(String operation, ObjectKey at) {
        return ApiFault.builder(404, ErrorCode.of("NoSuchKey"), "Object not found")
                .call(operation, Service.STORAGE, 1)
                .about("bucket", at.bucket())
                .about("path", at.name())
                .hint(StorageErrors.of("NoSuchKey").orElseThrow().advice())
                .build()
                .toException();
    }
}
