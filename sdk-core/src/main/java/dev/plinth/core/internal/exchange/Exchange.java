package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;

/** The one function shape of the request path. Each concern is one decorator of it. */
public interface Exchange {

    HttpResponse exchange(HttpRequest request, Call<?> call);
}
