package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations that the server has. It finds them by a few words in the query and headers: what has none of them is
 * the plain operation of that method, whatever else it says.
 */
enum S3Operation {
    LIST_BUCKETS("GET", Level.ROOT, null, "max-buckets", "prefix", "continuation-token", "bucket-region"),
    GET_BUCKET_LOCATION("GET", Level.BUCKET, "location"),
    GET_BUCKET_VERSIONING("GET", Level.BUCKET, "versioning"),
    LIST_MULTIPART_UPLOADS(
            "GET",
            Level.BUCKET,
            "uploads",
            "prefix",
            "delimiter",
            "max-uploads",
            "key-marker",
            "upload-id-marker",
            "encoding-type"),
    LIST_OBJECTS_V2(
            "GET",
            Level.BUCKET,
            "list-type=2",
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "continuation-token",
            "start-after",
            "encoding-type",
            "fetch-owner"),
    LIST_OBJECTS("GET", Level.BUCKET, null, "list-type", "prefix", "delimiter", "max-keys", "marker", "encoding-type"),
    HEAD_BUCKET("HEAD", Level.BUCKET, null),
    CREATE_BUCKET("PUT", Level.BUCKET, null),
    DELETE_BUCKET("DELETE", Level.BUCKET, null),
    DELETE_OBJECTS("POST", Level.BUCKET, "delete"),
    POST_OBJECT("POST", Level.BUCKET, "@content-type=multipart/form-data"),
    GET_OBJECT_TAGGING("GET", Level.OBJECT, "tagging"),
    LIST_PARTS("GET", Level.OBJECT, "uploadId", "max-parts", "part-number-marker", "encoding-type"),
    GET_OBJECT("GET", Level.OBJECT, null, "partNumber"),
    HEAD_OBJECT("HEAD", Level.OBJECT, null, "partNumber"),
    UPLOAD_PART_COPY("PUT", Level.OBJECT, "uploadId&@x-amz-copy-source", "partNumber"),
    UPLOAD_PART("PUT", Level.OBJECT, "uploadId", "partNumber"),
    COPY_OBJECT("PUT", Level.OBJECT, "@x-amz-copy-source"),
    PUT_OBJECT("PUT", Level.OBJECT, null),
    CREATE_MULTIPART_UPLOAD("POST", Level.OBJECT, "uploads"),
    COMPLETE_MULTIPART_UPLOAD("POST", Level.OBJECT, "uploadId"),
    ABORT_MULTIPART_UPLOAD("DELETE", Level.OBJECT, "uploadId"),
    DELETE_OBJECT("DELETE", Level.OBJECT, null);

    /** What a path names. */
    private enum Level {
        ROOT,
        BUCKET,
        OBJECT
    }

    private final String method;
    private final Level level;
    private final @Nullable String mark;
    private final String parameters;

    /** With the mark that tells it from others of its method, and the further parameters that belong to it. */
    S3Operation(String method, Level level, @Nullable String mark, String... parameters) {
        this.method = method;
        this.level = level;
        this.mark = mark;
        this.parameters = "&" + String.join("&", parameters) + "&";
    }

    /** The first one that fits. */
    static Optional<S3Operation> of(Exchange exchange, String bucket, String key) {
        Level level = bucket.isEmpty() ? Level.ROOT : key.isEmpty() ? Level.BUCKET : Level.OBJECT;
        for (S3Operation operation : values()) {
            if (operation.method.equals(exchange.method())
                    && operation.level == level
                    && operation.isMarked(exchange)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** Whether the server's schema requires an Authorization header, so that a presigned request is refused. */
    boolean needsHeader() {
        return this == CREATE_MULTIPART_UPLOAD || this == COMPLETE_MULTIPART_UPLOAD;
    }

    /** AWS's name of it. */
    String awsName() {
        StringBuilder words = new StringBuilder();
        for (String word : List.of(name().split("_", -1))) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    /** The parameters of a request that mean nothing to this operation, and so may have meant another one. */
    List<String> foreignParameters(Exchange exchange) {
        return exchange.queries().keySet().stream()
                .filter(name -> !isOwn(name) && !isEveryones(name))
                .toList();
    }

    private boolean isOwn(String name) {
        return parameters.contains("&" + name + "&") || (mark != null && (mark + "&").startsWith(name + "&"));
    }

    private static boolean isEveryones(String name) {
        return name.equals("x-id")
                || name.toLowerCase(Locale.ROOT).startsWith("x-amz-")
                || name.startsWith("response-");
    }

    private boolean isMarked(Exchange exchange) {
        return mark == null || List.of(mark.split("&", -1)).stream().allMatch(word -> has(exchange, word));
    }

    /** {@code name}, {@code name=value}, {@code @header} or {@code @header=start}. */
    private static boolean has(Exchange exchange, String word) {
        boolean header = word.startsWith("@");
        String[] pair = (header ? word.substring(1) : word).split("=", 2);
        String actual = header ? exchange.header(pair[0]) : exchange.query(pair[0]);
        if (actual == null || pair.length == 1) {
            return actual != null;
        }
        return header ? actual.toLowerCase(Locale.ROOT).startsWith(pair[1]) : actual.equals(pair[1]);
    }

    /**
     * A call that the server takes for another one, because it does not know what the call names in its query, or
     * overlooks the condition in its headers.
     *
     * @param warning what becomes of it, for people
     * @param destructive whether that can cost data
     */
    record Misdirected(String warning, boolean destructive) {}

    /** What becomes of a call of this operation, if the server takes it for something else. */
    Optional<Misdirected> misdirected(Exchange exchange, boolean replaces) {
        List<String> foreign = foreignParameters(exchange);
        if (!foreign.isEmpty()) {
            String call = exchange.method() + " with ?" + String.join("&", foreign);
            return Optional.of(misdirected(call + " is not implemented, and is taken for " + awsName()));
        }
        Optional<String> condition = ignoredCondition(exchange);
        return condition
                .filter(name -> replaces)
                .map(name -> destructive(name + " is ignored: " + awsName() + " is done all the same"));
    }

    private Misdirected misdirected(String what) {
        return switch (this) {
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

    private Optional<String> ignoredCondition(Exchange exchange) {
        return switch (this) {
            case PUT_OBJECT, COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD, DELETE_OBJECT ->
                List.of("if-none-match", "if-match").stream()
                        .filter(name -> exchange.header(name) != null)
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
