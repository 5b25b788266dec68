package dev.plinth.testkit.internal.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/** A request that a proxy in this JVM sends on: same connection, other words. */
final class ForwardedRequest extends Request.Wrapper {
    private final String method;
    private final HttpFields headers;

    ForwardedRequest(Request wrapped, String method, HttpFields headers) {
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
