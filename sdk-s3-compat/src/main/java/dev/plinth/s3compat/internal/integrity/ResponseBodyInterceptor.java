package dev.plinth.s3compat.internal.integrity;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Checks that the body of every response has the declared length and the requested range. Of AWS's HTTP clients, {@code
 * url-connection-client} accepts a body that ends too early, and {@code netty-nio-client} a chunked body without its
 * last chunk; {@code apache-client}, {@code apache5-client} and {@code aws-crt-client} check this themselves. None
 * detects a truncated response without a length. Extra bytes after a response are part of the body for {@code
 * url-connection-client}, if the connection is to be closed, and a second response to the same request for {@code
 * netty-nio-client}.
 *
 * <p>If a response has no length, or has 1 MiB or more over plain http, the ETag is compared too, if it is a digest. A
 * response with neither length nor digest is rejected.
 */
public final class ResponseBodyInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> RESPONSE_RECEIVED = new ExecutionAttribute<>("PlinthAnswered");

    private static final String GET_OBJECT = "GetObject";

    private final Digests digests;

    /**
     * Checks the responses of one server.
     *
     * @param digests which responses are compared with their digest
     */
    public ResponseBodyInterceptor(Digests digests) {
        this.digests = digests;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(RESPONSE_RECEIVED, false);
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<InputStream> body = context.responseBody();
        if (body.isEmpty()) {
            return body;
        }
        InputStream checked = check(context, attributes)
                .<InputStream>map(check -> new CheckedStream(body.get(), check))
                .orElse(body.get());
        boolean object = GET_OBJECT.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
                && context.httpResponse().isSuccessful();
        return Optional.of(object ? checked : new DocumentStream(checked));
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responsePublisher()
                .map(body -> check(context, attributes)
                        .<Publisher<ByteBuffer>>map(check -> new CheckedPublisher(body, check))
                        .orElse(body));
    }

    private Optional<BodyCheck> check(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        boolean hasPrevious = Boolean.TRUE.equals(attributes.getAttribute(RESPONSE_RECEIVED));
        attributes.putAttribute(RESPONSE_RECEIVED, true);
        Optional<ExpectedBody> expectation = hasPrevious
                ? Optional.of(ExpectedBody.none("a second response followed the first one"))
                : ExpectedBody.of(request, context.httpResponse(), digests);
        return expectation.map(expected -> new BodyCheck(expected, request.method() + " " + request.encodedPath()));
    }
}
