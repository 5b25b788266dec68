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

    /** The only status for which OkHttp reads the header. */
    private static final int REPEATED = 503;

    private HiddenRetryAfter() {}

    /** Hides the header. */
    static Response hide(Interceptor.Chain chain) throws IOException {
        return rename(chain.proceed(chain.request()), NAME, HIDDEN);
    }

    /** Restores the header. */
    static Response restore(Interceptor.Chain chain) throws IOException {
        return rename(chain.proceed(chain.request()), HIDDEN, NAME);
    }

    private static Response rename(Response response, String from, String to) {
        String value = response.code() == REPEATED ? response.header(from) : null;
        return value == null
                ? response
                : response.newBuilder().removeHeader(from).header(to, value).build();
    }
}
