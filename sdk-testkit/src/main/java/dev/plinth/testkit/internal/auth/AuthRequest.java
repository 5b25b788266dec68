package dev.plinth.testkit.internal.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request, as the Auth server sees it.
 *
 * @param method the verb
 * @param path below the server's own root
 * @param query what stands after the question mark, not decoded; empty if nothing does
 * @param headers names in lower case
 * @param body all of it, or the first byte past the limit more
 * @param remote the peer's address
 * @param base where this server's root is seen from outside
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the body is read, not changed
public record AuthRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        byte[] body,
        String remote,
        String base) {

    static final int BODY_LIMIT = 1 << 20;

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The first value of a query parameter; empty if there is none. */
    String parameter(String name) {
        List<String> values = parameters().get(name);
        return values == null ? "" : values.get(0);
    }

    Optional<String> optionalParameter(String name) {
        return Optional.ofNullable(parameters().get(name)).map(values -> values.get(0));
    }

    /** A value of the form in the body, else of the query. */
    String formParameter(String name) {
        List<String> values =
                form() ? pairs(new String(body, StandardCharsets.UTF_8)).get(name) : null;
        return values == null ? parameter(name) : values.get(0);
    }

    Map<String, List<String>> parameters() {
        return pairs(query);
    }

    private boolean form() {
        return header("content-type").startsWith("application/x-www-form-urlencoded");
    }

    private static Map<String, List<String>> pairs(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                parameters
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** The body; of a form nothing, for its parsing has eaten it. */
    byte[] content() {
        if (body.length > BODY_LIMIT) {
            throw AuthError.of(
                    413, "request_entity_too_large", "Request body too large (max " + BODY_LIMIT + " bytes)");
        }
        return form() ? new byte[0] : body;
    }

    /** The client's address: what a proxy says, else the socket's. */
    String address() {
        for (String hop : header("x-forwarded-for").split(",", -1)) {
            if (hop.trim().matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]+")) {
                return hop.trim();
            }
        }
        return remote;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
