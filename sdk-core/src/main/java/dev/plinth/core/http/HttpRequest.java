package dev.plinth.core.http;

import dev.plinth.core.Content;
import dev.plinth.core.internal.text.Arguments;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request. Its address is kept in two parts, the base that all requests of a connection share and the rest,
 * so that a transport need not parse the base again for each call.
 *
 * <p>Immutable; thread-safe as far as its body is.
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
     * Returns a request without body.
     *
     * @param method the method, such as {@code GET}
     * @param address a path with its query ({@code /storage/v1/bucket?limit=1}), percent-encoded, relative to the
     *     connection's URL; or a whole {@code http} or {@code https} URL. To an origin that is not the connection's
     *     own, no credential is sent
     * @return the request
     * @throws IllegalArgumentException if the address is neither, or holds spaces or control characters
     */
    public static HttpRequest of(String method, String address) {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(address, "address");
        address.chars().filter(c -> c <= ' ' || c == 0x7f).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(String.format("the address holds U+%04X; percent-encode it", c));
        });
        int split = endOfOrigin(address);
        String path = address.substring(split);
        return of(method, address.substring(0, split), path.isEmpty() ? "/" : path, HttpHeaders.empty(), null);
    }

    /**
     * Returns a request from its parts, as they are.
     *
     * @param method the method
     * @param base scheme, authority and maybe a path prefix, without a slash at its end; empty for "the connection's"
     * @param path the rest, percent-encoded, with its query; begins with a slash
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
            throw new IllegalArgumentException("neither a path that begins with / nor an http(s) URL: " + address);
        }
        int slash = address.indexOf('/', authority);
        return slash < 0 ? address.length() : slash;
    }

    /**
     * Returns the method, in upper case.
     *
     * @return the method
     */
    public String method() {
        return method;
    }

    /**
     * Returns the address' first part: scheme, authority and maybe a path prefix.
     *
     * @return the base, without a slash at its end; empty if the request is relative to its connection
     */
    public String base() {
        return base;
    }

    /**
     * Returns the address' second part, with the query.
     *
     * @return the path, percent-encoded, beginning with a slash
     */
    public String path() {
        return path;
    }

    /**
     * Returns the whole address. It may hold a signed token: take {@link #path()} up to the {@code ?} for logs.
     *
     * @return base and path
     */
    public String url() {
        return base + path;
    }

    /**
     * Returns the headers.
     *
     * @return the headers
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * Returns the body.
     *
     * @return the body, if there is one
     */
    public Optional<Content> body() {
        return Optional.ofNullable(body);
    }

    /**
     * Tells whether the request can be sent a second time.
     *
     * @return true without a body, or with a body that can be read again
     */
    public boolean repeatable() {
        return body == null || body.repeatable();
    }

    /**
     * Returns this request with one header set.
     *
     * @param name the header's name
     * @param value its value, instead of any that is there
     * @return the new request
     * @throws IllegalArgumentException if name or value hold characters that no header may hold
     */
    public HttpRequest header(String name, String value) {
        return headers(h -> h.set(name, value));
    }

    /**
     * Returns this request with other headers.
     *
     * @param change takes the headers as they are and returns them as they are to be
     * @return the new request
     */
    public HttpRequest headers(UnaryOperator<HttpHeaders.Builder> change) {
        Arguments.required(change, "change");
        return new HttpRequest(
                method, base, path, change.apply(headers.toBuilder()).build(), body);
    }

    /**
     * Returns this request with a body.
     *
     * @param content the body
     * @return the new request
     */
    public HttpRequest body(Content content) {
        return new HttpRequest(method, base, path, headers, Objects.requireNonNull(content, "content"));
    }

    /**
     * Gives method and path, without the query, which may hold a token.
     *
     * @return method and path
     */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
