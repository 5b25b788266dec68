package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Downloads, info, lists and deletions of objects; health, version, and a cache purge that is refused. */
record ObjectRoutes(StorageCore core) {
    private static final int HARD_LIMIT = 1_000;

    private static final String VERSION = "1.11.2-local";

    void register(Router router) {
        router.get("/object/authenticated/{bucket}/*", exchange -> download(exchange, authenticated(exchange)))
                .get("/object/{bucket}/*", exchange -> download(exchange, optional(exchange)))
                .get("/object/public/{bucket}/*", exchange -> download(exchange, open(exchange)))
                .get("/object/sign/{bucket}/*", this::signed)
                .get("/object/info/{bucket}/*", exchange -> info(optional(exchange)))
                .get("/object/info/authenticated/{bucket}/*", exchange -> info(authenticated(exchange)))
                .on("GET", "/object/info/public/{bucket}/*", exchange -> info(open(exchange)))
                .delete("/object/{bucket}/*", this::delete)
                .delete("/object/{bucket}", this::deleteMany)
                .post("/object/list/{bucket}", this::folder)
                // a bucket called "list" cannot be written by POST: this route takes it for a list
                .post("/object/list/*", this::folder)
                .post("/object/list-v2/{bucket}", this::prefix)
                .post("/object/list-v2/*", this::prefix)
                .get("/status", exchange -> Reply.of(200))
                .get("/version", exchange -> Reply.text(200, "text/plain; charset=utf-8", VERSION))
                .get("/health", this::health)
                .delete("/cdn", this::purge)
                .delete("/cdn/{bucket}", this::purge)
                .delete("/cdn/*", this::purge);
    }

    private StoredObject authenticated(Exchange exchange) {
        Caller caller = core.authenticator().required(exchange);
        return core.objects().find(Optional.of(caller), exchange.param("bucket"), exchange.param("*"));
    }

    private StoredObject optional(Exchange exchange) {
        Optional<Caller> caller = core.authenticator().optional(exchange);
        return core.objects().find(caller, exchange.param("bucket"), exchange.param("*"));
    }

    private StoredObject open(Exchange exchange) {
        return core.objects().find(Optional.empty(), exchange.param("bucket"), exchange.param("*"));
    }

    private Reply signed(Exchange exchange) throws IOException {
        String bucket = exchange.param("bucket");
        String key = exchange.param("*");
        Instant expires = core.signedUrls().verifyDownload(exchange, bucket, key);
        return core.downloads().of(exchange, core.objects().existing(bucket, key), expires);
    }

    private Reply download(Exchange exchange, StoredObject object) throws IOException {
        return core.downloads().of(exchange, object, null);
    }

    private static Reply info(StoredObject object) {
        return Reply.json(200, Rows.info(object))
                .header("etag", object.metadata().eTag())
                .header("last-modified", HttpDates.format(object.updatedAt()))
                .header("cache-control", object.metadata().cacheControl());
    }

    private Reply delete(Exchange exchange) throws IOException {
        Fields.ignored(exchange);
        Caller caller = core.authenticator().required(exchange);
        StoredObject object = core.state()
                .object(exchange.param("bucket"), exchange.param("*"))
                .orElseThrow(StorageError.NO_SUCH_KEY);
        StorageError.ACCESS_DENIED.throwIf(!core.access().mayDelete(caller, object), "Access denied");
        core.state().delete(object);
        return Reply.json(200, Json.object("message", "Successfully deleted"));
    }

    private Reply deleteMany(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("prefixes");
        boolean hard = core.settings().get(StorageSettings.REQUEST_HARD_LIMITS_ENABLED);
        List<String> names = body.texts("prefixes", 1, hard ? HARD_LIMIT : Integer.MAX_VALUE);
        Caller caller = core.authenticator().required(exchange);
        ArrayNode deleted = Json.array();
        for (String name : new LinkedHashSet<>(names)) {
            core.state()
                    .object(exchange.param("bucket"), name)
                    .filter(object -> core.access().mayDelete(caller, object))
                    .ifPresent(object -> {
                        core.state().delete(object);
                        deleted.add(Rows.object(object));
                    });
        }
        return Reply.json(200, deleted);
    }

    private Reply folder(Exchange exchange) throws IOException {
        FolderList list = FolderList.of(Fields.ofBody(exchange));
        return list(exchange, core.authenticator().required(exchange), list::of);
    }

    private Reply prefix(Exchange exchange) throws IOException {
        PrefixList list = PrefixList.of(Fields.ofBody(exchange));
        return list(exchange, core.authenticator().verified(exchange), list::of);
    }

    private Reply list(
            Exchange exchange, Caller caller, BiFunction<ObjectIndex, Predicate<StoredObject>, JsonNode> list) {
        String bucket = exchange.paramOr("bucket", "*");
        Names.checkBucket(bucket);
        ObjectIndex objects = core.state().objects(bucket);
        return Reply.json(200, list.apply(objects, object -> core.access().sees(caller, object)));
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
