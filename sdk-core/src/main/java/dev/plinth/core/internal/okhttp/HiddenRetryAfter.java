package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides {@code Retry-After} from OkHttp, which otherwise sends a request again by itself if a 503 says
 * {@code Retry-After: 0}: all repetition is the request path's.
 */
final class HiddenRetryAfter {

    private static final String NAME = "Retry-After";
    private static final String HIDDEN = "X-Plinth-Retry-After";

    /** The one status after which OkHttp looks at the header. */
    private static final int REPEATED = 503;

    private HiddenRetryAfter() {}

    /** Hides the header. */
    static Response hide(Interceptor.Chain chain) throws IOException {
        return renamed(chain.proceed(chain.request()), NAME, HIDDEN);
    }

    /** Shows it again. */
    static Response show(Interceptor.Chain chain) throws IOException {
        return renamed(chain.proceed(chain.request()), HIDDEN, NAME);
    }

    private static Response renamed(Response response, String from, String to) {
        String value = response.code() == REPEATED ? response.header(from) : null;
        return value == null
                ? response
                : response.newBuilder().removeHeader(from).header(to, value).build();
    }
}
