package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.operation.WrongResponseException;
import java.io.IOException;

/**
 * Decodes the result of a successful response. Runs inside the retries, so that a response that ends early is retried
 * like one that was never received.
 */
public final class DecodingExchange implements Exchange {

    private final Exchange next;

    public DecodingExchange(Exchange next) {
        this.next = next;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        HttpResponse response = next.exchange(request, call);
        if (!call.hasResult(response)) {
            return response;
        }
        boolean kept = false;
        try {
            call.decode(response);
            kept = call.route().streams;
            return response;
        } catch (WrongResponseException e) {
            // Further responses on this socket would be delivered to the wrong requests, too.
            call.abortExchange();
            throw call.failures().transportFailure(e);
        } catch (IOException e) {
            throw call.failures().transportFailure(e);
        } finally {
            if (!kept) {
                response.close();
            }
        }
    }
}
