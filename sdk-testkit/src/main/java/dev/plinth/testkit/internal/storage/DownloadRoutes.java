package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Downloads and info, in their four ways: by token, by an optional token, public, and signed. */
record DownloadRoutes(StorageCore core, ObjectReader reader, SignedTokens tokens) {
    void register(Router router) {
        router.get("/object/authenticated/{bucket}/*", exchange -> download(exchange, authenticated(exchange)))
                .get("/object/{bucket}/*", exchange -> download(exchange, optional(exchange)))
                .get("/object/public/{bucket}/*", exchange -> download(exchange, open(exchange)))
                .get("/object/sign/{bucket}/*", this::signed)
                .get("/object/info/{bucket}/*", exchange -> info(optional(exchange)))
                .get("/object/info/authenticated/{bucket}/*", exchange -> info(authenticated(exchange)))
                .on("GET", "/object/info/public/{bucket}/*", exchange -> info(open(exchange)));
    }

    private StoredObject authenticated(Exchange exchange) {
        Caller caller = core.authenticator().required(exchange);
        return reader.find(Optional.of(caller), exchange.param("bucket"), exchange.param("*"));
    }

    private StoredObject optional(Exchange exchange) {
        Optional<Caller> caller = core.authenticator().optional(exchange);
        return reader.find(caller, exchange.param("bucket"), exchange.param("*"));
    }

    private StoredObject open(Exchange exchange) {
        return reader.find(Optional.empty(), exchange.param("bucket"), exchange.param("*"));
    }

    private Reply signed(Exchange exchange) throws IOException {
        String bucket = exchange.param("bucket");
        String key = exchange.param("*");
        Instant expires = tokens.verifyDownload(exchange, bucket, key);
        return Downloads.of(exchange, reader.existing(bucket, key), expires);
    }

    private static Reply download(Exchange exchange, StoredObject object) throws IOException {
        return Downloads.of(exchange, object, null);
    }

    private static Reply info(StoredObject object) {
        return Reply.json(200, Rows.info(object))
                .header("etag", object.metadata().eTag())
                .header("last-modified", HttpDates.format(object.updatedAt()))
                .header("cache-control", object.metadata().cacheControl());
    }
}
