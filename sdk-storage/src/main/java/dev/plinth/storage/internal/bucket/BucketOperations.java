package dev.plinth.storage.internal.bucket;

import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.DecodedPage;
import dev.plinth.core.internal.paging.Paging;
import dev.plinth.storage.BucketInfo;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.StorageService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The operations on buckets, for direct connections and control planes. */
public final class BucketOperations {

    private static final Decoder<BucketInfo> BUCKET = Decoder.json(Json.reader(BucketRecord.class))::decode;
    private static final JsonReader<List<BucketRecord>> BUCKETS = Json.listReader(BucketRecord.class);
    private static final Decoder<DecodedPage<BucketInfo>> LIST =
            Decoder.json(BUCKETS).then(list -> new DecodedPage<>(List.copyOf(list), OptionalLong.empty()));
    private static final Paging PAGING = Paging.byOffset(100);

    private BucketOperations() {}

    /** {@code POST /bucket}. A Studio reads the id, the Storage server the name, so both are sent. */
    public static Operation<Done> create(String id, BucketFields fields) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", NameRules.checkBucket(id));
        body.put("name", id);
        body.put("public", false);
        body.putAll(fields.values());
        return Operation.unsafe(
                        StorageService.SPEC,
                        "buckets.create",
                        dialect -> Route.post(buckets(dialect)).json(body).decode(Decoder.done()))
                .context("bucket", id);
    }

    /** {@code GET /bucket/{id}}. */
    public static Operation<BucketInfo> get(String id) {
        return Operation.safe(
                        StorageService.SPEC,
                        "buckets.get",
                        dialect -> Route.get(bucket(dialect), id)
                                .decode(BUCKET.matching(bucket -> bucket.id().equals(id))))
                .context("bucket", id);
    }

    /** {@code GET /bucket}. The server guarantees no order without a sort column, so one is always sent. */
    public static PagedIterable<BucketInfo> list(Connection connection, BucketQuery query) {
        return Calls.list(connection, PAGING, (start, size) -> page(query, start, size), BucketInfo::id);
    }

    private static Operation<DecodedPage<BucketInfo>> page(BucketQuery query, long start, int size) {
        return Operation.safe(
                StorageService.SPEC,
                "buckets.list",
                dialect -> lacksColumn(dialect, query)
                        ? null
                        : Route.get(buckets(dialect))
                                .query("limit", size)
                                .query("offset", start == 0 ? null : start)
                                .query("sortColumn", query.column())
                                .query("sortOrder", query.descending() ? "desc" : "asc")
                                .query("search", query.search())
                                .decode(LIST));
    }

    /** A Studio ignores a sort column that it does not know, and then its pages have no order. */
    private static boolean lacksColumn(Dialect dialect, BucketQuery query) {
        return dialect == Dialect.STUDIO && query.column().equals("updated_at");
    }

    /** {@code PUT /bucket/{id}}; a Studio's is {@code PATCH}. */
    public static Operation<Done> update(String id, BucketFields fields) {
        Map<String, @Nullable Object> body = fields.values();
        if (body.isEmpty()) {
            throw new IllegalArgumentException("the update of the bucket \"" + id + "\" sets no change");
        }
        return Operation.idempotent(
                        StorageService.SPEC,
                        "buckets.update",
                        dialect -> (dialect == Dialect.STUDIO
                                        ? Route.patch(bucket(dialect), id)
                                        : Route.put(bucket(dialect), id))
                                .json(body)
                                .decode(Decoder.done()))
                .context("bucket", id);
    }

    /** {@code POST /bucket/{id}/empty}. */
    public static Operation<Done> empty(String id) {
        return Operation.idempotent(
                        StorageService.SPEC,
                        "buckets.empty",
                        dialect -> Route.post(bucket(dialect) + "/empty", id).decode(Decoder.done()))
                .context("bucket", id);
    }

    /** {@code DELETE /bucket/{id}}. */
    public static Operation<Done> delete(String id) {
        return Operation.delete(
                        StorageService.SPEC,
                        "buckets.delete",
                        Done.DONE,
                        dialect -> Route.delete(bucket(dialect), id).decode(Decoder.done()))
                .context("bucket", id);
    }

    private static String buckets(Dialect dialect) {
        return dialect == Dialect.STUDIO ? "/buckets" : "/bucket";
    }

    private static String bucket(Dialect dialect) {
        return dialect == Dialect.STUDIO ? "/buckets/{bucket}" : "/bucket/{bucket}";
    }
}
