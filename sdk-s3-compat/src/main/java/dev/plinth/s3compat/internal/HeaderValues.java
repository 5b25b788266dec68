package dev.plinth.s3compat.internal;

import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Rejects values that a header cannot contain, before anything is sent. Text outside ASCII arrives as other bytes than
 * those that were signed, and the server then reports a wrong signature.
 */
public final class HeaderValues implements ExecutionInterceptor {

    private static final String METADATA = "x-amz-meta-";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        request.forEachHeader(HeaderValues::check);
        return request;
    }

    private static void check(String name, List<String> values) {
        boolean valid = isPrintableAscii(name) && values.stream().allMatch(HeaderValues::isPrintableAscii);
        if (!valid) {
            throw new IllegalArgumentException(describe(name)
                    + " contains characters that are not printable ASCII, which headers cannot contain: encode it, for example with"
                    + " URLEncoder, and decode it when you read it; nothing was sent");
        }
    }

    private static String describe(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(METADATA)
                ? "the metadata \"" + printable(name.substring(METADATA.length())) + "\""
                : "the header " + printable(name);
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t');
    }
}
