package dev.plinth.storage.internal.api;

import dev.plinth.core.ApiErrorDetails;
import dev.plinth.core.ApiException;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.Service;

/** Creates the exception for responses that mean "not found" although their status is a success. */
public final class NotFoundErrors {

    private NotFoundErrors() {}

    public static ApiException notFound(String operation, ObjectKey object) {
        return ApiErrorDetails.builder(404, ErrorCode.of("NoSuchKey"), "Object not found")
                .call(operation, Service.STORAGE, 1)
                .context("bucket", object.bucket())
                .context("path", object.name())
                .hint(StorageErrors.of("NoSuchKey").orElseThrow().advice())
                .build()
                .toException();
    }
}
