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
    private static final int LONGEST_SECONDS = 60;

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        Optional<String> said = response.firstMatchingHeader(HEADER).map(String::strip);
        if (said.isEmpty()) {
            return response;
        }
        SdkHttpResponse.Builder bearable = response.toBuilder();
        response.headers().keySet().stream()
                .filter(name -> name.equalsIgnoreCase(HEADER))
                .forEach(bearable::removeHeader);
        if (said.get().matches("\\d+")) {
            bearable.putHeader(HEADER, String.valueOf(seconds(said.get())));
        }
        return bearable.build();
    }

    private static int seconds(String digits) {
        return digits.length() > 2 ? LONGEST_SECONDS : Math.min(LONGEST_SECONDS, Integer.parseInt(digits));
    }
}
