package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request as sent: nothing is decoded, merged or normalised before it is asked for. */
public final class Exchange {
    private final Request request;
    private final String fullPath;
    private final @Nullable String rawQuery;
    private String path;
    private Map<String, String> params = Map.of();
    private @Nullable Map<String, List<String>> query;
    private @Nullable InputStream body;
    private UnaryOperator<InputStream> bodyTap = UnaryOperator.identity();
    private @Nullable String note;
    private @Nullable Exchange asked;
    private @Nullable Throwable failure;

    Exchange(Request request, @Nullable String newTarget) {
        this.request = request;
        String target = newTarget == null ? request.getHttpURI().getPathQuery() : newTarget;
        String originForm = target == null || target.isEmpty() ? "/" : target;
        int mark = originForm.indexOf('?');
        this.fullPath = mark < 0 ? originForm : originForm.substring(0, mark);
        this.rawQuery = mark < 0 ? null : originForm.substring(mark + 1);
        this.path = fullPath;
    }

    public String method() {
        return request.getMethod();
    }

    /** The path as sent, with the mount's prefix. */
    public String fullPath() {
        return fullPath;
    }

    /** The path as sent, beneath the service's mount; starts with a slash, or is empty. */
    public String path() {
        return path;
    }

    /** The mount's prefix. */
    public String prefix() {
        return fullPath.substring(0, fullPath.length() - path.length());
    }

    /** The query as sent, without its question mark; null when there is none. */
    public @Nullable String rawQuery() {
        return rawQuery;
    }

    /** Path and query as sent, beneath the mount. */
    public String target() {
        return path + queryString();
    }

    /** The query as sent, with its question mark; empty if there is none. */
    public String queryString() {
        return rawQuery == null ? "" : "?" + rawQuery;
    }

    /** The first value of a query parameter, decoded; null when absent. */
    public @Nullable String query(String name) {
        List<String> values = queries().get(name);
        return values == null ? null : values.get(0);
    }

    /** All query parameters, decoded, in their order. */
    public Map<String, List<String>> queries() {
        if (query == null) {
            query = Percent.form(rawQuery == null ? "" : rawQuery);
        }
        return query;
    }

    /** A path parameter of the matched route, decoded; {@code *} is the name of the tail. */
    public String param(String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    /** A path parameter, or another one where the matched route does not have it. */
    public String paramOr(String name, String otherwise) {
        return params.containsKey(name) ? param(name) : param(otherwise);
    }

    /** The first value of a header, whatever its case; null when absent. */
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /** The first value of a header, or another one when it is absent. */
    public String headerOr(String name, String otherwise) {
        String value = header(name);
        return value == null ? otherwise : value;
    }

    /** All headers as sent, in their order. */
    public List<Map.Entry<String, String>> headers() {
        return request.getHeaders().stream()
                .map(field -> Map.entry(field.getName(), Objects.requireNonNullElse(field.getValue(), "")))
                .toList();
    }

    /** The length of the body according to its header; -1 if it is unknown (chunked) or there is no body. */
    public long contentLength() {
        return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    }

    /** Whether a body was announced, be it empty. */
    public boolean hasBody() {
        return contentLength() > 0 || header("transfer-encoding") != null;
    }

    /** The body as it arrives; blocks. */
    public InputStream body() {
        if (body == null) {
            body = bodyTap.apply(Request.asInputStream(request));
        }
        return body;
    }

    /** The body as it arrives, for a reader that can be stopped. */
    public StoppableBody stoppableBody() {
        return new StoppableBody(request);
    }

    /** The whole body; throws {@link BodyTooLargeException} if it is longer than the limit. */
    public byte[] bodyBytes(int limit) throws IOException {
        byte[] bytes = contentLength() > limit ? null : body().readNBytes(limit + 1);
        if (bytes == null || bytes.length > limit) {
            throw new BodyTooLargeException();
        }
        return bytes;
    }

    /** Puts a fault between the wire and the reader of the body. */
    public void tapBody(UnaryOperator<InputStream> tap) {
        bodyTap = tap;
        body = null;
    }

    /** The bytes of a body, with the fault that was put before it. */
    public InputStream tapped(StoppableBody wire) {
        return bodyTap.apply(Content.Source.asInputStream(wire));
    }

    /** The address the connection comes from. */
    public String clientIp() {
        return Request.getRemoteAddr(request);
    }

    /** {@code http}, or what a proxy in front says in {@code X-Forwarded-Proto}. */
    public String scheme() {
        return headerOr("x-forwarded-proto", "http");
    }

    /** The host and port to which the request was sent. */
    public String host() {
        return headerOr("host", "127.0.0.1:" + Request.getLocalPort(request));
    }

    /** The host and port to which the client sent the request, possibly through a proxy. */
    public String publicHost() {
        String host = header("x-forwarded-host");
        String port = headerOr("x-forwarded-port", "80");
        boolean usual = port.equals("80") || port.equals("443");
        return host == null ? host() : usual ? host : host + ":" + port;
    }

    /** The warning about this request in the log and on the page. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    public void note(String text) {
        note = text;
    }

    /** Records the unexpected exception because of which the request is answered with an internal error. */
    public void failed(Throwable cause) {
        failure = cause;
        if (asked != null) {
            asked.failed(cause);
        }
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The same request with another method, target, headers and body, as a proxy forwards it. */
    public Exchange forwarded(String newMethod, String target, HttpFields headers, InputStream newBody) {
        Request changed = new Request.Wrapper(request) {
            @Override
            public String getMethod() {
                return newMethod;
            }

            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
        Exchange forwarded = new Exchange(changed, target);
        forwarded.body = newBody;
        forwarded.asked = this;
        return forwarded;
    }

    /** Closes the connection immediately, as if the network failed; returns the exception to throw. */
    public DroppedException dropped() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        return new DroppedException();
    }

    /** Enters a service: from here on {@link #path()} is beneath its mount. */
    void mount(String prefix) {
        path = fullPath.substring(prefix.length());
    }

    /** Sets the path parameters of the matched route. */
    public void params(Map<String, String> matched) {
        params = matched;
    }

    /** A fault closed the connection. */
    public static final class DroppedException extends IOException {
        private static final long serialVersionUID = 1L;

        private DroppedException() {
            super("a fault closed the connection");
        }
    }

    /** A body is longer than its reader allows. */
    public static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        public BodyTooLargeException() {
            super("the body is too large");
        }
    }
}
