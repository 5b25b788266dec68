package dev.plinth.core.http;

import dev.plinth.core.Content;
import dev.plinth.core.internal.text.Arguments;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request. Its URL is kept in two parts, the base that all requests of a connection share and the rest, so that
 * a transport does not have to parse the base for every call.
 *
 * <p>Immutable. Thread-safe if its body is.
 */
public final class HttpRequest {

    private final String method;
    private final String base;
    private final String path;
    private final HttpHeaders headers;
    private final @Nullable Content body;

    private HttpRequest(String method, String base, String path, HttpHeaders headers, @Nullable Content body) {
        this.method = method;
        this.base = base;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Returns a request without headers and body.
     *
     * @param method the method, such as {@code GET}
     * @param address a percent-encoded path with its query, relative to the connection's URL
     *     ({@code /storage/v1/bucket?limit=1}); or an absolute {@code http} or {@code https} URL. No credentials are
     *     sent to an origin other than the connection's own
     * @return the request
     * @throws IllegalArgumentException if the address is neither, or contains spaces or control characters
     */
    public static HttpRequest of(String method, String address) {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(address, "address");
        address.chars().filter(c -> c <= ' ' || c == 0x7f).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(String.format("the address contains U+%04X; percent-encode it", c));
        });
        int split = endOfOrigin(address);
        String path = address.substring(split);
        return of(method, address.substring(0, split), path.isEmpty() ? "/" : path, HttpHeaders.empty(), null);
    }

    /**
     * Returns a request with the given parts. They are not validated.
     *
     * @param method the method
     * @param base the scheme, authority and, if any, a path prefix, without a trailing slash; empty for the
     *     connection's URL
     * @param path the rest of the URL, percent-encoded, with its query; begins with a slash
     * @param headers the headers
     * @param body the body, or null for none
     * @return the request
     */
    public static HttpRequest of(String method, String base, String path, HttpHeaders headers, @Nullable Content body) {
        Arguments.required(base, "base");
        Arguments.required(path, "path");
        Arguments.required(headers, "headers");
        return new HttpRequest(
                Arguments.required(method, "method").toUpperCase(Locale.ROOT), base, path, headers, body);
    }

    private static int endOfOrigin(String address) {
        if (address.startsWith("/") && !address.startsWith("//")) {
            return 0;
        }
        String lower = address.toLowerCase(Locale.ROOT);
        int authority = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
        if (authority < 0 || authority == address.length()) {
            throw new IllegalArgumentException(
                    "the address is neither a path that begins with / nor an http(s) URL: " + address);
        }
        int slash = address.indexOf('/', authority);
        return slash < 0 ? address.length() : slash;
    }

    /** {@return the method, in upper case} */
    public String method() {
        return method;
    }

    /**
     * Returns the first part of the URL: the scheme, authority and, if any, a path prefix.
     *
     * @return the base, without a trailing slash; empty if the request is relative to its connection's URL
     */
    public String base() {
        return base;
    }

    /**
     * Returns the second part of the URL: the path, with its query.
     *
     * @return the path, percent-encoded, beginning with a slash
     */
    public String path() {
        return path;
    }

    /**
     * Returns the complete URL. Its query may contain a signed token: to log the request, use {@link #toString()}.
     *
     * @return the base and the path
     */
    public String url() {
        return base + path;
    }

    /** {@return the headers} */
    public HttpHeaders headers() {
        return headers;
    }

    /** {@return the body; empty if there is none} */
    public Optional<Content> body() {
        return Optional.ofNullable(body);
    }

    /**
     * Returns whether the request can be sent more than once.
     *
     * @return true if it has no body or a repeatable one
     */
    public boolean repeatable() {
        return body == null || body.repeatable();
    }

    /**
     * Returns a copy of this request with a header set to one value.
     *
     * @param name the header's name
     * @param value the header's value; replaces all values of this header
     * @return the new request
     * @throws IllegalArgumentException if the name or value contains a character that is not allowed in a header
     */
    public HttpRequest header(String name, String value) {
        return headers(h -> h.set(name, value));
    }

    /**
     * Returns a copy of this request with other headers.
     *
     * @param change receives a builder with the current headers and returns a builder with the new ones
     * @return the new request
     */
    public HttpRequest headers(UnaryOperator<HttpHeaders.Builder> change) {
        Arguments.required(change, "change");
        return new HttpRequest(
                method, base, path, change.apply(headers.toBuilder()).build(), body);
    }

    /**
     * Returns a copy of this request with another body.
     *
     * @param content the body
     * @return the new request
     */
    public HttpRequest body(Content content) {
        return new HttpRequest(method, base, path, headers, Objects.requireNonNull(content, "content"));
    }

    /**
     * Returns the method and the path, without the query, which may contain a token.
     *
     * @return the method and path
     */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
