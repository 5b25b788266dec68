package dev.plinth.s3compat.internal;

import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Corrects a {@code Retry-After} that the AWS SDK cannot handle: a negative one makes it throw an {@link
 * IllegalArgumentException}, and it has no upper limit. More than a minute is reduced to a minute.
 */
public final class RetryAfter implements ExecutionInterceptor {

    private static final String HEADER = "Retry-After";
    private static final int MAX_SECONDS = 60;

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        Optional<String> value = response.firstMatchingHeader(HEADER).map(String::strip);
        if (value.isEmpty()) {
            return response;
        }
        SdkHttpResponse.Builder corrected = response.toBuilder();
        response.headers().keySet().stream()
                .filter(name -> name.equalsIgnoreCase(HEADER))
                .forEach(corrected::removeHeader);
        if (value.get().matches("\\d+")) {
            corrected.putHeader(HEADER, String.valueOf(seconds(value.get())));
        }
        return corrected.build();
    }

    private static int seconds(String digits) {
        return digits.length() > 2 ? MAX_SECONDS : Math.min(MAX_SECONDS, Integer.parseInt(digits));
    }
}
