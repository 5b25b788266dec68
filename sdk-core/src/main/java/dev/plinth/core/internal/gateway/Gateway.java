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

/** The way to a project: where a service is mounted, how a request is authorized, which dialect is spoken. */
public interface Gateway {

    /** Returns the URL that it starts from. */
    String url();

    /** Names it in messages. */
    String describe();

    /** Returns the part of a service's address that goes before {@link #pathPrefix}. */
    String base(Service service);

    /** Returns the path that a service is mounted at; without a slash at its end. */
    String pathPrefix(Service service);

    /** Returns the address of a service itself, without a slash at its end; empty if only the gateway knows it. */
    default Optional<String> address(Service service) {
        return Optional.empty();
    }

    /** Returns the ref of the one project that it leads to, as far as it is known. */
    default Optional<String> ref() {
        return Optional.empty();
    }

    /** Puts a credential on a request, unless the request goes elsewhere. */
    HttpRequest authorize(HttpRequest request, @Nullable Credentials credentials, @Nullable Secret token);

    /**
     * Refuses credentials that it does not take.
     *
     * @throws IllegalArgumentException if it does not take them
     */
    void check(Credentials credentials);

    /**
     * Returns the dialect to ask in.
     *
     * @throws UnsupportedByGatewayException if it offers the operation in none
     */
    Dialect dialectFor(Operation<?> operation);

    /** Returns the dialect to ask in after a failure; null for none. */
    default @Nullable Dialect fallbackDialect(Operation<?> operation, Dialect tried, Failure failure) {
        return null;
    }

    /** Hears that a dialect was understood. */
    default void recordSuccess(Operation<?> operation, Dialect dialect) {}

    /** Tells whether a failure means that there is no such route, rather than no such thing. */
    default boolean lacksRoute(Failure failure) {
        return false;
    }

    /** Corrects what a failure means, where the gateway flattens what the servers say. */
    default Failure interpret(ServerFailure failure) {
        return failure;
    }

    /** Tells whether a failure whose status would allow a retry never gets better. */
    default boolean permanent(Failure failure) {
        return false;
    }

    /** Returns what to do about a failure. */
    default @Nullable String hint(Failure failure) {
        return null;
    }

    /** Returns what to do about a failure on the wire. */
    default @Nullable String hint(IOException failure) {
        return TransportHints.of(failure);
    }
}
