package dev.plinth.testkit.internal.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** A request that a proxy in this JVM sends on: same connection, other words. */
final class ForwardedRequest extends Request.Wrapper {
    private final String method;
    private final HttpURI uri;
    private final HttpFields headers;

    ForwardedRequest(Request wrapped, String method, String target, HttpFields headers) {
        super(wrapped);
        this.method = method;
        this.uri = HttpURI.build(wrapped.getHttpURI()).pathQuery(target).asImmutable();
        this.headers = headers;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public HttpURI getHttpURI() {
        return uri;
    }

    @Override
    public HttpFields getHeaders() {
        return headers;
    }
}
