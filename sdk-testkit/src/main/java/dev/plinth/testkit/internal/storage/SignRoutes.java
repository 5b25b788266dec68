package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.List;

/** Signs URLs for downloads, one or many, and for uploads. */
record SignRoutes(StorageCore core) {
    private static final String SIGN = "/object/sign/";
    private static final int MAX_PATHS = 1_000;
    /** The most that a token's expiry can be and still be a date. */
    private static final long MAX_SECONDS = 8_640_000_000_000L;

    void register(Router router) {
        router.post("/object/sign/{bucket}/*", this::sign)
                .post("/object/sign/{bucket}", this::signMany)
                .post("/object/upload/sign/{bucket}/*", this::signUpload);
    }

    private Reply sign(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("expiresIn");
        long seconds = body.integer("expiresIn", 1, 1);
        body.object("transform").ifPresent(Names::checkTransformation);
        Caller caller = core.authenticator().required(exchange);
        core.objects().visible(caller, exchange.param("bucket"), exchange.param("*"));
        checkLifetime(seconds);
        // the server signs the raw path, and decodes it but half: a client that encodes too much gets a bad URL
        String url = Percent.decodeUri(exchange.path().substring(SIGN.length())).orElse("");
        String token = core.tokens().forDownload(url, seconds);
        return Reply.json(200, Json.object("signedURL", SIGN + url + "?token=" + token));
    }

    private Reply signMany(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("expiresIn", "paths");
        long seconds = body.integer("expiresIn", 1, 1);
        List<String> paths = body.texts("paths", 1, MAX_PATHS);
        Caller caller = core.authenticator().required(exchange);
        checkLifetime(seconds);
        ArrayNode answers = Json.array();
        paths.forEach(path -> answers.add(signOne(caller, exchange.param("bucket"), path, seconds)));
        return Reply.json(200, answers);
    }

    private ObjectNode signOne(Caller caller, String bucket, String path, long seconds) {
        boolean visible = core.state()
                .object(bucket, path)
                .filter(object -> core.access().sees(caller, object))
                .isPresent();
        if (!visible) {
            return Json.object()
                    .put("error", "Either the object does not exist or you do not have access to it")
                    .put("path", path)
                    .putNull("signedURL");
        }
        String url = bucket + "/" + path;
        String token = core.tokens().forDownload(url, seconds);
        return Json.object().putNull("error").put("path", path).put("signedURL", SIGN + url + "?token=" + token);
    }

    private Reply signUpload(Exchange exchange) throws IOException {
        Fields.ignored(exchange);
        Caller caller = core.authenticator().required(exchange);
        String bucket = exchange.param("bucket");
        String key = exchange.param("*");
        boolean upsert = WriteRoutes.isUpsert(exchange);
        core.access().checkUpload(caller, bucket, key, upsert);
        StorageError.NO_RELATED_RESOURCE.throwIf(core.state().bucket(bucket).isEmpty());
        core.objects().checkWritable(caller, bucket, key, upsert);
        String url = bucket + "/" + key;
        String token = core.tokens().forUpload(url, caller.subject(), upsert);
        return Reply.json(200, Json.object("url", "/object/upload/sign/" + url + "?token=" + token, "token", token));
    }

    private static void checkLifetime(long seconds) {
        StorageError.INVALID_PARAMETER.throwIf(seconds > MAX_SECONDS, "Invalid Parameter expiresIn");
    }
}
