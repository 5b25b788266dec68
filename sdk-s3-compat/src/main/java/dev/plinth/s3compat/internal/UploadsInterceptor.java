package dev.plinth.s3compat.internal;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/** Adds the bucket to a list of unfinished uploads, because Storage uses another element name than AWS. */
public final class UploadsInterceptor implements ExecutionInterceptor {

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.response() instanceof ListMultipartUploadsResponse uploads
                && context.request() instanceof ListMultipartUploadsRequest request
                && uploads.bucket() == null) {
            return uploads.toBuilder().bucket(request.bucket()).build();
        }
        return context.response();
    }
}
