package dev.plinth.core.internal.connection;

import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.operation.ServiceSpec;
import java.util.Locale;
import java.util.Set;

/** A custom request as an operation. */
final class RawOperation {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> IDEMPOTENT = Set.of("PUT", "DELETE");
    private static final Route<HttpResponse> ROUTE = Route.get("/").stream(response -> response);

    private RawOperation() {}

    static Operation<HttpResponse> of(HttpRequest request) {
        String name = "http." + request.method().toLowerCase(Locale.ROOT);
        if (SAFE.contains(request.method())) {
            return Operation.safe(ServiceSpec.OTHER, name, dialect -> ROUTE);
        }
        return IDEMPOTENT.contains(request.method())
                ? Operation.idempotent(ServiceSpec.OTHER, name, dialect -> ROUTE)
                : Operation.unsafe(ServiceSpec.OTHER, name, dialect -> ROUTE);
    }

    static Route<HttpResponse> route() {
        return ROUTE;
    }

    /** Makes the URL absolute. The request's own headers take precedence. */
    static HttpRequest address(HttpRequest request, Gateway gateway, HttpHeaders.Builder defaultHeaders) {
        // The request's own headers take precedence, with all their values.
        request.headers().names().forEach(defaultHeaders::remove);
        request.headers().forEach(defaultHeaders::add);
        String base = request.base().isEmpty() ? gateway.url() : request.base();
        return HttpRequest.of(
                request.method(),
                base,
                request.path(),
                defaultHeaders.build(),
                request.body().orElse(null));
    }
}
