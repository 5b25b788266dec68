package dev.plinth.storage.analytics.internal;

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
import dev.plinth.storage.analytics.AnalyticsBucketInfo;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.StorageService;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The operations on analytics buckets, for direct connections only. */
public final class AnalyticsOperations {

    private static final Decoder<AnalyticsBucketInfo> BUCKET =
            Decoder.json(Json.reader(AnalyticsBucketRecord.class))::decode;
    private static final JsonReader<List<AnalyticsBucketRecord>> BUCKETS = Json.listReader(AnalyticsBucketRecord.class);
    private static final Decoder<DecodedPage<AnalyticsBucketInfo>> LIST =
            Decoder.json(BUCKETS).then(list -> new DecodedPage<>(List.copyOf(list), OptionalLong.empty()));
    private static final Paging PAGING = Paging.byOffset(100);
    private static final String ANALYTICS_BUCKET = "analytics bucket";

    private AnalyticsOperations() {}

    /** {@code POST /iceberg/bucket}. */
    public static Operation<AnalyticsBucketInfo> create(String name) {
        Map<String, Object> body = Map.of("name", NameRules.checkBucket(name));
        return Operation.unsafe(
                        StorageService.SPEC,
                        "analyticsBuckets.create",
                        dialect -> dialect == Dialect.PROJECT
                                ? Route.post("/iceberg/bucket")
                                        .json(body)
                                        .decode(BUCKET.matching(
                                                bucket -> bucket.name().equals(name)))
                                : null)
                .context(ANALYTICS_BUCKET, name);
    }

    /** {@code GET /iceberg/bucket}. */
    public static PagedIterable<AnalyticsBucketInfo> list(Connection connection, AnalyticsListSettings settings) {
        return Calls.list(connection, PAGING, (start, size) -> page(settings, start, size), AnalyticsBucketInfo::name);
    }

    private static Operation<DecodedPage<AnalyticsBucketInfo>> page(
            AnalyticsListSettings settings, long start, int size) {
        return Operation.safe(
                StorageService.SPEC,
                "analyticsBuckets.list",
                dialect -> dialect == Dialect.PROJECT
                        ? Route.get("/iceberg/bucket")
                                .query("limit", size)
                                .query("offset", start == 0 ? null : start)
                                .query("sortColumn", "name")
                                .query("sortOrder", settings.descending ? "desc" : "asc")
                                .query("search", settings.search)
                                .decode(LIST)
                        : null);
    }

    /** {@code DELETE /iceberg/bucket/{name}}. */
    public static Operation<Done> delete(String name) {
        NameRules.checkBucket(name);
        return Operation.delete(
                        StorageService.SPEC,
                        "analyticsBuckets.delete",
                        Done.DONE,
                        dialect -> dialect == Dialect.PROJECT
                                ? Route.delete("/iceberg/bucket/{bucket}", name).decode(Decoder.done())
                                : null)
                .context(ANALYTICS_BUCKET, name);
    }
}
