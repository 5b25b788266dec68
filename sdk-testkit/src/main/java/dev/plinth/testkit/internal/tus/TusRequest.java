package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.storage.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of the protocol: which values of headers the server takes, and what it sends along.
 *
 * @param exchange what came over the wire
 * @param caller who asks; the service role for holders of a token
 * @param signed whether a token of a signed upload stands for the permission
 */
record TusRequest(Exchange exchange, Caller caller, boolean signed) {
    static final String VERSION = "1.0.0";
    static final String STREAM = "application/offset+octet-stream";

    private static final String SHARED =
            "Authorization, Content-Type, Location, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version,"
                    + " Upload-Concat, Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset,"
                    + " X-HTTP-Method-Override, X-Requested-With, X-Forwarded-Host, X-Forwarded-Proto, Forwarded,";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** In the order in which the server looks at them. */
    private static final List<Map.Entry<String, Predicate<String>>> VALID = List.of(
            Map.entry("upload-offset", NUMBER.asMatchPredicate()),
            Map.entry("upload-length", NUMBER.asMatchPredicate()),
            Map.entry("upload-defer-length", "1"::equals),
            Map.entry("upload-metadata", TusUpload.Metadata::isValid),
            Map.entry("x-forwarded-proto", value -> value.equals("http") || value.equals("https")),
            Map.entry("tus-resumable", VERSION::equals));

    /** The last part of the path: the upload's id. */
    TusUpload.Id id() {
        String path = exchange.path();
        return TusUpload.Id.parse(path.substring(path.lastIndexOf('/') + 1));
    }

    boolean upsert() {
        return "true".equals(exchange.header("x-upsert"));
    }

    boolean has(String header) {
        return exchange.header(header) != null;
    }

    /** Refuses what the protocol does not know, before anything else is looked at. */
    static void check(Exchange exchange) {
        if (exchange.header("tus-resumable") == null) {
            throw new TusException(412, "Tus-Resumable Required\n");
        }
        for (Map.Entry<String, Predicate<String>> header : VALID) {
            String value = exchange.header(header.getKey());
            if (value != null && !header.getValue().test(value)) {
                throw new TusException(400, "Invalid " + header.getKey() + "\n");
            }
        }
        String type = exchange.header("content-type");
        if (exchange.method().equals("PATCH") && type != null && !type.equals(STREAM)) {
            throw new TusException(400, "Invalid content-type\n");
        }
    }

    @Nullable
    Long number(String name) {
        String value = exchange.header(name);
        return value == null ? null : Long.valueOf(value);
    }

    /** What every answer beyond the first checks carries. */
    static Reply shared(Reply reply) {
        return reply.header("tus-resumable", VERSION)
                .header("access-control-allow-origin", "*")
                .header("access-control-expose-headers", SHARED);
    }

    static Reply options(long maxSize) {
        return shared(Reply.of(204))
                .header("access-control-allow-methods", "POST, HEAD, PATCH, OPTIONS, DELETE")
                .header(
                        "access-control-allow-headers",
                        SHARED + " Authorization, X-Upsert, Upload-Expires, ApiKey, x-signature")
                .header("access-control-max-age", "86400")
                .header("tus-version", VERSION)
                .header("tus-extension", "creation,creation-with-upload,creation-defer-length,termination,expiration")
                .header("tus-max-size", Long.toString(maxSize));
    }

    /** Where the client reached the server, through whatever stands in between. */
    static String origin(Exchange exchange) {
        String host = exchange.header("x-forwarded-host");
        String port = exchange.header("x-forwarded-port");
        if (host == null) {
            return exchange.scheme() + "://" + exchange.host();
        }
        boolean usual = port == null || port.equals("80") || port.equals("443");
        return exchange.scheme() + "://" + (usual ? host : host + ":" + port);
    }
}
