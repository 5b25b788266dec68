package dev.plinth.storage.internal.download;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Connection;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.Download;
import dev.plinth.storage.internal.api.HttpDates;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.internal.object.InfoOperations;
import dev.plinth.storage.internal.object.ObjectInfoRecord;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations that download objects, completely or in part, with or without a condition. */
public final class DownloadOperations {

    private static final int NOT_MODIFIED = 304;
    private static final String NAME = "storage.download";

    private DownloadOperations() {}

    /** {@code GET /object/authenticated/{bucket}/{path}}, a Studio's own route, or {@code GET /render/image/…}. */
    public static Operation<Download> download(Connection connection, ObjectKey object, DownloadRequest request) {
        return Operation.safe(StorageService.SPEC, NAME, dialect -> {
                    Route.Builder route = route(dialect, object, request);
                    return route == null
                            ? null
                            : route.<Download>stream(response -> open(connection, dialect, object, request, response));
                })
                .context(object.context());
    }

    /** A conditional download; empty if the object has not changed. */
    public static Operation<Optional<Download>> downloadIfChanged(
            Connection connection, ObjectKey object, DownloadRequest request) {
        return Operation.safe(StorageService.SPEC, "storage.downloadIfChanged", dialect -> {
                    Route.Builder route = route(dialect, object, request);
                    return route == null
                            ? null
                            : route.acceptStatus(NOT_MODIFIED).<Optional<Download>>stream(
                                    response -> openIfChanged(connection, dialect, object, request, response));
                })
                .context(object.context());
    }

    /** Compares the headers of a response with the condition too, because a proxy may have dropped the condition. */
    private static Optional<Download> openIfChanged(
            Connection connection, Dialect dialect, ObjectKey object, DownloadRequest request, HttpResponse response)
            throws IOException {
        if (response.status() == NOT_MODIFIED || isUnchanged(request, response)) {
            response.close();
            return Optional.empty();
        }
        return Optional.of(open(connection, dialect, object, request, response));
    }

    private static Download open(
            Connection connection, Dialect dialect, ObjectKey object, DownloadRequest request, HttpResponse response)
            throws IOException {
        LiveConnection live = LiveConnection.of(connection);
        return OpenDownload.of(
                live,
                object,
                request,
                response,
                ResumingStream.of(response, offset -> remainder(object, offset), live),
                () -> dialect == Dialect.PROJECT ? Optional.empty() : findEtag(connection, object));
    }

    /**
     * Gets the entity tag that the responses of a control plane do not have. Empty if that fails, for example because
     * the credential must not read metadata; then nothing is compared.
     */
    private static Optional<String> findEtag(Connection connection, ObjectKey object) {
        try {
            return InfoOperations.find(connection, object).flatMap(ObjectInfoRecord::etag);
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnchanged(DownloadRequest request, HttpResponse response) {
        Optional<String> etag = response.headers().first("ETag");
        boolean sameEtag = request.ifNoneMatch() != null && etag.equals(Optional.of(request.ifNoneMatch()));
        boolean sameTime = request.ifModifiedSince() != null
                && response.headers()
                        .first("Last-Modified")
                        .flatMap(HttpDates::parse)
                        .map(time -> !time.isAfter(request.ifModifiedSince()))
                        .orElse(false);
        return sameEtag || sameTime;
    }

    /** Requests the remainder of an object after its body was interrupted. */
    private static Operation<HttpResponse> remainder(ObjectKey object, long offset) {
        return Operation.safe(
                        StorageService.SPEC,
                        NAME,
                        dialect -> dialect == Dialect.STUDIO || !supports(dialect, object)
                                ? null
                                : objectRoute(dialect, object).header("Range", "bytes=" + offset + "-").stream(
                                        response -> response))
                .context(object.context());
    }

    private static Route.@Nullable Builder route(Dialect dialect, ObjectKey object, DownloadRequest request) {
        if (!supports(dialect, object)) {
            return null;
        }
        if (request.transform() != null) {
            return dialect == Dialect.PROJECT ? imageRoute(object, request.transform()) : null;
        }
        if (dialect == Dialect.STUDIO) {
            return Route.post("/buckets/{bucket}/objects/download", object.bucket())
                    .json(Map.of("path", object.key()));
        }
        return objectRoute(dialect, object)
                .header(
                        "Range",
                        request.range() == null ? null : request.range().header())
                .header("If-None-Match", request.ifNoneMatch())
                .header(
                        "If-Modified-Since",
                        request.ifModifiedSince() == null ? null : HttpDates.format(request.ifModifiedSince()));
    }

    /** Requests the identity encoding, so that length and entity tag of the response are those of the object. */
    private static Route.Builder objectRoute(Dialect dialect, ObjectKey object) {
        String template =
                dialect == Dialect.PROJECT ? "/object/authenticated/{bucket}/{path*}" : "/object/{bucket}/{path*}";
        return Route.get(template, object.bucket(), object.key()).header("Accept-Encoding", "identity");
    }

    private static Route.Builder imageRoute(ObjectKey object, Map<String, Object> transform) {
        Route.Builder route = Route.get("/render/image/authenticated/{bucket}/{path*}", object.bucket(), object.key());
        transform.forEach(route::query);
        return route;
    }

    /**
     * Returns whether an object can be downloaded with a dialect. A Studio inserts the key unencoded into the server's
     * URL, where a question mark ends the path.
     */
    private static boolean supports(Dialect dialect, ObjectKey object) {
        return switch (dialect) {
            case PROJECT -> true;
            case STUDIO ->
                NameRules.isSafeInProxies(object.key()) && object.key().indexOf('?') < 0;
            case NATIVE -> NameRules.isSafeInProxies(object.key()) && !NameRules.isRouteName(object.bucket());
        };
    }
}
