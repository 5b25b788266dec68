package dev.plinth.s3compat.internal.completion;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Replaces the error for an unknown upload if an earlier attempt may have completed it. The server deletes an upload
 * when it completes it, and AWS's client retries a completion whose response was lost.
 */
public final class CompletionInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Integer> ATTEMPTS = new ExecutionAttribute<>("PlinthCompletionAttempts");
    private static final int NOT_FOUND = 404;

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Integer previous = attributes.getAttribute(ATTEMPTS);
        attributes.putAttribute(ATTEMPTS, previous == null ? 1 : previous + 1);
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        boolean isCompletion =
                "CompleteMultipartUpload".equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        Integer attempts = attributes.getAttribute(ATTEMPTS);
        boolean isRetry = attempts != null && attempts > 1;
        if (isCompletion
                && isRetry
                && context.exception() instanceof S3Exception exception
                && exception.statusCode() == NOT_FOUND) {
            // Thrown, because a returned exception must have the same class.
            throw new UnknownCompletionException(exception);
        }
        return context.exception();
    }
}
