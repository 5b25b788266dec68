package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.Caller;

/**
 * A request of the protocol.
 *
 * @param exchange what came over the wire
 * @param caller who asks; the service role for holders of a token
 * @param signed whether a token of a signed upload stands for the permission
 */
record TusRequest(Exchange exchange, Caller caller, boolean signed) {
    /** The last part of the path: the upload's id. */
    TusUpload.Id id() {
        String path = exchange.path();
        return TusUpload.Id.parse(path.substring(path.lastIndexOf('/') + 1));
    }

    boolean upsert() {
        return "true".equals(exchange.header("x-upsert"));
    }

    boolean has(String header) {
        return exchange.header(header) != null;
    }
}
