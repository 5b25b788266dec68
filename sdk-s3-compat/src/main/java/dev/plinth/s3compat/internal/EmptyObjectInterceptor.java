package dev.plinth.s3compat.internal;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Gives an empty object its length. Storage leaves out the {@code Content-Length} of such an object in the response to
 * {@code HeadObject}, and callers that unbox it, such as S3A, fail.
 */
public final class EmptyObjectInterceptor implements ExecutionInterceptor {

    /** Public, because S3A and others load interceptors by name. */
    public EmptyObjectInterceptor() {}

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.response() instanceof HeadObjectResponse head
                && head.contentLength() == null
                && context.httpResponse().isSuccessful()) {
            return head.toBuilder().contentLength(0L).build();
        }
        return context.response();
    }
}
