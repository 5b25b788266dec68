package dev.plinth.storage.internal.api;

import dev.plinth.core.Service;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.error.ErrorCatalog;
import dev.plinth.core.internal.error.ErrorTable;
import dev.plinth.core.internal.error.ServerFailure;
import dev.plinth.core.internal.operation.ServiceSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Storage service: its errors and their hints. */
public final class StorageService implements ErrorCatalog {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Messages for a refused token. The server sends them with 403, as it does for a missing permission. */
    private static final Set<String> REFUSED_TOKEN = Set.of(
            "Invalid Compact JWS",
            "JWS Protected Header is invalid",
            "signature verification failed",
            "\"exp\" claim timestamp check failed",
            "\"nbf\" claim timestamp check failed",
            "\"alg\" (Algorithm) Header Parameter value not allowed",
            "jwt expired",
            "invalid signature");

    public static final ServiceSpec SPEC = new ServiceSpec(Service.STORAGE, new StorageService());

    private static final String BODY_LOST =
            "a proxy drops the bodies of DELETE requests: delete the objects one by one, or connect directly to the"
                    + " project with Project.connect(projectUrl, key)";

    private StorageService() {}

    @Override
    public ServerFailure interpret(ServerFailure failure) {
        boolean refusedToken = failure.status() == FORBIDDEN && REFUSED_TOKEN.contains(failure.message());
        return refusedToken ? failure.interpretedAs(UNAUTHORIZED, failure.code(), failure.message()) : failure;
    }

    @Override
    public boolean permanent(Failure failure) {
        return StorageErrors.of(failure.code().value())
                .map(entry -> !entry.retryable())
                .orElse(false);
    }

    @Override
    public @Nullable String hint(Failure failure) {
        if (bodyWasLost(failure)) {
            return BODY_LOST;
        }
        String message = failure.message();
        if (message.startsWith("Route ") && message.contains("render/image")) {
            return "image transformation is disabled on this server: enable it in the project's storage settings, or on a"
                    + " self-hosted server with IMAGE_TRANSFORMATION_ENABLED=true";
        }
        if (message.startsWith("Route ") && message.contains("/vector/")) {
            return "vector buckets are disabled on this server: enable them in the project's storage settings, or on a"
                    + " self-hosted server with VECTOR_ENABLED=true";
        }
        if (message.startsWith("Route ") && message.contains("/iceberg/")) {
            return "analytics buckets are disabled on this server: enable them in the project's storage settings, or on"
                    + " a self-hosted server with ICEBERG_ENABLED=true";
        }
        if (message.equals("The related resource does not exist")) {
            return "the target bucket does not exist: create it, or check its name; the request may also refer to a user or"
                    + " role that does not exist";
        }
        return StorageErrors.of(failure.code().value())
                .filter(entry -> !entry.code().equals("InvalidRequest"))
                .flatMap(ErrorTable.Entry::hint)
                .orElse(null);
    }

    /**
     * The responses of Storage and of a Studio to a delete of many objects whose body was dropped on the way: the SDK
     * never sends an empty list of keys.
     */
    private static boolean bodyWasLost(Failure failure) {
        String message = failure.message();
        return message.equals("body must be object") || message.contains("required property 'prefixes'");
    }
}
