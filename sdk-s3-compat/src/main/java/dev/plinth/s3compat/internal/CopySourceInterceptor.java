package dev.plinth.s3compat.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends the source of a copy unencoded. The AWS SDK percent-encodes it, and Storage does not decode it,
 * and would search for an object with the encoded name.
 */
public final class CopySourceInterceptor implements ExecutionInterceptor {

    private static final String HEADER = "x-amz-copy-source";

    /** Public, because S3A and others load interceptors by name. */
    public CopySourceInterceptor() {}

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        Optional<String> source = request.firstMatchingHeader(HEADER);
        return source.isEmpty()
                ? request
                : request.toBuilder().putHeader(HEADER, decoded(source.get())).build();
    }

    /** A plus is literal. Spaces at the end of a header are lost, so they have to be encoded. */
    static String decoded(String source) {
        if (!source.contains("%")) {
            return source;
        }
        String plain = URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!plain.equals(plain.strip()) || plain.contains("  ")) {
            throw new IllegalArgumentException("an object whose key has spaces at its end or in a row cannot be the"
                    + " source of a copy here: download and upload it");
        }
        return plain;
    }
}
