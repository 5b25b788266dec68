package dev.plinth.core.internal.call;

import dev.plinth.core.AttemptHeaders;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.core.internal.text.SecretNames;
import java.util.Locale;
import java.util.Set;

/** Collects the headers that observers add to an attempt. What the request means is not theirs to change. */
final class AddedHeaders implements AttemptHeaders {

    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "range",
            "accept-encoding",
            "x-http-method-override");

    private final HttpRequest request;
    private final HttpHeaders.Builder added = HttpHeaders.builder();

    AddedHeaders(HttpRequest request) {
        this.request = request;
    }

    @Override
    public AttemptHeaders set(String name, String value) {
        String lower = Arguments.required(name, "name").toLowerCase(Locale.ROOT);
        if (reserved(lower)) {
            throw new IllegalArgumentException("an observer cannot set the header " + name);
        }
        if (request.headers().first(name).isPresent()) {
            throw new IllegalArgumentException("the request has a header " + name + " already");
        }
        added.set(name, value);
        return this;
    }

    private static boolean reserved(String name) {
        return RESERVED.contains(name)
                || name.startsWith("content-")
                || name.startsWith("if-")
                || name.startsWith("proxy-")
                || SecretNames.isSecret(name);
    }

    /** Returns the request with the headers. */
    HttpRequest apply() {
        HttpHeaders headers = added.build();
        if (headers.size() == 0) {
            return request;
        }
        return request.headers(builder -> {
            headers.forEach(builder::set);
            return builder;
        });
    }

    @Override
    public String toString() {
        return "AttemptHeaders" + added.build().names();
    }
}
