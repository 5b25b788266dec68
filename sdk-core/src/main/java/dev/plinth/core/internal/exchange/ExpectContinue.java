package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.content.TrackedContent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which uploads send {@code Expect: 100-continue} before their body. A server or proxy that ignores the header
 * waits for the body while the client waits for the response. By default, the header is therefore sent only with the
 * next attempt of an upload whose body could not be sent completely and that got no response, because the server
 * probably rejected it early. The header is not sent again to a host that has ignored it.
 */
public final class ExpectContinue {

    private static final String EXPECT = "Expect";
    private static final String CONTINUE = "100-continue";

    /** Smaller bodies are sent without the header, which would cost a round trip. */
    private static final long MIN_LENGTH = 1024 * 1024;

    private final boolean always;
    private final Set<String> ignoring = ConcurrentHashMap.newKeySet();

    public ExpectContinue(boolean always) {
        this.always = always;
    }

    /** Returns the request, with the header if it is needed. */
    HttpRequest apply(HttpRequest request, Call<?> call) {
        if (!call.route().transfers || ignoring.contains(request.base())) {
            call.setExpectContinue(false);
            return request;
        }
        boolean large = request.body()
                .map(body -> body.length().orElse(Long.MAX_VALUE) >= MIN_LENGTH)
                .orElse(false);
        if (always && large && call.attempt() == 1) {
            call.setExpectContinue(true);
        }
        return call.expectContinue() ? request.headers(headers -> headers.set(EXPECT, CONTINUE)) : request;
    }

    /**
     * Returns whether an exchange failed while it waited for the server's consent, so that no byte of its body was
     * sent.
     */
    boolean isUnanswered(HttpRequest request, TrackedContent body, Call<?> call) {
        return call.expectContinue()
                && !body.started()
                && request.headers().first(EXPECT).isPresent();
    }

    /** Records the outcome of a failed exchange for the next attempt and for the host. */
    void recordFailure(HttpRequest request, TrackedContent body, Call<?> call) {
        if (isUnanswered(request, body, call)) {
            ignoring.add(request.base());
            call.setExpectContinue(false);
        } else {
            boolean brokeOff = body.started() && !body.complete();
            call.setExpectContinue(brokeOff && call.route().transfers);
        }
    }
}
