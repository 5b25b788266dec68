package dev.plinth.s3compat.internal.http;

import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client for AWS's blocking clients over the transport of the SDK, which checks a socket before it uses
 * it again, so that unread bytes of one response are never taken for the next response, and rejects responses
 * with an invalid length. None of AWS's blocking HTTP clients does so.
 */
public final class TransportHttpClient implements SdkHttpClient {

    private final SharedTransport carrier;

    private TransportHttpClient(SharedTransport carrier) {
        this.carrier = carrier;
    }

    /** Returns a builder; the AWS client that builds the HTTP client with it also closes it. */
    public static Builder builder(SharedTransport carrier) {
        return new Builder(carrier);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Running(request);
    }

    @Override
    public String clientName() {
        return "Plinth";
    }

    @Override
    public void close() {
        carrier.end().run();
    }

    /** Creates the client. */
    public static final class Builder implements SdkHttpClient.Builder<Builder> {

        private final SharedTransport carrier;

        private Builder(SharedTransport carrier) {
            this.carrier = carrier;
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new TransportHttpClient(carrier);
        }
    }

    /** One request. */
    private final class Running implements ExecutableHttpRequest {

        private final HttpExecuteRequest given;
        private final RequestContext context = new RequestContext(carrier.idleTimeout());

        Running(HttpExecuteRequest given) {
            this.given = given;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            SdkHttpRequest request = given.httpRequest();
            SdkBodyContent body = given.contentStreamProvider()
                    .map(source -> new SdkBodyContent(source, length(request)))
                    .orElse(null);
            try {
                return response(carrier.transport().exchange(converted(request, body), context));
            } catch (IOException e) {
                if (body != null) {
                    body.rethrow();
                }
                throw e;
            }
        }

        private HttpExecuteResponse response(HttpResponse response) {
            var head = SdkHttpResponse.builder().statusCode(response.status());
            response.headers().forEach(head::appendHeader);
            HttpExecuteResponse.Builder whole = HttpExecuteResponse.builder().response(head.build());
            if (given.httpRequest().method() == SdkHttpMethod.HEAD) {
                response.close();
                return whole.build();
            }
            return whole.responseBody(AbortableInputStream.create(response.body(), this))
                    .build();
        }

        @Override
        public void abort() {
            context.cancel();
        }
    }

    private static long length(SdkHttpRequest request) {
        return request.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static HttpRequest converted(SdkHttpRequest request, @Nullable SdkBodyContent body) {
        HttpHeaders.Builder headers = HttpHeaders.builder();
        request.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        if (request.firstMatchingHeader("Accept-Encoding").isEmpty()) {
            // Objects that are stored compressed must not be decompressed.
            headers.add("Accept-Encoding", "identity");
        }
        return HttpRequest.of(request.method().name(), base(request), path(request), headers.build(), body);
    }

    private static String base(SdkHttpRequest request) {
        return request.protocol() + "://" + request.host() + ":" + request.port();
    }

    private static String path(SdkHttpRequest request) {
        String path = request.encodedPath();
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw SdkClientException.create("a key with a segment \"" + segment
                        + "\" cannot be sent: the address of" + " a request would mean another key; nothing was sent");
            }
        }
        String query = request.encodedQueryParameters().orElse("");
        return (path.isEmpty() ? "/" : path) + (query.isEmpty() ? "" : "?" + query);
    }
}
