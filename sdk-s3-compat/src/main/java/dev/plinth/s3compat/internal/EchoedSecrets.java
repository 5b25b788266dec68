package dev.plinth.s3compat.internal;

import dev.plinth.core.internal.text.UntrustedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Masks the request's credentials in error responses, because the AWS SDK's exceptions quote these. */
public final class EchoedSecrets implements ExecutionInterceptor {

    private static final List<String> SECRET_HEADERS = List.of("x-amz-security-token", "Authorization");
    private static final List<String> ID_HEADERS = List.of("x-amz-request-id", "x-amzn-RequestId", "x-amz-id-2");
    static final int MAX_ERROR_SIZE = 64 * 1024;

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        List<String> secrets = secrets(context.httpRequest());
        SdkHttpResponse.Builder response = context.httpResponse().toBuilder();
        for (String name : ID_HEADERS) {
            context.httpResponse()
                    .firstMatchingHeader(name)
                    .ifPresent(id -> response.putHeader(name, UntrustedText.shown(id, 200, secrets)));
        }
        response.statusText(context.httpResponse()
                .statusText()
                .map(text -> UntrustedText.shown(text, 200, secrets))
                .orElse(null));
        return response.build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<InputStream> body = context.responseBody();
        if (body.isEmpty() || context.httpResponse().isSuccessful()) {
            return body;
        }
        return Optional.of(new MaskedBody(body.get(), secrets(context.httpRequest())));
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<Publisher<ByteBuffer>> body = context.responsePublisher();
        if (body.isEmpty() || context.httpResponse().isSuccessful()) {
            return body;
        }
        return Optional.of(new MaskedPublisher(body.get(), secrets(context.httpRequest())));
    }

    /**
     * An error body without secrets. It is read only when the AWS SDK reads it, because the response to a HEAD has a
     * length but no body, and because an interrupted body must fail where the AWS SDK expects it.
     */
    private static final class MaskedBody extends InputStream {

        private final InputStream source;
        private final List<String> secrets;
        private @Nullable InputStream masked;

        MaskedBody(InputStream source, List<String> secrets) {
            this.source = source;
            this.secrets = secrets;
        }

        private InputStream masked() throws IOException {
            if (masked == null) {
                masked = new ByteArrayInputStream(MaskedPublisher.mask(source.readNBytes(MAX_ERROR_SIZE), secrets));
            }
            return masked;
        }

        @Override
        public int read() throws IOException {
            return masked().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return masked().read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    private static List<String> secrets(SdkHttpRequest request) {
        return SECRET_HEADERS.stream()
                .flatMap(name -> request.firstMatchingHeader(name).stream())
                .toList();
    }
}
