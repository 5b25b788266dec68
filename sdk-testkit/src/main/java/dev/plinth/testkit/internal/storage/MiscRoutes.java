package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;

/** Health, version, and the cache purge that a server without a CDN refuses. */
record MiscRoutes(StorageCore core) {
    private static final String VERSION = "1.11.2-local";

    void register(Router router) {
        router.get("/status", exchange -> Reply.of(200))
                .get("/version", exchange -> Reply.text(200, "text/plain; charset=utf-8", VERSION))
                .get("/health", this::health)
                .delete("/cdn", this::purge)
                .delete("/cdn/{bucket}", this::purge)
                .delete("/cdn/*", this::purge);
    }

    private Reply health(Exchange exchange) {
        try {
            core.authenticator().verified(exchange);
            return Reply.json(200, Json.object("healthy", true));
        } catch (StorageException e) {
            return e.replyCodeFirst();
        }
    }

    private Reply purge(Exchange exchange) {
        core.authenticator().service(exchange);
        throw StorageError.MISSING_PARAMETER.with("CDN_PURGE_ENDPOINT_URL is not set");
    }
}
