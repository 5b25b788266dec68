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
 * Rejects responses that do not come from S3. A web page or JSON of a gateway with status 200 would otherwise look like
 * a successful upload, or like the content of an object. S3 sends these media types only for objects, which have an
 * ETag.
 */
public final class NotS3Interceptor implements ExecutionInterceptor {

    /** The only operation of S3 whose response is JSON. */
    private static final String GET_BUCKET_POLICY = "GetBucketPolicy";

    @Override
    public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        boolean isPolicy = GET_BUCKET_POLICY.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        boolean isObject = response.firstMatchingHeader("ETag").isPresent();
        if (response.isSuccessful() && !isPolicy && !isObject) {
            describeForeignResponse(response).ifPresent(description -> {
                throw SdkClientException.create("the response does not come from an S3 server: " + description
                        + " with status " + response.statusCode() + " (" + Hints.NOT_S3 + ")");
            });
        }
    }

    /** Describes the response if gateways and web applications send such responses; otherwise empty. */
    static Optional<String> describeForeignResponse(SdkHttpResponse response) {
        String type = response.firstMatchingHeader("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            return Optional.of("a web page");
        }
        return type.startsWith("application/json") ? Optional.of("JSON") : Optional.empty();
    }
}
