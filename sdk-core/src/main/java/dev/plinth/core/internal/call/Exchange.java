package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;

/** The one function shape of the request path. Each concern is one decorator of it. */
interface Exchange {

    HttpResponse exchange(HttpRequest request, Call<?> call);
}
