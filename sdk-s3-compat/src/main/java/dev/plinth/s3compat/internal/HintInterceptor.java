package dev.plinth.s3compat.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Adds hints to the AWS SDK's exceptions without changing their types. */
public final class HintInterceptor implements ExecutionInterceptor {

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        if (failure instanceof S3Exception refusal) {
            return hinted(refusal, context);
        }
        if (failure.getClass() == SdkClientException.class) {
            return Hints.of(failure.getCause())
                    .<Throwable>map(
                            hint -> SdkClientException.create(with(failure.getMessage(), hint), failure.getCause()))
                    .orElse(failure);
        }
        return failure;
    }

    private static Throwable hinted(S3Exception refusal, Context.FailedExecution context) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        if (details == null) {
            return refusal;
        }
        Optional<String> hint = hint(details, refusal.statusCode(), context);
        return hint.<Throwable>map(text -> refusal.toBuilder()
                        .message(with(refusal.getMessage(), text))
                        .awsErrorDetails(details.toBuilder()
                                .errorMessage(with(details.errorMessage(), text))
                                .build())
                        .build())
                .orElse(refusal);
    }

    private static Optional<String> hint(AwsErrorDetails details, int status, Context.FailedExecution context) {
        if (Hints.isGateways(status)) {
            return Optional.of(Hints.GATEWAY);
        }
        return context.httpResponse()
                .flatMap(NotS3Interceptor::isPage)
                .map(page -> page + " came, and not S3's XML: " + Hints.NOT_S3)
                .or(() -> Hints.of(details.errorCode(), details.errorMessage()));
    }

    private static String with(@Nullable String message, String hint) {
        return (message == null ? "" : message + " ") + "(" + hint + ")";
    }
}
