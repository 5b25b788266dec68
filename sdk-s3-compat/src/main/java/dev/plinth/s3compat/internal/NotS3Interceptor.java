package dev.plinth.s3compat.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Does not take for S3 what is something else: a web page or a gateway's JSON with status 200 would pass for an object
 * that was stored, or for its content.
 */
public final class NotS3Interceptor implements ExecutionInterceptor {

    private static final Set<String> WITH_ETAG = Set.of("PutObject", "GetObject", "HeadObject", "UploadPart");

    @Override
    public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (response.isSuccessful() && foreign(response, String.valueOf(operation))) {
            throw SdkClientException.create("what answered is not S3: " + described(response) + " came with status "
                    + response.statusCode() + " (" + Hints.NOT_S3 + ")");
        }
    }

    private static boolean foreign(SdkHttpResponse response, String operation) {
        if (WITH_ETAG.contains(operation)) {
            return response.firstMatchingHeader("ETag").isEmpty();
        }
        return isPage(response).isPresent();
    }

    private static String described(SdkHttpResponse response) {
        return isPage(response).orElse("an answer without an etag");
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
