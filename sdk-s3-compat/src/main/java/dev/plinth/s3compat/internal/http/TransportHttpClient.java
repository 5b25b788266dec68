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
 * An HTTP client for AWS's blocking clients over the transport of the SDK, which checks a socket before reusing it, so
 * that unread bytes of one response are never parsed as the next response, and rejects responses with an invalid
 * length. None of AWS's blocking HTTP clients does this.
 */
public final class TransportHttpClient implements SdkHttpClient {

    private final SharedTransport transport;

    private TransportHttpClient(SharedTransport transport) {
        this.transport = transport;
    }

    /** Returns a builder; the AWS client that builds the HTTP client with it also closes it. */
    public static Builder builder(SharedTransport transport) {
        return new Builder(transport);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new TransportRequest(request);
    }

    @Override
    public String clientName() {
        return "Plinth";
    }

    @Override
    public void close() {
        transport.onClose().run();
    }

    /** Creates the client. */
    public static final class Builder implements SdkHttpClient.Builder<Builder> {

        private final SharedTransport transport;

        private Builder(SharedTransport transport) {
            this.transport = transport;
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new TransportHttpClient(transport);
        }
    }

    /** One request. */
    private final class TransportRequest implements ExecutableHttpRequest {

        private final HttpExecuteRequest request;
        private final RequestContext context = new RequestContext(transport.idleTimeout());

        TransportRequest(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            SdkHttpRequest httpRequest = request.httpRequest();
            SdkBodyContent body = request.contentStreamProvider()
                    .map(source -> new SdkBodyContent(source, length(httpRequest)))
                    .orElse(null);
            try {
                return response(transport.transport().exchange(convert(httpRequest, body), context));
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
            HttpExecuteResponse.Builder result = HttpExecuteResponse.builder().response(head.build());
            if (request.httpRequest().method() == SdkHttpMethod.HEAD) {
                response.close();
                return result.build();
            }
            return result.responseBody(AbortableInputStream.create(response.body(), this))
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

    private static HttpRequest convert(SdkHttpRequest request, @Nullable SdkBodyContent body) {
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
                throw SdkClientException.create("a key with the segment \"" + segment
                        + "\" cannot be sent, because the URL would refer to another key; nothing was sent");
            }
        }
        String query = request.encodedQueryParameters().orElse("");
        return (path.isEmpty() ? "/" : path) + (query.isEmpty() ? "" : "?" + query);
    }
}
