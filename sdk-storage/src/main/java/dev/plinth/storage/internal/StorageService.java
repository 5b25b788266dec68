package dev.plinth.storage.internal;

import dev.plinth.core.Service;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.call.ErrorCatalog;
import dev.plinth.core.internal.call.ServiceSpec;
import org.jspecify.annotations.Nullable;

/** The Storage server and what its errors mean. */
final class StorageService implements ErrorCatalog {

    static final ServiceSpec SPEC = new ServiceSpec(Service.STORAGE, new StorageService());

    private StorageService() {}

    @Override
    public @Nullable String hint(Failure failure) {
        return switch (failure.code().value()) {
            case "KeyAlreadyExists", "Duplicate" -> "use upsert(true) to replace it";
            case "NoSuchBucket" -> "create the bucket, or look whether this credential may see it";
            case "EntityTooLarge" -> "look at the bucket's and the project's size limit";
            case "ResourceNotEmpty" -> "empty the bucket first";
            default -> null;
        };
    }
}
