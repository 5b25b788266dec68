package dev.plinth.core.internal.call;

import dev.plinth.core.Content;
import dev.plinth.core.PlinthException;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.content.TrackedContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends a request when the host has room for it, and keeps the room until the response is closed. */
final class Transporting implements Exchange {

    private final HttpTransport transport;
    private final Gates gates;
    private final Expectations expectations;

    Transporting(HttpTransport transport, Gates gates, Expectations expectations) {
        this.transport = transport;
        this.gates = gates;
        this.expectations = expectations;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        ConnectionGate gate = gates.of(request.base());
        gate.enter(call);
        boolean open = false;
        try {
            call.checkpoint();
            HttpResponse response = send(request, call);
            HttpResponse gated = response.withBody(GatedBody.of(response.body(), gate, call));
            open = true;
            return gated;
        } finally {
            if (!open) {
                gate.leave();
            }
        }
    }

    private HttpResponse send(HttpRequest request, Call<?> call) {
        TimeLimit limit = call.limit();
        limit.goOn();
        Content body = request.body().orElse(null);
        if (body == null) {
            return attempt(request, null, call);
        }
        TrackedContent tracked = call.route.transfers
                ? new TrackedContent(body, limit::stop, limit::goOn)
                : new TrackedContent(body, () -> {}, () -> {});
        return attempt(expectations.apply(request, call).body(tracked), tracked, call);
    }

    private HttpResponse attempt(HttpRequest request, @Nullable TrackedContent body, Call<?> call) {
        try {
            HttpResponse response = Redirects.follow(transport, request, call);
            boolean incomplete = body != null && !body.complete() && response.successful();
            if (incomplete) {
                response.close();
                throw new IOException("the server answered " + response.status() + " before it had the whole body");
            }
            if (call.route.streams && call.brings(response)) {
                call.limit().stop();
            }
            return response;
        } catch (IOException e) {
            throw failure(e, request, body, call);
        } catch (PlinthException e) {
            throw e;
        } catch (Exception e) {
            // Not only those that Java lets through: OkHttp, in Kotlin, throws an InterruptedException as it is.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw failure(new IOException("the transport failed: " + e, e), request, body, call);
        }
    }

    private RuntimeException failure(IOException e, HttpRequest request, @Nullable TrackedContent body, Call<?> call) {
        if (body == null) {
            return call.failures().broken(e);
        }
        Exception local = body.localFailure();
        if (local != null) {
            return call.failures().failedContent(body, local);
        }
        boolean unanswered = expectations.unanswered(request, body, call);
        expectations.learn(request, body, call);
        return call.failures().broken(unanswered ? new RequestNotSentException(e) : e);
    }
}
