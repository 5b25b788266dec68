package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.CallObservers;
import java.io.InputStream;

/** Notifies the observers of the start and end of a call, including all its attempts. */
public final class ObservingExchange implements Exchange {

    private final Exchange next;

    public ObservingExchange(Exchange next) {
        this.next = next;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        CallObservers observers = call.observers();
        if (observers.isEmpty()) {
            return next.exchange(request, call);
        }
        observers.started(request, call);
        HttpResponse response;
        try {
            response = next.exchange(request, call);
        } catch (RuntimeException | Error e) {
            observers.finished(request, call, null, e);
            throw e;
        }
        if (call.route().streams && call.hasResult(response)) {
            // Without the body, so that the cleaner can detect a body that the program forgot to close.
            HttpResponse head = response.withBody(InputStream.nullInputStream());
            call.onBodyClosed(() -> observers.finished(request, call, head, null));
            return response;
        }
        observers.finished(request, call, response, null);
        return response;
    }
}
