package dev.plinth.s3compat.internal.completion;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Replaces the error for an unknown upload after an earlier attempt to complete it: the server forgets an upload
 * when it completes it, and AWS's client repeats a completion whose response was lost.
 */
public final class CompletionInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Integer> ATTEMPTS = new ExecutionAttribute<>("PlinthCompletionAttempts");
    private static final int NOT_FOUND = 404;

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Integer before = attributes.getAttribute(ATTEMPTS);
        attributes.putAttribute(ATTEMPTS, before == null ? 1 : before + 1);
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        boolean completion =
                "CompleteMultipartUpload".equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        Integer attempts = attributes.getAttribute(ATTEMPTS);
        boolean repeated = attempts != null && attempts > 1;
        if (completion
                && repeated
                && context.exception() instanceof S3Exception refusal
                && refusal.statusCode() == NOT_FOUND) {
            // The returned exception has to be of the same class.
            throw new UnknownCompletionException(refusal);
        }
        return context.exception();
    }
}
