package dev.plinth.core.internal.gateway;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.Service;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Direct access to a project: sends the project's key as {@code apikey} and the caller's token as the bearer token. */
public final class ProjectGateway implements Gateway {

    private static final int PROJECT_PAUSED = 540;
    private static final String API_KEY = "apikey";

    private final String url;
    private final ApiKey key;
    private final Address project;
    private final Address auth;
    private final Address storage;
    private final Configured known;

    /** The properties that cannot be derived from a project's URL; null if they were not configured. */
    public record Configured(@Nullable String ref, @Nullable String region) {

        /** Nothing was configured. */
        public static final Configured NOTHING = new Configured(null, null);
    }

    /** A URL split into origin and path once, not in every call. */
    private record Address(String origin, String path) {

        static Address of(String url) {
            String origin = BaseUrl.origin(url);
            return new Address(origin, url.substring(origin.length()));
        }
    }

    private ProjectGateway(String url, ApiKey key, String auth, String storage, Configured known) {
        this.url = url;
        this.key = key;
        this.project = Address.of(url);
        this.auth = Address.of(auth);
        this.storage = Address.of(storage);
        this.known = known;
    }

    /** Parses the project's URL and the addresses of its services, which are paths below it or other URLs. */
    public static ProjectGateway of(
            String url, ApiKey key, String authUrl, String storageUrl, boolean allowHttp, Configured known) {
        String base = BaseUrl.read(url, allowHttp);
        String auth = address(base, authUrl, allowHttp);
        return new ProjectGateway(base, key, auth, address(base, storageUrl, allowHttp), known);
    }

    private static String address(String base, String at, boolean allowHttp) {
        if (at.contains("://")) {
            return BaseUrl.read(at, allowHttp);
        }
        return BaseUrl.read(base + (at.startsWith("/") ? at : "/" + at), true);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String describe() {
        return "project " + url;
    }

    @Override
    public String identity() {
        return (known.ref == null ? "" : "ref=" + known.ref + ", ") + "url=" + url + ", gateway=direct";
    }

    /** Returns the URL of the storage service. */
    public String storageUrl() {
        return storage.origin() + storage.path();
    }

    /** Returns the project's key. */
    public ApiKey key() {
        return key;
    }

    @Override
    public Optional<String> ref() {
        return Optional.ofNullable(known.ref());
    }

    /** Returns the project's region, if it was configured. */
    public Optional<String> region() {
        return Optional.ofNullable(known.region());
    }

    @Override
    public String base(Service service) {
        return at(service).origin();
    }

    @Override
    public String pathPrefix(Service service) {
        return at(service).path();
    }

    @Override
    public Optional<String> address(Service service) {
        return Optional.of(at(service).origin() + at(service).path());
    }

    private Address at(Service service) {
        return switch (service) {
            case AUTH -> auth;
            case STORAGE -> storage;
            case PLATFORM, OTHER -> project;
        };
    }

    @Override
    public HttpRequest authorize(HttpRequest request, @Nullable Credentials credentials, @Nullable Secret token) {
        if (!isToThisProject(request)) {
            return request;
        }
        return request.headers(headers -> credential(request.headers(), headers, credentials, token));
    }

    /** Does not replace credentials that the program's own request already has. */
    private HttpHeaders.Builder credential(
            HttpHeaders given, HttpHeaders.Builder headers, @Nullable Credentials credentials, @Nullable Secret token) {
        if (given.first(API_KEY).isEmpty()) {
            headers.add(API_KEY, key.value().reveal());
        }
        if (credentials != null
                && token != null
                && given.first(credentials.headerName()).isEmpty()) {
            headers.add(credentials.headerName(), credentials.headerValue(token));
        }
        return headers;
    }

    private boolean isToThisProject(HttpRequest request) {
        String origin = BaseUrl.origin(request.base());
        return origin.equals(project.origin()) || origin.equals(auth.origin()) || origin.equals(storage.origin());
    }

    @Override
    public void check(Credentials credentials) {}

    @Override
    public Dialect dialectFor(Operation<?> operation) {
        if (operation.service().service() == Service.PLATFORM) {
            throw new UnsupportedByGatewayException(
                    operation.name(), describe(), "use Platform.connect(platformUrl, token)");
        }
        return Dialect.PROJECT;
    }

    @Override
    public @Nullable String hint(Failure failure) {
        if (failure.status() == PROJECT_PAUSED) {
            return "the project is paused: restore it in the platform's dashboard";
        }
        if (!failure.structured() && failure.status() == 404) {
            return "no such route: check that the URL is the project's URL, without /auth/v1 or /storage/v1";
        }
        if (failure.status() == 401 && failure.message().contains("API key")) {
            return "the project's gateway does not accept this API key: check the key in the project's API settings";
        }
        return null;
    }
}
