package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import java.io.IOException;

/**
 * Makes the result of a good answer. Inside of the retries, so that an answer that breaks off in the middle is asked for
 * again like one that never came.
 */
final class Decoding implements Exchange {

    private final Exchange next;

    Decoding(Exchange next) {
        this.next = next;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        HttpResponse response = next.exchange(request, call);
        if (!call.brings(response)) {
            return response;
        }
        boolean kept = false;
        try {
            call.decode(response);
            kept = call.route.streams;
            return response;
        } catch (WrongResponseException e) {
            // Whatever else is on this connection would answer the wrong requests, too.
            call.abortExchange();
            throw call.failures().broken(e);
        } catch (IOException e) {
            throw call.failures().broken(e);
        } finally {
            if (!kept) {
                response.close();
            }
        }
    }
}
