package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An operation of the server.
 *
 * @param name AWS's name of it
 * @param target the method, and what the path names: {@code GET bucket}
 * @param marks what distinguishes it from others with this target: {@code name}, {@code name=value}, {@code @header} or
 *     {@code @header=start}; an operation without marks accepts every request with this target
 * @param parameters further query parameters that belong to it
 * @param handler carries it out
 */
record S3Operation(String name, String target, List<String> marks, List<String> parameters, Handler handler) {
    private static final Set<String> NEED_HEADER = Set.of("CreateMultipartUpload", "CompleteMultipartUpload");
    private static final Set<String> IGNORE_CONDITIONS =
            Set.of("PutObject", "CopyObject", "CompleteMultipartUpload", "DeleteObject");
    private static final Map<String, String> DESTRUCTIVE = Map.of(
            "PutObject", "the body replaces the object's content",
            "CopyObject", "the source replaces the object's content",
            "DeleteObject", "the object is deleted",
            "DeleteBucket", "the bucket is deleted, if it is empty",
            "CreateBucket", "a bucket is created, if there is none");

    /** Carries out an operation. */
    @FunctionalInterface
    interface Handler {
        /** Returns the response. */
        Reply handle(S3Request request) throws IOException;
    }

    /** Creates an operation from its target and marks, separated by spaces, and its parameters. */
    static S3Operation op(String name, String pattern, String parameters, Handler handler) {
        List<String> words = List.of(pattern.split(" ", -1));
        String target = words.get(0) + " " + words.get(1);
        return new S3Operation(
                name, target, words.subList(2, words.size()), List.of(parameters.split(" ", -1)), handler);
    }

    boolean accepts(Exchange exchange, String bucket, String key) {
        String named = bucket.isEmpty() ? "service" : key.isEmpty() ? "bucket" : "object";
        return target.equals(exchange.method() + " " + named) && marks.stream().allMatch(mark -> has(exchange, mark));
    }

    private static boolean has(Exchange exchange, String mark) {
        boolean header = mark.startsWith("@");
        String[] pair = (header ? mark.substring(1) : mark).split("=", 2);
        String actual = header ? exchange.header(pair[0]) : exchange.query(pair[0]);
        if (actual == null || pair.length == 1) {
            return actual != null;
        }
        return header ? actual.toLowerCase(Locale.ROOT).startsWith(pair[1]) : actual.equals(pair[1]);
    }

    /** Whether the server's schema requires an Authorization header, so that a presigned request is refused. */
    boolean needsHeader() {
        return NEED_HEADER.contains(name);
    }

    /**
     * A request that the server confuses with another one, because it does not know a parameter in the query, or
     * ignores a condition in the headers.
     *
     * @param warning the effect, for people
     * @param destructive whether data can be lost
     */
    record Confusion(String warning, boolean destructive) {
        private static Confusion destructive(String warning) {
            return new Confusion("DESTRUCTIVE: " + warning, true);
        }
    }

    /** What happens to a request if the server confuses it with this operation. */
    Optional<Confusion> confusion(Exchange exchange, boolean replaces) {
        List<String> foreign =
                exchange.queries().keySet().stream().filter(this::isForeign).toList();
        if (!foreign.isEmpty()) {
            String what = exchange.method() + " with ?" + String.join("&", foreign)
                    + " is not implemented, and is taken for " + name;
            String effect = DESTRUCTIVE.get(name);
            return Optional.of(
                    effect == null ? new Confusion(what, false) : Confusion.destructive(what + ": " + effect));
        }
        return Stream.of("if-none-match", "if-match")
                .filter(condition -> replaces && IGNORE_CONDITIONS.contains(name))
                .filter(condition -> exchange.header(condition) != null)
                .findFirst()
                .map(condition -> Confusion.destructive(condition + " is ignored: " + name + " is done all the same"));
    }

    /** Whether a parameter has no meaning for this operation, so that another one may have been meant. */
    private boolean isForeign(String parameter) {
        boolean common = parameter.equals("x-id")
                || parameter.toLowerCase(Locale.ROOT).startsWith("x-amz-")
                || parameter.startsWith("response-");
        return !common
                && !parameters.contains(parameter)
                && marks.stream().noneMatch(mark -> mark.split("=", 2)[0].equals(parameter));
    }
}
