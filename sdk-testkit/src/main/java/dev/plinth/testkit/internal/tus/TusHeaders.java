package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The protocol's headers: which values the server takes, and what it sends along. */
final class TusHeaders {
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
            Map.entry("upload-metadata", TusMetadata::isValid),
            Map.entry("x-forwarded-proto", value -> value.equals("http") || value.equals("https")),
            Map.entry("tus-resumable", VERSION::equals));

    private TusHeaders() {}

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

    static @Nullable Long number(Exchange exchange, String name) {
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
