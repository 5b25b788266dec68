package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import java.io.IOException;

/** The two kinds of list: {@code /object/list} by folder, {@code /object/list-v2} by prefix and cursor. */
record ListRoutes(StorageCore core) {
    void register(Router router) {
        router.post("/object/list/{bucket}", this::folder)
                // a bucket called "list" cannot be written by POST: this route takes it for a list
                .post("/object/list/*", this::folder)
                .post("/object/list-v2/{bucket}", this::prefix)
                .post("/object/list-v2/*", this::prefix);
    }

    private Reply folder(Exchange exchange) throws IOException {
        FolderList list = FolderList.of(RequestBodies.fields(exchange));
        Caller caller = core.authenticator().required(exchange);
        String bucket = bucket(exchange);
        return Reply.json(
                200,
                list.of(core.state().objects(bucket), object -> core.access().sees(caller, object)));
    }

    private Reply prefix(Exchange exchange) throws IOException {
        PrefixList list = PrefixList.of(RequestBodies.fields(exchange));
        Caller caller = core.authenticator().verified(exchange);
        String bucket = bucket(exchange);
        return Reply.json(
                200,
                list.of(core.state().objects(bucket), object -> core.access().sees(caller, object)));
    }

    private static String bucket(Exchange exchange) {
        String bucket = exchange.paramOr("bucket", "*");
        Names.checkBucket(bucket);
        return bucket;
    }
}
