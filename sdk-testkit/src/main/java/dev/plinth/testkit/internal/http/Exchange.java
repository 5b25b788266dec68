package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** One request as it came over the wire: nothing is decoded, merged or normalised that was not asked for. */
public final class Exchange {
    private final Request request;
    private final String fullPath;
    private final @Nullable String rawQuery;
    private String path;
    private Map<String, String> params = Map.of();
    private @Nullable Map<String, List<String>> query;
    private @Nullable InputStream body;
    private UnaryOperator<InputStream> bodyTap = UnaryOperator.identity();
    private @Nullable Object principal;
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
        return rawQuery == null ? path : path + "?" + rawQuery;
    }

    /** The first value of a query parameter, decoded; null when absent. */
    public @Nullable String query(String name) {
        List<String> values = queries().get(name);
        return values == null ? null : values.get(0);
    }

    /** All query parameters, decoded, in their order. */
    public Map<String, List<String>> queries() {
        Map<String, List<String>> parsed = query;
        if (parsed == null) {
            parsed = Percent.form(rawQuery == null ? "" : rawQuery);
            query = parsed;
        }
        return parsed;
    }

    /** A path parameter of the matched route, decoded; {@code *} names the tail. */
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
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            all.add(Map.entry(field.getName(), field.getValue() == null ? "" : field.getValue()));
        }
        return all;
    }

    /** The body's length by its header; -1 when unknown (chunked) or when there is no body. */
    public long contentLength() {
        String length = header("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether a body was announced, be it empty. */
    public boolean hasBody() {
        return contentLength() > 0 || header("transfer-encoding") != null;
    }

    /** The body as it arrives; blocks. */
    public InputStream body() {
        InputStream in = body;
        if (in == null) {
            in = tapped(Request.asInputStream(request));
            body = in;
        }
        return in;
    }

    /** The body as it arrives, for a reader that may be called off. */
    public StoppableBody stoppableBody() {
        return new StoppableBody(request);
    }

    /** The whole body, when it is no longer than the limit; else {@link BodyTooLargeException}. */
    public byte[] bodyBytes(int limit) throws IOException {
        if (contentLength() > limit) {
            throw new BodyTooLargeException();
        }
        byte[] bytes = body().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new BodyTooLargeException();
        }
        return bytes;
    }

    /** Puts something between the wire and whoever reads the body: a fault. */
    public void tapBody(UnaryOperator<InputStream> tap) {
        bodyTap = tap;
        body = null;
    }

    /** What a reader of the wire gets to read instead of it. */
    public InputStream tapped(InputStream wire) {
        return bodyTap.apply(wire);
    }

    /** The address the connection comes from. */
    public String clientIp() {
        return Request.getRemoteAddr(request);
    }

    /** {@code http}, or what a proxy in front says in {@code X-Forwarded-Proto}. */
    public String scheme() {
        String forwarded = header("x-forwarded-proto");
        return forwarded == null ? "http" : forwarded;
    }

    /** Host and port by which the request came. */
    public String host() {
        String host = header("host");
        return host == null ? "127.0.0.1:" + Request.getLocalPort(request) : host;
    }

    /** Who a service found the caller to be; of that service's own type. */
    public @Nullable Object principal() {
        return principal;
    }

    public void principal(@Nullable Object who) {
        principal = who;
    }

    /** What the log of requests and the page say of this request, loudly. */
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

    /** The same request with another method, target and headers, as a proxy sends it on. */
    public Exchange forwarded(String newMethod, String target, HttpFields headers, InputStream newBody) {
        Exchange forwarded = new Exchange(new Forwarded(request, newMethod, headers), target);
        forwarded.body = newBody;
        forwarded.asked = this;
        return forwarded;
    }

    /** Cuts the connection at once, as a broken line does; returns what to throw then. */
    public DroppedException dropped() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        return new DroppedException();
    }

    /** Enters a service: from here on {@link #path()} is beneath its mount. */
    void mount(String prefix) {
        path = fullPath.substring(prefix.length());
    }

    void params(Map<String, String> matched) {
        params = matched;
    }

    /** The connection was cut on purpose. */
    public static final class DroppedException extends IOException {
        private static final long serialVersionUID = 1L;

        private DroppedException() {
            super("the connection was cut on purpose");
        }
    }

    /** A request that a proxy in this JVM sends on: same connection, other words. */
    private static final class Forwarded extends Request.Wrapper {
        private final String method;
        private final HttpFields headers;

        Forwarded(Request wrapped, String method, HttpFields headers) {
            super(wrapped);
            this.method = method;
            this.headers = headers;
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }

    /** A body that is read whole is longer than whoever reads it allows. */
    public static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        public BodyTooLargeException() {
            super("the body is too large");
        }
    }
}
