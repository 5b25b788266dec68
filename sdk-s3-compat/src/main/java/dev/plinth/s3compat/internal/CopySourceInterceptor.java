package dev.plinth.s3compat.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends the source of a copy as Storage reads it: as it is. The AWS SDK percent-encodes it, Storage does not decode it,
 * and would look for an object of that other name.
 */
public final class CopySourceInterceptor implements ExecutionInterceptor {

    private static final String HEADER = "x-amz-copy-source";

    /** Public, so that others may name it where interceptors are given by name: S3A does. */
    public CopySourceInterceptor() {}

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        Optional<String> source = request.firstMatchingHeader(HEADER);
        return source.isEmpty()
                ? request
                : request.toBuilder().putHeader(HEADER, decoded(source.get())).build();
    }

    /** A plus stands for itself; a header ends where its spaces begin, and an encoding of theirs is all that helps. */
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
