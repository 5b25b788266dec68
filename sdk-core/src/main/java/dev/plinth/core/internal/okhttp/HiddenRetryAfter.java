package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides {@code Retry-After} from OkHttp, which would otherwise resend a request itself after a 503 with
 * {@code Retry-After: 0}. Only the request path retries.
 */
final class HiddenRetryAfter {

    private static final String NAME = "Retry-After";
    private static final String HIDDEN = "X-Plinth-Retry-After";

    private HiddenRetryAfter() {}

    /** Returns the network interceptor that hides the header. */
    static Interceptor hide() {
        return chain -> renamed(chain, NAME, HIDDEN);
    }

    /** Returns the application interceptor that restores it. */
    static Interceptor show() {
        return chain -> renamed(chain, HIDDEN, NAME);
    }

    private static Response renamed(Interceptor.Chain chain, String from, String to) throws IOException {
        Response response = chain.proceed(chain.request());
        String value = response.header(from);
        return value == null
                ? response
                : response.newBuilder().removeHeader(from).header(to, value).build();
    }
}
