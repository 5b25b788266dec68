package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Buckets: {@code /bucket}, and what other protocols do with them. */
public record Buckets(StorageCore core) {
    private static final Pattern MIME_ENTRY = Pattern.compile(
            "|([a-zA-Z0-9\\-+.]+)/([a-zA-Z0-9\\-+.]+)(;\\s*charset=[a-zA-Z0-9\\-]+)?|.*\\*", Pattern.DOTALL);
    private static final int MIME_LENGTH = 1_000;
    private static final Pattern CLIENT_INFO = Pattern.compile("supabase-py/(\\d+\\.\\d+\\.\\d+).*");
    private static final Pattern USER_AGENT = Pattern.compile(".*supabase-py/storage3 v(\\d+\\.\\d+\\.\\d+).*");

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
        create(caller, new Bucket(id, name, caller.owner(), isPublic, limit, mimeTypes(types), now, now, analytics));
        return Reply.json(200, Json.object("name", name));
    }

    private Reply list(Exchange exchange) {
        BucketList list = BucketList.of(Fields.ofQuery(exchange));
        Caller caller = core.authenticator().required(exchange);
        boolean withType = !withoutBucketType(exchange);
        ArrayNode rows = Json.array();
        list.of(visible(caller)).forEach(bucket -> rows.add(Rows.bucket(bucket, withType)));
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
        delete(core.authenticator().required(exchange), exchange.param("id"));
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
        return visible(core.authenticator().required(exchange), exchange.param("id"));
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
        List<String> entries = Json.texts(types);
        for (String entry : entries) {
            StorageError.MIME_TYPE.throwIf(
                    entry.length() > MIME_LENGTH || !MIME_ENTRY.matcher(entry).matches(), entry);
        }
        return entries.stream().filter(entry -> !entry.isEmpty()).toList();
    }

    private static Reply message(String text) {
        return Reply.json(200, Json.object("message", text));
    }

    /** Whether the client is a released one that fails on unknown fields: the server omits the type for it. */
    private static boolean withoutBucketType(Exchange exchange) {
        return isBefore(CLIENT_INFO, exchange.headerOr("x-client-info", ""), "2.18.0")
                || isBefore(USER_AGENT, exchange.headerOr("user-agent", ""), "0.12.1");
    }

    private static boolean isBefore(Pattern pattern, String header, String limit) {
        Matcher version = pattern.matcher(header);
        return version.matches() && Version.parse(version.group(1)).compareTo(Version.parse(limit)) < 0;
    }

    /** The buckets that a caller sees. */
    public List<Bucket> visible(Caller caller) {
        return core.access().seesBuckets(caller) ? core.state().buckets() : List.of();
    }

    /** A bucket that a caller sees; for others it does not exist. */
    public Bucket visible(Caller caller, String id) {
        boolean sees = core.access().seesBuckets(caller);
        return core.state().bucket(id).filter(bucket -> sees).orElseThrow(StorageError.NO_SUCH_BUCKET);
    }

    private void create(Caller caller, Bucket bucket) {
        core.state().atomically(() -> {
            StorageError.ROW_LEVEL_SECURITY.throwIf(!core.access().seesBuckets(caller));
            StorageError.BUCKET_EXISTS.throwIf(core.state().taken(bucket.id(), bucket.name()));
            core.state().put(bucket);
        });
    }

    /** A bucket as S3 creates it. */
    public void create(Caller caller, String name, boolean isPublic) {
        Names.checkNewBucket(name);
        create(caller, Bucket.of(name, caller.owner(), isPublic, core.stamp()));
    }

    /** Deletes an empty bucket that no upload in parts refers to. */
    public void delete(Caller caller, String id) {
        Bucket bucket = visible(caller, id);
        core.state().atomically(() -> {
            StorageError.BUCKET_NOT_EMPTY.throwIf(core.state().size(bucket.id()) > 0);
            StorageError.BUCKET_REFERENCED.throwIf(core.multipart().refersTo(bucket.id()));
            core.state().deleteBucket(bucket.id());
        });
    }

    /** The parameters of a list of buckets. */
    record BucketList(
            @Nullable Long limit, long offset, @Nullable Comparator<Bucket> order, boolean descending, String search) {
        private static final Map<String, Comparator<Bucket>> ORDERS = Map.of(
                "id", Comparator.comparing(Bucket::id),
                "name", Comparator.comparing(Bucket::name),
                "created_at", Comparator.comparing(Bucket::createdAt),
                "updated_at", Comparator.comparing(Bucket::updatedAt));

        static BucketList of(Fields query) {
            Long limit = query.integer("limit", 1);
            long offset = query.integer("offset", 0, 0);
            String column = query.choice("sortColumn", "id", "name", "created_at", "updated_at");
            boolean descending = "desc".equals(query.choice("sortOrder", "asc", "desc"));
            Comparator<Bucket> order = column == null ? null : ORDERS.get(column);
            return new BucketList(limit, offset, order, descending, query.text("search", ""));
        }

        /** The page. Without a sort column the order is that of the given list. */
        List<Bucket> of(List<Bucket> all) {
            String wanted = search.toLowerCase(Locale.ROOT);
            Stream<Bucket> found = all.stream()
                    .filter(bucket -> bucket.name().toLowerCase(Locale.ROOT).contains(wanted));
            if (order != null) {
                found = found.sorted(descending ? order.reversed() : order);
            }
            return found.skip(offset)
                    .limit(limit == null ? Long.MAX_VALUE : limit)
                    .toList();
        }
    }
}
