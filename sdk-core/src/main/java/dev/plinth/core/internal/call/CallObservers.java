package dev.plinth.core.internal.call;

import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Service;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.content.Callbacks;
import dev.plinth.core.internal.error.ErrorResponseParser;
import dev.plinth.core.internal.text.Description;
import dev.plinth.core.internal.text.UntrustedText;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies the user's observers, the log and the call history. */
public final class CallObservers {

    private static final Logger LOG = LoggerFactory.getLogger("dev.plinth.http");

    private static final int MAX_ID_LENGTH = 200;

    private final List<CallObserver> observers;
    private final @Nullable CallHistory recent;

    private record Event(
            String operation,
            Service service,
            Optional<String> bucket,
            String method,
            String url,
            String callId,
            int attempt,
            Duration elapsed,
            OptionalInt status,
            Optional<String> requestId,
            Optional<Throwable> failure)
            implements CallEvent {
        @Override
        public String toString() {
            return Description.of("CallEvent")
                    .add(operation)
                    .add(method)
                    .add(url)
                    .add("attempt", attempt)
                    .add("status", status)
                    .add("failure", failure.map(e -> e.getClass().getSimpleName()))
                    .add(elapsed.toMillis() + " ms")
                    .add("callId", callId)
                    .add("requestId", requestId)
                    .toString();
        }
    }

    public CallObservers(List<CallObserver> observers, @Nullable CallHistory recent) {
        this.observers = List.copyOf(observers);
        this.recent = recent;
    }

    public CallObservers with(CallObserver observer) {
        List<CallObserver> more = new ArrayList<>(observers);
        more.add(observer);
        return new CallObservers(more, recent);
    }

    public CallObservers withHistory(@Nullable CallHistory calls) {
        return new CallObservers(observers, calls);
    }

    /** Makes a call, including all its attempts, and notifies the observers of its start and end. */
    public HttpResponse observe(HttpRequest request, Call<?> call, Supplier<HttpResponse> exchange) {
        if (observers.isEmpty() && recent == null) {
            return exchange.get();
        }
        started(request, call);
        HttpResponse response;
        try {
            response = exchange.get();
        } catch (RuntimeException | Error e) {
            finished(request, call, null, e);
            throw e;
        }
        if (call.route().streams && call.hasResult(response)) {
            // Without the body, so that the cleaner can detect a body that the program forgot to close.
            HttpResponse head = response.withBody(InputStream.nullInputStream());
            call.onBodyClosed(() -> finished(request, call, head, null));
            return response;
        }
        finished(request, call, response, null);
        return response;
    }

    private void started(HttpRequest request, Call<?> call) {
        if (!observers.isEmpty()) {
            CallEvent event = event(request, call, call.startedAt(), null, null);
            notifyAll(o -> o.started(event));
        }
    }

    /** Returns the request of an attempt: with the headers that the observers add to it. */
    public HttpRequest attempting(HttpRequest request, Call<?> call, long began) {
        if (observers.isEmpty()) {
            return request;
        }
        CallEvent event = event(request, call, began, null, null);
        AddedHeaders headers = new AddedHeaders(request);
        notifyAll(o -> o.attempting(event, headers));
        return headers.apply();
    }

    public void attempted(
            HttpRequest request,
            Call<?> call,
            long began,
            @Nullable HttpResponse response,
            @Nullable Throwable failure) {
        boolean logged = LOG.isDebugEnabled();
        if (!logged && observers.isEmpty()) {
            return;
        }
        CallEvent event = event(request, call, began, response, failure);
        if (logged) {
            log(event, request);
        }
        notifyAll(o -> o.attempted(event));
    }

    private void finished(
            HttpRequest request, Call<?> call, @Nullable HttpResponse response, @Nullable Throwable failure) {
        CallEvent event = event(request, call, call.startedAt(), response, failure);
        notifyAll(o -> o.finished(event));
        if (recent != null) {
            recent.add(call, request, event);
        }
    }

    private static void log(CallEvent e, HttpRequest request) {
        LOG.debug(
                "{} #{} {} {} {} -> {} in {} ms, id {}{}",
                e.operation(),
                e.attempt(),
                e.method(),
                e.url(),
                request.headers().names(),
                e.status().isPresent()
                        ? e.status().getAsInt()
                        : e.failure().map(f -> f.getClass().getSimpleName()).orElse("?"),
                e.elapsed().toMillis(),
                e.callId(),
                e.requestId().map(id -> ", request-id " + id).orElse(""));
    }

    private static CallEvent event(
            HttpRequest request,
            Call<?> call,
            long began,
            @Nullable HttpResponse response,
            @Nullable Throwable failure) {
        Failure error = response == null ? null : response.failure().orElse(null);
        OptionalInt status = response == null
                ? OptionalInt.empty()
                : OptionalInt.of(error == null ? response.status() : error.status());
        String url = request.url();
        int query = url.indexOf('?');
        return new Event(
                call.operation(),
                call.operationSpec().service().service(),
                bucket(call),
                request.method(),
                query < 0 ? url : url.substring(0, query),
                call.id(),
                call.attempt(),
                Duration.ofNanos(call.timing().nanoTime() - began),
                status,
                requestId(request, call, response),
                Optional.ofNullable(failure));
    }

    private static Optional<String> bucket(Call<?> call) {
        String[] context = call.operationSpec().context();
        return context.length > 1 && context[0].equals("bucket") ? Optional.of(context[1]) : Optional.empty();
    }

    private static Optional<String> requestId(HttpRequest request, Call<?> call, @Nullable HttpResponse response) {
        Failure error = response == null ? null : response.failure().orElse(null);
        if (response == null || error != null) {
            return error == null ? Optional.empty() : error.requestId();
        }
        return ErrorResponseParser.requestId(response.headers())
                .map(id -> UntrustedText.shown(id, MAX_ID_LENGTH, RequestSecrets.of(call.withCurrentToken(request))));
    }

    private void notifyAll(Consumer<CallObserver> message) {
        for (CallObserver observer : observers) {
            boolean ignored = Callbacks.run(() -> message.accept(observer), LOG, "a call observer");
        }
    }
}
