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
        if (failure instanceof S3Exception exception) {
            return withHint(exception, context);
        }
        if (failure.getClass() == SdkClientException.class) {
            return Hints.of(failure.getCause())
                    .<Throwable>map(
                            hint -> SdkClientException.create(append(failure.getMessage(), hint), failure.getCause()))
                    .orElse(failure);
        }
        return failure;
    }

    private static Throwable withHint(S3Exception exception, Context.FailedExecution context) {
        AwsErrorDetails details = exception.awsErrorDetails();
        if (details == null) {
            return exception;
        }
        Optional<String> hint = hint(details, exception.statusCode(), context);
        return hint.<Throwable>map(text -> exception.toBuilder()
                        .message(append(exception.getMessage(), text))
                        .awsErrorDetails(details.toBuilder()
                                .errorMessage(append(details.errorMessage(), text))
                                .build())
                        .build())
                .orElse(exception);
    }

    private static Optional<String> hint(AwsErrorDetails details, int status, Context.FailedExecution context) {
        if (Hints.isGatewayStatus(status)) {
            return Optional.of(Hints.GATEWAY);
        }
        return context.httpResponse()
                .flatMap(NotS3Interceptor::describeForeignResponse)
                .map(description -> "the response is " + description + " instead of XML from S3: " + Hints.NOT_S3)
                .or(() -> Hints.of(details.errorCode(), details.errorMessage()));
    }

    private static String append(@Nullable String message, String hint) {
        return (message == null ? "" : message + " ") + "(" + hint + ")";
    }
}
