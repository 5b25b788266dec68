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
    public static Operation<Download> download(Connection connection, ObjectKey at, DownloadRequest request) {
        return Operation.safe(StorageService.SPEC, NAME, dialect -> {
                    Route.Builder route = route(dialect, at, request);
                    return route == null
                            ? null
                            : route.<Download>stream(response -> open(connection, dialect, at, request, response));
                })
                .context(at.about());
    }

    /** A conditional download; empty if the object has not changed. */
    public static Operation<Optional<Download>> ifChanged(
            Connection connection, ObjectKey at, DownloadRequest request) {
        return Operation.safe(StorageService.SPEC, "storage.downloadIfChanged", dialect -> {
                    Route.Builder route = route(dialect, at, request);
                    return route == null
                            ? null
                            : route.acceptStatus(NOT_MODIFIED).<Optional<Download>>stream(
                                    response -> changed(connection, dialect, at, request, response));
                })
                .context(at.about());
    }

    /** A proxy may have dropped the condition: then the response's headers show whether it is met. */
    private static Optional<Download> changed(
            Connection connection, Dialect dialect, ObjectKey at, DownloadRequest request, HttpResponse response)
            throws IOException {
        if (response.status() == NOT_MODIFIED || same(request, response)) {
            response.close();
            return Optional.empty();
        }
        return Optional.of(open(connection, dialect, at, request, response));
    }

    private static Download open(
            Connection connection, Dialect dialect, ObjectKey at, DownloadRequest request, HttpResponse response)
            throws IOException {
        LiveConnection live = LiveConnection.of(connection);
        return OpenDownload.of(
                live,
                at,
                request,
                response,
                ResumingStream.of(response, offset -> part(at, offset), live),
                () -> dialect == Dialect.PROJECT ? Optional.empty() : etag(connection, at));
    }

    /** A control plane passes on the bytes without the ETag. Without permission to read it, nothing is compared. */
    private static Optional<String> etag(Connection connection, ObjectKey at) {
        try {
            return InfoOperations.ask(connection, at).flatMap(ObjectInfoRecord::etag);
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            return Optional.empty();
        }
    }

    private static boolean same(DownloadRequest request, HttpResponse response) {
        Optional<String> etag = response.headers().first("ETag");
        boolean sameTag = request.unlessEtag() != null && etag.equals(Optional.of(request.unlessEtag()));
        boolean sameTime = request.unlessModifiedSince() != null
                && response.headers()
                        .first("Last-Modified")
                        .flatMap(HttpDates::parse)
                        .map(time -> !time.isAfter(request.unlessModifiedSince()))
                        .orElse(false);
        return sameTag || sameTime;
    }

    /** Requests the rest of an object whose body broke off; the ETag must be the same. */
    private static Operation<HttpResponse> part(ObjectKey at, long offset) {
        return Operation.safe(
                        StorageService.SPEC,
                        NAME,
                        dialect -> dialect == Dialect.STUDIO || !carries(dialect, at)
                                ? null
                                : object(dialect, at).header("Range", "bytes=" + offset + "-").stream(
                                        response -> response))
                .context(at.about());
    }

    private static Route.@Nullable Builder route(Dialect dialect, ObjectKey at, DownloadRequest request) {
        if (!carries(dialect, at)) {
            return null;
        }
        if (request.transform() != null) {
            return dialect == Dialect.PROJECT ? rendered(at, request.transform()) : null;
        }
        if (dialect == Dialect.STUDIO) {
            return Route.post("/buckets/{bucket}/objects/download", at.bucket()).json(Map.of("path", at.key()));
        }
        return object(dialect, at)
                .header("Range", request.part() == null ? null : request.part().header())
                .header("If-None-Match", request.unlessEtag())
                .header(
                        "If-Modified-Since",
                        request.unlessModifiedSince() == null ? null : HttpDates.format(request.unlessModifiedSince()));
    }

    /** Not compressed on the way: length and tag are to be those of the object. */
    private static Route.Builder object(Dialect dialect, ObjectKey at) {
        String template =
                dialect == Dialect.PROJECT ? "/object/authenticated/{bucket}/{path*}" : "/object/{bucket}/{path*}";
        return Route.get(template, at.bucket(), at.key()).header("Accept-Encoding", "identity");
    }

    private static Route.Builder rendered(ObjectKey at, Map<String, Object> transform) {
        Route.Builder route = Route.get("/render/image/authenticated/{bucket}/{path*}", at.bucket(), at.key());
        transform.forEach(route::query);
        return route;
    }

    /** A Studio puts the key unencoded into the server's URL, where a question mark ends it. */
    private static boolean carries(Dialect dialect, ObjectKey at) {
        return switch (dialect) {
            case PROJECT -> true;
            case STUDIO -> NameRules.survivesProxies(at.key()) && at.key().indexOf('?') < 0;
            case NATIVE -> NameRules.survivesProxies(at.key()) && !NameRules.isRoute(at.bucket());
        };
    }
}
