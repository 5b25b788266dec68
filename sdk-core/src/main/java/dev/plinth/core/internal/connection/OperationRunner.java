package dev.plinth.core.internal.connection;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.CallEnvironment;
import dev.plinth.core.internal.content.ReleasableContent;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import org.jspecify.annotations.Nullable;

/** Runs operations: chooses the dialect, builds the request, and turns the response into a result or an exception. */
public final class OperationRunner {

    private static final int NOT_FOUND = 404;

    private final ConnectionResources resources;
    private final CallEnvironment environment;
    private final Gateway gateway;

    OperationRunner(ConnectionResources resources, CallEnvironment environment) {
        this.resources = resources;
        this.environment = environment;
        this.gateway = environment.gateway();
    }

    /** Runs an operation on a connection. */
    public static <T> T run(Connection connection, Operation<T> operation) {
        return LiveConnection.of(connection).runner().run(operation);
    }

    /** Runs an operation on a connection and ignores its result. */
    public static void perform(Connection connection, Operation<?> operation) {
        run(connection, operation);
    }

    /** Runs an operation in the dialect of the gateway. */
    private <T> T run(Operation<T> operation) {
        Dialect dialect = gateway.dialectFor(operation);
        Call<T> call = call(operation, dialect);
        try {
            return run(operation, dialect, call);
        } finally {
            release(call.route().body);
        }
    }

    private <T> T run(Operation<T> operation, Dialect dialect, Call<T> call) {
        HttpResponse response = send(call);
        if (call.hasResult(response)) {
            gateway.recordSuccess(operation, dialect);
            return call.takeResult();
        }
        Failure failure = failureOf(response);
        T deleted = resultIfAlreadyDeleted(call, failure);
        if (deleted != null) {
            return deleted;
        }
        Dialect other = gateway.fallbackDialect(operation, dialect, failure);
        if (other == null) {
            throw call.failures().apiFailure(failure);
        }
        return runInOtherDialect(operation, other, call.failures().apiFailure(failure));
    }

    /** Returns the result of a deletion that most likely succeeded in an earlier attempt whose response was lost. */
    private <T> @Nullable T resultIfAlreadyDeleted(Call<T> call, Failure failure) {
        boolean notFound =
                failure.status() == NOT_FOUND || failure.code().value().endsWith("_not_found");
        return notFound && call.mayBeProcessed() && !gateway.lacksRoute(failure)
                ? call.operationSpec().resultWhenNotFound()
                : null;
    }

    /** Runs an operation in the other dialect; if that route does not exist either, throws the first failure. */
    private <T> T runInOtherDialect(Operation<T> operation, Dialect dialect, RuntimeException first) {
        Call<T> call = call(operation, dialect);
        HttpResponse response = send(call);
        if (call.hasResult(response)) {
            gateway.recordSuccess(operation, dialect);
            return call.takeResult();
        }
        Failure failure = failureOf(response);
        if (gateway.lacksRoute(failure)) {
            throw first;
        }
        gateway.recordSuccess(operation, dialect);
        throw call.failures().apiFailure(failure);
    }

    /** Sends a custom request and returns the response, whatever its status. */
    HttpResponse runRaw(HttpRequest request) {
        Arguments.required(request, "request");
        Call<HttpResponse> call = new Call<>(environment, RawOperation.of(request), RawOperation.route(), newCallId());
        try {
            return exchange(call, RawOperation.address(request, gateway, headers(call)));
        } finally {
            release(request.body().orElse(null));
        }
    }

    private void release(@Nullable Content body) {
        if (!resources.curlCapture().contains(Thread.currentThread())) {
            ReleasableContent.release(body);
        }
    }

    private <T> Call<T> call(Operation<T> operation, Dialect dialect) {
        Route<T> route = operation.route(dialect);
        if (route == null) {
            throw new IllegalStateException(operation.name() + " has no route in " + dialect);
        }
        return new Call<>(environment, operation, route, newCallId());
    }

    private HttpResponse send(Call<?> call) {
        Route<?> route = call.route();
        String base = gateway.base(call.operationSpec().service().service());
        String path = gateway.pathPrefix(call.operationSpec().service().service()) + route.path;
        return exchange(
                call, HttpRequest.of(route.method, base, path, headers(call).build(), route.body));
    }

    private HttpResponse exchange(Call<?> call, HttpRequest request) {
        if (resources.curlCapture().contains(Thread.currentThread())) {
            throw new CurlCapture.Captured(call, call.withCurrentToken(request));
        }
        checkOpen();
        return call.observers().observe(request, call, () -> resources.path().exchange(request, call));
    }

    /** Checks that the connection is open. Work inside a future is cancelled with the connection instead. */
    void checkOpen() {
        if (environment.scope().effective().isRoot()) {
            resources.checkOpen();
        }
    }

    private HttpHeaders.Builder headers(Call<?> call) {
        HttpHeaders.Builder headers = environment.settings().headers().toBuilder();
        headers.add("X-Request-Id", call.id());
        headers.add("Accept", call.route().streams ? "*/*" : "application/json");
        call.route().headers.forEach(headers::set);
        return headers;
    }

    private String newCallId() {
        Timing timing = resources.timing();
        long bits = (long) (timing.random() * Long.MAX_VALUE);
        return Long.toHexString(bits ^ timing.nanoTime());
    }

    private static Failure failureOf(HttpResponse response) {
        return response.failure().orElseThrow(() -> new IllegalStateException("an error response without a failure"));
    }
}
