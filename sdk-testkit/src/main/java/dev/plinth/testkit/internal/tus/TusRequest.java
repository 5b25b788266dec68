package dev.plinth.testkit.internal.tus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of the protocol: which values of headers the server takes, and what they mean.
 *
 * @param exchange the request
 * @param caller the caller; the service role for holders of a token
 * @param signed whether a token of a signed upload replaces the check of permissions
 */
record TusRequest(Exchange exchange, Caller caller, boolean signed) {
    static final String VERSION = "1.0.0";
    static final String STREAM = "application/offset+octet-stream";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final Pattern METADATA_NAME = Pattern.compile("[\\x21-\\x7e&&[^,]]+");

    /** In the order in which the server checks them. */
    private static final List<Map.Entry<String, Predicate<String>>> VALID = List.of(
            Map.entry("upload-offset", NUMBER.asMatchPredicate()),
            Map.entry("upload-length", NUMBER.asMatchPredicate()),
            Map.entry("upload-defer-length", "1"::equals),
            Map.entry("upload-metadata", header -> metadata(header).isPresent()),
            Map.entry("x-forwarded-proto", value -> value.equals("http") || value.equals("https")),
            Map.entry("tus-resumable", VERSION::equals));

    /** Checks the headers of the protocol, before anything else. */
    void check() {
        StorageError.TUS_VERSION_REQUIRED.throwIf(!has("tus-resumable"));
        VALID.forEach(header -> StorageError.TUS_INVALID_HEADER.throwIf(
                has(header.getKey()) && !header.getValue().test(exchange.headerOr(header.getKey(), "")),
                header.getKey()));
        String type = exchange.headerOr("content-type", STREAM);
        StorageError.TUS_INVALID_HEADER.throwIf(
                exchange.method().equals("PATCH") && !type.equals(STREAM), "content-type");
    }

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

    @Nullable
    Long number(String name) {
        String value = exchange.header(name);
        return value == null ? null : Long.valueOf(value);
    }

    /** The metadata as the server stores it: only a number of seconds is accepted as cache control. */
    ObjectNode metadata() {
        ObjectNode metadata = metadata(exchange.headerOr("upload-metadata", "")).orElseGet(Json::object);
        String seconds = metadata.path("cacheControl").asText("");
        return metadata.put("cacheControl", SECONDS.matcher(seconds).matches() ? "max-age=" + seconds : "no-cache");
    }

    /** The header {@code Upload-Metadata}: names, and values in base64, in their order; empty when it is malformed. */
    private static Optional<ObjectNode> metadata(String header) {
        ObjectNode metadata = Json.object();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            if (parts.length > 2 || !METADATA_NAME.matcher(parts[0]).matches()) {
                return Optional.empty();
            }
            try {
                byte[] value = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
                metadata.put(parts[0], new String(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(metadata);
    }

    /** The origin by which the client reached the server, possibly through a proxy. */
    String origin() {
        return exchange.scheme() + "://" + exchange.publicHost();
    }
}
