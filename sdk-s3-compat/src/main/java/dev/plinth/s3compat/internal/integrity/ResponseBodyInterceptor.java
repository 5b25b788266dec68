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
 * Checks that the body of every response has the announced length and the requested range. Of AWS's
 * HTTP clients, {@code url-connection-client} takes a body that ends too early for a whole one, and
 * {@code netty-nio-client} one in chunks whose last chunk is missing; {@code apache-client}, {@code apache5-client} and
 * {@code aws-crt-client} check it themselves. None detects a truncated response without a length. Bytes after a response on
 * its connection is part of the body for {@code url-connection-client}, if the connection is to be closed, and for
 * {@code netty-nio-client} another response to the same request, whose body it hands over.
 *
 * <p>Without a length, and over plain http for objects of 1 MiB and more, the ETag is compared too, if it is
 * a digest. A response with neither is rejected.
 */
public final class ResponseBodyInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> ANSWERED = new ExecutionAttribute<>("PlinthAnswered");

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
        attributes.putAttribute(ANSWERED, false);
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
        boolean second = Boolean.TRUE.equals(attributes.getAttribute(ANSWERED));
        attributes.putAttribute(ANSWERED, true);
        Optional<ExpectedBody> expectation = second
                ? Optional.of(ExpectedBody.none("a second response followed the first one"))
                : ExpectedBody.of(request, context.httpResponse(), digests);
        return expectation.map(expected -> new BodyCheck(expected, request.method() + " " + request.encodedPath()));
    }
}
