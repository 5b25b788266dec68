package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.internal.api.StorageService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operations of the resumable protocol (TUS 1.0.0). Uploads with the token of a signed upload URL use the routes
 * below {@code /sign}.
 */
final class TusOperations {

    static final String NAME = "storage.resumableUpload";

    private static final String ALTERNATIVE =
            "connect directly to the project with Project.connect(projectUrl, key), or use bucket.upload";
    private static final String TUS_VERSION = "1.0.0";
    private static final String UPLOAD_OFFSET = "Upload-Offset";
    private static final String UPLOAD_LENGTH = "Upload-Length";

    private TusOperations() {}

    /**
     * The state of an upload on the server.
     *
     * @param offset the number of bytes that the server has
     * @param length the length of the upload; empty if it is not declared yet
     */
    record Status(long offset, OptionalLong length) {}

    /** {@code POST /upload/resumable}: creation. A retry creates another upload, and the first one expires. */
    static Operation<UploadAddress> create(UploadPlan plan, OptionalLong length) {
        return Operation.idempotent(
                        StorageService.SPEC,
                        NAME,
                        dialect -> isProject(dialect)
                                ? withCommonHeaders(
                                                Route.post(
                                                        plan.signed() ? "/upload/resumable/sign" : "/upload/resumable"),
                                                plan)
                                        .header("Upload-Metadata", plan.metadata())
                                        .header(
                                                UPLOAD_LENGTH,
                                                length.isPresent() ? Long.toString(length.getAsLong()) : null)
                                        .header("Upload-Defer-Length", length.isPresent() ? null : "1")
                                        .decode(decodeLocation()
                                                .matching(address -> address.mayBelongTo(plan.object())))
                                : null)
                .alternative(ALTERNATIVE)
                .context(plan.object().context());
    }

    /** {@code HEAD /upload/resumable/{id}}. */
    static Operation<Status> status(UploadPlan plan, UploadAddress address) {
        return Operation.safe(
                        StorageService.SPEC,
                        NAME,
                        dialect -> isProject(dialect)
                                ? withCommonHeaders(uploadRoute(plan, address, Route::head), plan)
                                        .decode(TusOperations::decodeStatus)
                                : null)
                .alternative(ALTERNATIVE)
                .context(plan.object().context());
    }

    /**
     * {@code PATCH /upload/resumable/{id}}. Never retried without requesting the status first, because only the server
     * knows how many bytes it received.
     *
     * @param length the length of the upload, if it was not declared before
     * @return the new offset
     */
    static Operation<Long> append(
            UploadPlan plan, UploadAddress address, long offset, Content content, OptionalLong length) {
        return Operation.<Long>unsafe(
                        StorageService.SPEC,
                        NAME,
                        dialect -> isProject(dialect)
                                ? withCommonHeaders(uploadRoute(plan, address, Route::patch), plan)
                                        .header(UPLOAD_OFFSET, Long.toString(offset))
                                        .header(
                                                UPLOAD_LENGTH,
                                                length.isPresent() ? Long.toString(length.getAsLong()) : null)
                                        .header("Content-Type", "application/offset+octet-stream")
                                        .body(content)
                                        .decode(response -> parseHeader(response, UPLOAD_OFFSET)
                                                .orElseThrow(() -> new UnexpectedBodyException(
                                                        "the response has no valid Upload-Offset", null)))
                                : null)
                .alternative(ALTERNATIVE)
                .context(plan.object().context());
    }

    /** {@code DELETE /upload/resumable/{id}}: termination. */
    static Operation<Done> terminate(UploadPlan plan, UploadAddress address) {
        return Operation.delete(
                        StorageService.SPEC,
                        NAME,
                        Done.DONE,
                        dialect -> isProject(dialect)
                                ? withCommonHeaders(uploadRoute(plan, address, Route::delete), plan)
                                        .decode(Decoder.done())
                                : null)
                .alternative(ALTERNATIVE)
                .context(plan.object().context());
    }

    private static boolean isProject(Dialect dialect) {
        return dialect == Dialect.PROJECT;
    }

    private interface RouteFactory {
        Route.Builder of(String template, String... values);
    }

    private static Route.Builder uploadRoute(UploadPlan plan, UploadAddress address, RouteFactory routeFactory) {
        Route.Builder route =
                routeFactory.of(plan.signed() ? "/upload/resumable/sign/{id}" : "/upload/resumable/{id}", address.id());
        for (String parameter :
                address.query().isEmpty() ? new String[0] : address.query().split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            route.query(urlDecode(name), equals < 0 ? "" : urlDecode(parameter.substring(equals + 1)));
        }
        return route;
    }

    private static String urlDecode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Adds the headers of all requests. The server checks with every request whether the object may be replaced. */
    private static Route.Builder withCommonHeaders(Route.Builder route, UploadPlan plan) {
        route.header("Tus-Resumable", TUS_VERSION).header("x-upsert", plan.upsert() ? "true" : null);
        return plan.token() == null
                ? route
                : route.anonymous().header("x-signature", plan.token().reveal());
    }

    private static Decoder<UploadAddress> decodeLocation() {
        return response -> {
            Optional<String> decodeLocation = response.headers().first("Location");
            if (response.status() != 201 || decodeLocation.isEmpty()) {
                throw new UnexpectedBodyException("the response has no Location of the upload", null);
            }
            return UploadAddress.ofLocation(decodeLocation.get());
        };
    }

    private static Status decodeStatus(HttpResponse response) throws UnexpectedBodyException {
        OptionalLong length = toOptionalLong(parseHeader(response, UPLOAD_LENGTH));
        long offset = parseHeader(response, UPLOAD_OFFSET).orElse(-1L);
        if (offset < 0 || (length.isPresent() && offset > length.getAsLong())) {
            throw new UnexpectedBodyException("the response has no valid Upload-Offset", null);
        }
        return new Status(offset, length);
    }

    private static OptionalLong toOptionalLong(Optional<Long> parseHeader) {
        return parseHeader.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Optional<Long> parseHeader(HttpResponse response, String header) {
        return response.headers()
                .first(header)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
