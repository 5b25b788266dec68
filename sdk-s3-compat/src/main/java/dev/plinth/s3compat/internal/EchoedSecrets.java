package dev.plinth.s3compat.internal;

import dev.plinth.core.internal.text.UntrustedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Masks what a server repeats of the request's credentials in a failure: AWS's errors show it. */
public final class EchoedSecrets implements ExecutionInterceptor {

    private static final List<String> SECRET = List.of("x-amz-security-token", "Authorization");
    private static final List<String> SHOWN = List.of("x-amz-request-id", "x-amzn-RequestId", "x-amz-id-2");
    private static final int LARGEST_ERROR = 64 * 1024;

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
        try (InputStream in = body.get()) {
            String text = new String(in.readNBytes(LARGEST_ERROR), StandardCharsets.UTF_8);
            for (String secret : secrets(context.httpRequest())) {
                text = text.replace(secret, "***");
            }
            return Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> secrets(SdkHttpRequest request) {
        return SECRET.stream()
                .flatMap(name -> request.firstMatchingHeader(name).stream())
                .toList();
    }
}
