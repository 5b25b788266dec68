package dev.plinth.s3compat.internal;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Rejects responses that are not S3's: a web page or a gateway's JSON with status 200 would be taken for an object
 * that was stored, or for its content. Responses of S3 with these media types are objects, and have an ETag.
 */
public final class NotS3Interceptor implements ExecutionInterceptor {

    /** The only response of S3 that is JSON. */
    private static final String POLICY = "GetBucketPolicy";

    @Override
    public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        boolean policy = POLICY.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        boolean object = response.firstMatchingHeader("ETag").isPresent();
        if (response.isSuccessful() && !policy && !object) {
            isPage(response).ifPresent(page -> {
                throw SdkClientException.create("what answered is not S3: " + page + " came with status "
                        + response.statusCode() + " (" + Hints.NOT_S3 + ")");
            });
        }
    }

    /** Describes the response if it is one that gateways and web applications send. */
    static Optional<String> isPage(SdkHttpResponse response) {
        String type = response.firstMatchingHeader("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            return Optional.of("a web page");
        }
        return type.startsWith("application/json") ? Optional.of("JSON") : Optional.empty();
    }
}
