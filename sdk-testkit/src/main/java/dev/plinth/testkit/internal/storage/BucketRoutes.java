package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Buckets.BucketList;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Buckets: {@code /bucket}. */
final class BucketRoutes {
    private static final Pattern MIME_ENTRY = Pattern.compile(
            "([a-zA-Z0-9\\-+.]+)/([a-zA-Z0-9\\-+.]+)(;\\s*charset=[a-zA-Z0-9\\-]+)?|.*\\*", Pattern.DOTALL);
    private static final int MIME_LENGTH = 1_000;
    private static final Pattern CLIENT_INFO = Pattern.compile("supabase-py/(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final Pattern USER_AGENT = Pattern.compile(".*supabase-py/storage3 v(\\d+)\\.(\\d+)\\.(\\d+).*");

    private final StorageCore core;
    private final Buckets buckets;

    BucketRoutes(StorageCore core) {
        this.core = core;
        this.buckets = new Buckets(core);
    }

    void register(Router router) {
        router.post("/bucket", this::create)
                .post("/bucket/", this::create)
                .get("/bucket", this::list)
                .get("/bucket/", this::list)
                .get("/bucket/{id}", this::get)
                .put("/bucket/{id}", this::update)
                .delete("/bucket/{id}", this::delete)
                .post("/bucket/{id}/empty", this::empty);
    }

    private Reply create(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("name");
        String name = body.text("name", "");
        String id = body.text("id", name);
        boolean isPublic = body.flag("public", false);
        Long limit = Fields.sizeLimit(body.raw("file_size_limit"));
        JsonNode types = body.raw("allowed_mime_types");
        boolean analytics = "ANALYTICS".equals(body.choice("type", "STANDARD", "ANALYTICS"));
        Caller caller = core.authenticator().required(exchange);
        Names.checkNewBucket(name);
        checkLimit(limit);
        Instant now = core.stamp();
        buckets.create(
                caller, new Bucket(id, name, caller.owner(), isPublic, limit, mimeTypes(types), now, now, analytics));
        return Reply.json(200, Json.object("name", name));
    }

    private Reply list(Exchange exchange) {
        Fields query = Fields.ofQuery(exchange);
        BucketList list = BucketList.of(query);
        Caller caller = core.authenticator().required(exchange);
        boolean withType = !withoutBucketType(exchange);
        ArrayNode rows = Json.array();
        list.of(buckets.visible(caller)).forEach(bucket -> rows.add(Rows.bucket(bucket, withType)));
        return Reply.json(200, rows);
    }

    private Reply get(Exchange exchange) {
        return Reply.json(200, Rows.bucket(visible(exchange), false));
    }

    private Reply update(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange);
        StorageError.VALIDATION.throwIf(
                !body.has("public") && !body.has("file_size_limit") && !body.has("allowed_mime_types"),
                "body must have required property 'public', body must have required"
                        + " property 'file_size_limit', body must have required property 'allowed_mime_types', body must"
                        + " match a schema in anyOf");
        Long limit = Fields.sizeLimit(body.raw("file_size_limit"));
        checkLimit(limit);
        boolean flag = body.flag("public", false);
        Bucket bucket = visible(exchange);
        List<String> types = mimeTypes(body.raw("allowed_mime_types"));
        core.state()
                .put(new Bucket(
                        bucket.id(),
                        bucket.name(),
                        bucket.owner(),
                        body.has("public") ? flag : bucket.isPublic(),
                        body.has("file_size_limit") ? limit : bucket.fileSizeLimit(),
                        body.has("allowed_mime_types") ? types : bucket.allowedMimeTypes(),
                        bucket.createdAt(),
                        bucket.updatedAt(),
                        false));
        return message("Successfully updated");
    }

    private Reply delete(Exchange exchange) throws IOException {
        Fields.optional(exchange);
        buckets.delete(core.authenticator().required(exchange), exchange.param("id"));
        return message("Successfully deleted");
    }

    private Reply empty(Exchange exchange) throws IOException {
        Fields.optional(exchange);
        core.authenticator().service(exchange);
        Bucket bucket = core.state().bucket(exchange.param("id")).orElseThrow(StorageError.NO_SUCH_BUCKET);
        StorageError.TOO_MANY_TO_EMPTY.throwIf(
                core.state().size(bucket.id()) > core.settings().get(StorageSettings.STORAGE_EMPTY_BUCKET_MAX));
        core.state().atomically(() -> {
            core.state().objects(bucket.id()).byName().values().forEach(core.state()::delete);
        });
        return message("Empty bucket has been queued. Completion may take up to an hour.");
    }

    private Bucket visible(Exchange exchange) {
        return buckets.visible(core.authenticator().required(exchange), exchange.param("id"));
    }

    private void checkLimit(@Nullable Long limit) {
        StorageError.TOO_LARGE.throwIf(
                limit != null && limit > core.settings().get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT));
    }

    private static @Nullable List<String> mimeTypes(JsonNode given) {
        JsonNode types = given.isNull() ? given : Fields.listed(given);
        if (types.isMissingNode() || types.isNull()) {
            return null;
        }
        StorageError.VALIDATION.throwIf(!types.isArray(), "body/allowed_mime_types must be array");
        List<String> entries = new ArrayList<>();
        for (JsonNode type : types) {
            String entry = type.asText();
            StorageError.MIME_TYPE.throwIf(
                    entry.length() > MIME_LENGTH
                            || (!entry.isEmpty() && !MIME_ENTRY.matcher(entry).matches()),
                    entry);
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static Reply message(String text) {
        return Reply.json(200, Json.object("message", text));
    }

    /** Released clients that break on fields they do not know: the server leaves those out for them. */
    private static boolean withoutBucketType(Exchange exchange) {
        return before(CLIENT_INFO, exchange.header("x-client-info"), 2, 18, 0)
                || before(USER_AGENT, exchange.header("user-agent"), 0, 12, 1);
    }

    private static boolean before(Pattern pattern, @Nullable String header, int... limit) {
        Matcher version = pattern.matcher(header == null ? "" : header);
        return version.matches()
                && Arrays.compare(
                                IntStream.rangeClosed(1, 3)
                                        .map(i -> Integer.parseInt(version.group(i)))
                                        .toArray(),
                                limit)
                        < 0;
    }
}
