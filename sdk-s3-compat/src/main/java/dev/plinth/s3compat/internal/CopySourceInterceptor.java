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
                : request.toBuilder().putHeader(HEADER, decode(source.get())).build();
    }

    /** Decodes a source, in which a plus is literal. Headers cannot contain spaces at the end or several in a row. */
    static String decode(String source) {
        if (!source.contains("%")) {
            return source;
        }
        String decoded = URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!decoded.equals(decoded.strip()) || decoded.contains("  ")) {
            throw new IllegalArgumentException(
                    "an object cannot be copied if its key has spaces at its end or several in a row:"
                            + " download it and upload it again");
        }
        return decoded;
    }
}
