package dev.plinth.core.internal.gateway;

import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.Service;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.error.ServerFailure;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Access through a platform's control plane: one path prefix, a signed-in user's credential, and two dialects of
 * storage routes.
 */
public final class ControlPlaneGateway implements Gateway {

    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String url;
    private final String origin;
    private final String prefix;
    private final String api;
    private final @Nullable String ref;
    private final String auth;
    private final String storage;
    private final DialectMemory dialects;
    private final CredentialGuard guard;

    private ControlPlaneGateway(
            String url, String prefix, @Nullable String ref, DialectMemory dialects, CredentialGuard guard) {
        this.url = url;
        this.origin = BaseUrl.origin(url);
        this.prefix = prefix;
        this.api = prefix.substring(0, prefix.length() - "/platform".length());
        this.ref = ref;
        this.auth = prefix + "/auth/" + ref;
        this.storage = prefix + "/storage/" + ref;
        this.dialects = dialects;
        this.guard = guard;
    }

    /** Parses the platform's URL, with or without a trailing {@code /api} or {@code /api/platform}. */
    public static ControlPlaneGateway of(
            String platformUrl, ControlPlaneDialect dialect, boolean allowProjectKeys, boolean allowHttp) {
        String read = BaseUrl.read(platformUrl, allowHttp);
        String path = read.substring(BaseUrl.origin(read).length());
        String prefix = prefix(path);
        String root = prefix.endsWith("/api/platform")
                ? prefix.substring(0, prefix.length() - "/api/platform".length())
                : prefix;
        return new ControlPlaneGateway(
                BaseUrl.origin(read) + root,
                prefix,
                null,
                new DialectMemory(dialect),
                new CredentialGuard(allowProjectKeys));
    }

    private static String prefix(String path) {
        if (path.endsWith("/platform")) {
            return path;
        }
        return path.endsWith("/api") ? path + "/platform" : path + "/api/platform";
    }

    /** Returns the gateway of one project. */
    public ControlPlaneGateway project(String projectRef) {
        if (!REF.matcher(projectRef).matches()) {
            throw new IllegalArgumentException("invalid project ref: \""
                    + projectRef.replaceAll("\\p{Cntrl}", "?").toLowerCase(Locale.ROOT)
                    + "\" (1 to 64 letters, digits, - and _)");
        }
        return new ControlPlaneGateway(url, prefix, projectRef, dialects.another(), guard);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String describe() {
        return "the control plane at " + url;
    }

    @Override
    public String identity() {
        return (ref == null ? "" : "ref=" + ref + ", ") + "url=" + url + ", gateway=control plane";
    }

    @Override
    public String base(Service service) {
        return origin;
    }

    @Override
    public String pathPrefix(Service service) {
        return switch (service) {
            case AUTH -> auth;
            case STORAGE -> storage;
            case PLATFORM -> api;
            case OTHER -> "";
        };
    }

    @Override
    public Optional<String> ref() {
        return Optional.ofNullable(ref);
    }

    @Override
    public HttpRequest authorize(HttpRequest request, @Nullable Credentials credentials, @Nullable Secret token) {
        if (credentials == null
                || token == null
                || request.headers().first(credentials.headerName()).isPresent()
                || !BaseUrl.origin(request.base()).equals(origin)) {
            return request;
        }
        guard.check(token);
        return request.header(credentials.headerName(), credentials.headerValue(token));
    }

    @Override
    public void check(Credentials credentials) {
        guard.check(credentials);
    }

    @Override
    public Dialect dialectFor(Operation<?> operation) {
        Service service = operation.service().service();
        if (ref == null && (service == Service.AUTH || service == Service.STORAGE)) {
            throw new IllegalStateException("no project selected: use platform.project(ref)");
        }
        Dialect first = dialects.preferred();
        if (operation.route(first) != null) {
            return first;
        }
        Dialect other = DialectMemory.other(first);
        if (operation.route(other) != null) {
            return other;
        }
        throw new UnsupportedByGatewayException(operation.name(), describe(), operation.alternative());
    }

    @Override
    public @Nullable Dialect fallbackDialect(Operation<?> operation, Dialect tried, Failure failure) {
        return dialects.fallbackDialect(operation, tried, lacksRoute(failure));
    }

    @Override
    public void recordSuccess(Operation<?> operation, Dialect dialect) {
        dialects.recordSuccess(operation, dialect);
    }

    @Override
    public boolean lacksRoute(Failure failure) {
        return ControlPlaneErrors.lacksRoute(failure);
    }

    @Override
    public Failure interpret(ServerFailure failure) {
        return ControlPlaneErrors.interpret(failure);
    }

    @Override
    public boolean permanent(Failure failure) {
        return ControlPlaneErrors.permanent(failure);
    }

    @Override
    public @Nullable String hint(Failure failure) {
        return ControlPlaneErrors.hint(failure);
    }
}
