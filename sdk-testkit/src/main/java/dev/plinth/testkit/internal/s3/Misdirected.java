package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * A call that the server takes for another one, because it does not know what the call names in its query, or
 * overlooks the condition in its headers.
 *
 * @param warning what becomes of it, for people
 * @param destructive whether that can cost data
 */
record Misdirected(String warning, boolean destructive) {

    static Optional<Misdirected> of(S3Operation operation, Exchange exchange, boolean replaces) {
        List<String> foreign = operation.foreignParameters(exchange);
        if (!foreign.isEmpty()) {
            String call = exchange.method() + " with ?" + String.join("&", foreign);
            return Optional.of(of(operation, call + " is not implemented, and is taken for " + operation.awsName()));
        }
        Optional<String> condition = ignoredCondition(operation, exchange);
        return condition
                .filter(name -> replaces)
                .map(name -> destructive(name + " is ignored: " + operation.awsName() + " is done all the same"));
    }

    private static Misdirected of(S3Operation operation, String what) {
        return switch (operation) {
            case PUT_OBJECT -> destructive(what + ": the body replaces the object's content");
            case COPY_OBJECT -> destructive(what + ": the source replaces the object's content");
            case DELETE_OBJECT -> destructive(what + ": the object is deleted");
            case DELETE_BUCKET -> destructive(what + ": the bucket is deleted, if it is empty");
            case CREATE_BUCKET -> destructive(what + ": a bucket is created, if there is none");
            default -> new Misdirected(what, false);
        };
    }

    private static Misdirected destructive(String warning) {
        return new Misdirected("DESTRUCTIVE: " + warning, true);
    }

    private static Optional<String> ignoredCondition(S3Operation operation, Exchange exchange) {
        return switch (operation) {
            case PUT_OBJECT, COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD, DELETE_OBJECT ->
                List.of("if-none-match", "if-match").stream()
                        .filter(name -> exchange.header(name) != null)
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
