package dev.plinth.core.internal.gateway;

import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.Service;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.error.ServerFailure;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A route to a project's services: the URL of each service, the credentials of a request, and the dialect of the
 * routes.
 */
public interface Gateway {

    /** Returns the base URL. */
    String url();

    /** Returns the gateway's name for messages. */
    String describe();

    /** Returns which project or platform a client reaches, and how, as clients print it. */
    String identity();

    /** Returns the part of a service's URL before {@link #pathPrefix}. */
    String base(Service service);

    /** Returns the path that a service is mounted at, without a trailing slash. */
    String pathPrefix(Service service);

    /** Returns the direct URL of a service, without a trailing slash; empty if only the gateway knows it. */
    default Optional<String> address(Service service) {
        return Optional.empty();
    }

    /** Returns the ref of the project, if it is known. */
    default Optional<String> ref() {
        return Optional.empty();
    }

    /** Adds a credential to a request, unless the request goes to another origin. */
    HttpRequest authorize(HttpRequest request, @Nullable Credentials credentials, @Nullable Secret token);

    /**
     * Checks that this gateway accepts the credentials.
     *
     * @throws IllegalArgumentException if it does not
     */
    void check(Credentials credentials);

    /**
     * Returns the dialect for an operation.
     *
     * @throws UnsupportedByGatewayException if no dialect has the operation
     */
    Dialect dialectFor(Operation<?> operation);

    /** Returns the dialect to try after a failure; null for none. */
    default @Nullable Dialect fallbackDialect(Operation<?> operation, Dialect tried, Failure failure) {
        return null;
    }

    /** Records that an operation succeeded in a dialect. */
    default void recordSuccess(Operation<?> operation, Dialect dialect) {}

    /** Returns whether a failure means that the route does not exist, as opposed to the resource. */
    default boolean lacksRoute(Failure failure) {
        return false;
    }

    /** Corrects the status and code of a failure where the gateway replaces those of the servers behind it. */
    default Failure interpret(ServerFailure failure) {
        return failure;
    }

    /** Returns whether a retry cannot help although the failure's status would allow one. */
    default boolean permanent(Failure failure) {
        return false;
    }

    /** Returns what to do about an error response, or null if there is no hint. */
    default @Nullable String hint(Failure failure) {
        return null;
    }

    /** Returns what to do about a transport failure, or null if there is no hint. */
    default @Nullable String hint(IOException failure) {
        return TransportHints.of(failure);
    }
}
