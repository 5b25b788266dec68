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
 * Does not take for S3 what is something else: a web page or a gateway's JSON with status 200 would pass for an object
 * that was stored, or for its content. What S3 sends of those kinds are objects, and they have an etag.
 */
public final class NotS3Interceptor implements ExecutionInterceptor {

    /** The one answer of S3's that is JSON. */
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

    /** Names what came, if it is what gateways and web apps send. */
    static Optional<String> isPage(SdkHttpResponse response) {
        String type = response.firstMatchingHeader("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            return Optional.of("a web page");
        }
        return type.startsWith("application/json") ? Optional.of("JSON") : Optional.empty();
    }
}
