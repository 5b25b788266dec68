package dev.plinth.s3compat.internal;

import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Hides a {@code Retry-After} from the AWS SDK that it cannot bear: a negative one makes it throw an {@link
 * IllegalArgumentException}, and it waits for as long as it is told, be it a day. More than a minute is taken for a minute.
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
