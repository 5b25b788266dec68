package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.content.TrackedContent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which uploads ask the server before they send their body, by {@code Expect: 100-continue}. A server or proxy
 * that ignores it waits for the body while we wait for its answer; so by default only an upload asks whose body broke off
 * without a response before, for an early refusal is then likely. A host that ignored it once is not asked again.
 */
public final class ExpectContinue {

    private static final String EXPECT = "Expect";
    private static final String CONTINUE = "100-continue";

    /** Smaller bodies are just sent: asking costs a round trip. */
    private static final long ASKED_FROM = 1024 * 1024;

    private final boolean always;
    private final Set<String> ignoring = ConcurrentHashMap.newKeySet();

    public ExpectContinue(boolean always) {
        this.always = always;
    }

    /** Returns the request with the header, if it is to have it. */
    HttpRequest apply(HttpRequest request, Call<?> call) {
        if (!call.route().transfers || ignoring.contains(request.base())) {
            call.setExpectContinue(false);
            return request;
        }
        boolean large = request.body()
                .map(body -> body.length().orElse(Long.MAX_VALUE) >= ASKED_FROM)
                .orElse(false);
        if (always && large && call.attempt() == 1) {
            call.setExpectContinue(true);
        }
        return call.expectContinue() ? request.headers(headers -> headers.set(EXPECT, CONTINUE)) : request;
    }

    /** Tells whether an exchange failed while it waited for the server's consent: no byte of its body was sent. */
    boolean unanswered(HttpRequest request, TrackedContent body, Call<?> call) {
        return call.expectContinue()
                && !body.begun()
                && request.headers().first(EXPECT).isPresent();
    }

    /** Draws the conclusion of a failed exchange for the next attempt, and for the host. */
    void learn(HttpRequest request, TrackedContent body, Call<?> call) {
        if (unanswered(request, body, call)) {
            ignoring.add(request.base());
            call.setExpectContinue(false);
        } else {
            boolean brokeOff = body.begun() && !body.complete();
            call.setExpectContinue(brokeOff && call.route().transfers);
        }
    }
}
