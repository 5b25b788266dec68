package dev.plinth.core.internal.exchange;

import dev.plinth.core.Content;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.async.TimeLimit;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.content.TrackedContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt: sends the request when the host's limiter grants a permit, follows redirects, and reads the
 * response. Keeps the permit until the response is closed.
 */
public final class TransportExchange implements Exchange {

    private final HttpTransport transport;
    private final HostLimiters limiters;
    private final ExpectContinue expectations;

    public TransportExchange(HttpTransport transport, HostLimiters limiters, ExpectContinue expectations) {
        this.transport = transport;
        this.limiters = limiters;
        this.expectations = expectations;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        return ResponseReader.read(respond(request, call), request, call);
    }

    /** Returns the response as it was received. The permit is released with it. */
    private HttpResponse respond(HttpRequest request, Call<?> call) {
        HostLimiter limiter = limiters.of(request.base());
        limiter.acquire(call);
        boolean open = false;
        try {
            call.checkpoint();
            HttpResponse response = send(request, call);
            HttpResponse withPermit = response.withBody(PermitBody.of(response.body(), limiter, call));
            open = true;
            return withPermit;
        } finally {
            if (!open) {
                limiter.release();
            }
        }
    }

    private HttpResponse send(HttpRequest request, Call<?> call) {
        TimeLimit limit = call.limit();
        limit.resume();
        Content body = request.body().orElse(null);
        if (body == null) {
            return attempt(request, null, call);
        }
        TrackedContent tracked = call.route().transfers
                ? new TrackedContent(body, limit::pause, limit::resume)
                : new TrackedContent(body, () -> {}, () -> {});
        return attempt(expectations.apply(request, call).body(tracked), tracked, call);
    }

    private HttpResponse attempt(HttpRequest request, @Nullable TrackedContent body, Call<?> call) {
        try {
            HttpResponse response = exchangeWithRedirects(request, call);
            boolean incomplete = body != null && !body.complete() && response.successful();
            if (incomplete) {
                response.close();
                throw new IOException(
                        "the server responded with " + response.status() + " before it had received the whole body");
            }
            if (call.route().streams && call.hasResult(response)) {
                call.limit().pause();
            }
            return response;
        } catch (IOException e) {
            throw failure(e, request, body, call);
        } catch (PlinthException e) {
            throw e;
        } catch (Exception e) {
            // Also undeclared checked exceptions: OkHttp, in Kotlin, throws an unwrapped InterruptedException.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw failure(new IOException("the transport failed: " + e, e), request, body, call);
        }
    }

    private HttpResponse exchangeWithRedirects(HttpRequest request, Call<?> call) throws IOException {
        HttpRequest current = request;
        HttpResponse response = transport.exchange(current, call);
        for (int redirects = 0; redirects < Redirects.MAX_REDIRECTS; redirects++) {
            HttpRequest next = Redirects.next(current, response);
            if (next == null) {
                return response;
            }
            response.close();
            current = next;
            response = transport.exchange(current, call);
        }
        return response;
    }

    private RuntimeException failure(IOException e, HttpRequest request, @Nullable TrackedContent body, Call<?> call) {
        if (body == null) {
            return call.failures().transportFailure(e);
        }
        Exception local = body.localFailure();
        if (local != null) {
            return call.failures().contentFailure(body, local);
        }
        boolean unanswered = expectations.isUnanswered(request, body, call);
        expectations.recordFailure(request, body, call);
        return call.failures().transportFailure(unanswered ? new RequestNotSentException(e) : e);
    }
}
