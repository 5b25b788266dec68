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

/** The resumable protocol (TUS 1.0.0) as the Storage server speaks it; with the token of a signed upload, below {@code /sign}. */
final class TusOperations {

    static final String NAME = "storage.resumableUpload";

    private static final String INSTEAD =
            "use Project.connect(projectUrl, key), which goes straight to the project, or bucket.upload";
    private static final String VERSION = "1.0.0";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";

    private TusOperations() {}

    /**
     * What the server has of an upload.
     *
     * @param offset how many bytes
     * @param length how many it will have; empty as long as that is not declared
     */
    record Status(long offset, OptionalLong length) {}

    /** {@code POST /upload/resumable}: creation. A repetition creates another upload; the first expires, empty. */
    static Operation<UploadAddress> create(UploadPlan plan, OptionalLong length) {
        return Operation.idempotent(
                        StorageService.SPEC,
                        NAME,
                        dialect -> project(dialect)
                                ? common(
                                                Route.post(
                                                        plan.signed() ? "/upload/resumable/sign" : "/upload/resumable"),
                                                plan)
                                        .header("Upload-Metadata", plan.metadata())
                                        .header(LENGTH, length.isPresent() ? Long.toString(length.getAsLong()) : null)
                                        .header("Upload-Defer-Length", length.isPresent() ? null : "1")
                                        .decode(location().matching(address -> address.mayBeOf(plan.at())))
                                : null)
                .alternative(INSTEAD)
                .context(plan.at().about());
    }

    /** {@code HEAD /upload/resumable/{id}}. */
    static Operation<Status> status(UploadPlan plan, UploadAddress address) {
        return Operation.safe(
                        StorageService.SPEC,
                        NAME,
                        dialect -> project(dialect)
                                ? common(at(plan, address, Route::head), plan).decode(TusOperations::status)
                                : null)
                .alternative(INSTEAD)
                .context(plan.at().about());
    }

    /**
     * {@code PATCH /upload/resumable/{id}}. Never repeated by itself: only the server knows how much of it arrived.
     *
     * @param length the whole's length, where it was not declared before
     * @return the offset that was reached
     */
    static Operation<Long> append(
            UploadPlan plan, UploadAddress address, long offset, Content content, OptionalLong length) {
        return Operation.<Long>unsafe(
                        StorageService.SPEC,
                        NAME,
                        dialect -> project(dialect)
                                ? common(at(plan, address, Route::patch), plan)
                                        .header(OFFSET, Long.toString(offset))
                                        .header(LENGTH, length.isPresent() ? Long.toString(length.getAsLong()) : null)
                                        .header("Content-Type", "application/offset+octet-stream")
                                        .body(content)
                                        .decode(response -> number(response, OFFSET)
                                                .orElseThrow(() -> new UnexpectedBodyException(
                                                        "the server does not say how many bytes it has", null)))
                                : null)
                .alternative(INSTEAD)
                .context(plan.at().about());
    }

    /** {@code DELETE /upload/resumable/{id}}: termination. */
    static Operation<Done> terminate(UploadPlan plan, UploadAddress address) {
        return Operation.delete(
                        StorageService.SPEC,
                        NAME,
                        Done.DONE,
                        dialect -> project(dialect)
                                ? common(at(plan, address, Route::delete), plan).decode(Decoder.done())
                                : null)
                .alternative(INSTEAD)
                .context(plan.at().about());
    }

    private static boolean project(Dialect dialect) {
        return dialect == Dialect.PROJECT;
    }

    private interface Start {
        Route.Builder of(String template, String... values);
    }

    private static Route.Builder at(UploadPlan plan, UploadAddress address, Start start) {
        Route.Builder route =
                start.of(plan.signed() ? "/upload/resumable/sign/{id}" : "/upload/resumable/{id}", address.id());
        for (String parameter :
                address.query().isEmpty() ? new String[0] : address.query().split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            route.query(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
        }
        return route;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The server tests with every request whether the object may be replaced, so every request says so. */
    private static Route.Builder common(Route.Builder route, UploadPlan plan) {
        route.header("Tus-Resumable", VERSION).header("x-upsert", plan.upsert() ? "true" : null);
        return plan.token() == null
                ? route
                : route.anonymous().header("x-signature", plan.token().reveal());
    }

    private static Decoder<UploadAddress> location() {
        return response -> {
            Optional<String> location = response.headers().first("Location");
            if (response.status() != 201 || location.isEmpty()) {
                throw new UnexpectedBodyException("the server does not say where the upload is", null);
            }
            return UploadAddress.ofLocation(location.get());
        };
    }

    private static Status status(HttpResponse response) throws UnexpectedBodyException {
        OptionalLong length = optional(number(response, LENGTH));
        long offset = number(response, OFFSET).orElse(-1L);
        if (offset < 0 || (length.isPresent() && offset > length.getAsLong())) {
            throw new UnexpectedBodyException("the server does not say how many bytes it has", null);
        }
        return new Status(offset, length);
    }

    private static OptionalLong optional(Optional<Long> number) {
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Optional<Long> number(HttpResponse response, String header) {
        return response.headers()
                .first(header)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
