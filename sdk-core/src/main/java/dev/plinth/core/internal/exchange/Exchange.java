package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;

/** A step of the request path. Each concern is a decorator that implements this interface. */
public interface Exchange {

    HttpResponse exchange(HttpRequest request, Call<?> call);
}
