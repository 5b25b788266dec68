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

    private static final List<String> SECRET = List.of("x-amz-security-token", "Authorization");
    private static final List<String> SHOWN = List.of("x-amz-request-id", "x-amzn-RequestId", "x-amz-id-2");
    static final int LARGEST_ERROR = 64 * 1024;

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        List<String> secrets = secrets(context.httpRequest());
        SdkHttpResponse.Builder masked = context.httpResponse().toBuilder();
        for (String name : SHOWN) {
            context.httpResponse()
                    .firstMatchingHeader(name)
                    .ifPresent(id -> masked.putHeader(name, UntrustedText.shown(id, 200, secrets)));
        }
        masked.statusText(context.httpResponse()
                .statusText()
                .map(text -> UntrustedText.shown(text, 200, secrets))
                .orElse(null));
        return masked.build();
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
     * An error body without secrets. It is read when the AWS SDK reads it: a response without a body, as to HEAD, may have a
     * length, and a body that breaks off fails where the SDK expects it to.
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
                masked = new ByteArrayInputStream(MaskedPublisher.masked(source.readNBytes(LARGEST_ERROR), secrets));
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
        return SECRET.stream()
                .flatMap(name -> request.firstMatchingHeader(name).stream())
                .toList();
    }
}
