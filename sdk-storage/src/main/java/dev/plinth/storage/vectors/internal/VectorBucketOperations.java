package dev.plinth.storage.vectors.internal;

import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.CursorPage;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.ListedVectorIndex;
import dev.plinth.storage.vectors.VectorBucketInfo;
import dev.plinth.storage.vectors.VectorIndexInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on vector buckets and their indexes. All are {@code POST /vector/{operation}}, at the project only. */
public final class VectorBucketOperations {

    static final String BUCKET = "vectorBucketName";
    static final String INDEX = "indexName";

    private static final JsonReader<BucketBody> BUCKET_BODY = Json.reader(BucketBody.class);
    private static final JsonReader<BucketPage> BUCKET_PAGE = Json.reader(BucketPage.class);
    private static final JsonReader<IndexBody> INDEX_BODY = Json.reader(IndexBody.class);
    private static final JsonReader<IndexPage> INDEX_PAGE = Json.reader(IndexPage.class);

    private VectorBucketOperations() {}

    record BucketBody(VectorBucketRecord vectorBucket_) {}

    record BucketPage(@Required List<VectorBucketRecord> vectorBuckets_, Optional<String> nextToken_) {}

    record IndexBody(VectorIndexRecord index) {}

    record IndexPage(@Required List<ListedIndexRecord> indexes, Optional<String> nextToken_) {}

    /** {@code POST /vector/CreateVectorBucket}. */
    public static Operation<Done> create(String bucket) {
        Map<String, Object> body = bucket(bucket);
        return Operation.unsafe(
                        StorageService.SPEC,
                        "vectorBuckets.create",
                        dialect -> route(dialect, "CreateVectorBucket", body, Decoder.done()))
                .context("vector bucket", bucket);
    }

    /** {@code POST /vector/GetVectorBucket}. */
    public static Operation<VectorBucketInfo> get(String bucket) {
        Map<String, Object> body = bucket(bucket);
        Decoder<VectorBucketRecord> decoder = Decoder.json(BUCKET_BODY)
                .<VectorBucketRecord>then(BucketBody::vectorBucket_)
                .matching(found -> found.name().equals(bucket));
        return Operation.<VectorBucketInfo>safe(
                        StorageService.SPEC,
                        "vectorBuckets.get",
                        dialect -> route(dialect, "GetVectorBucket", body, decoder::decode))
                .context("vector bucket", bucket);
    }

    /** {@code POST /vector/ListVectorBuckets}. */
    public static PagedIterable<VectorBucketInfo> list(Connection connection, ListSettings settings) {
        Decoder<CursorPage<VectorBucketInfo>> decoder = Decoder.json(BUCKET_PAGE)
                .then(page -> TokenPages.page(List.copyOf(page.vectorBuckets_()), page.nextToken_()));
        return TokenPages.list(
                connection,
                settings.pageSize,
                settings.start,
                (cursor, size) -> Operation.safe(
                        StorageService.SPEC,
                        "vectorBuckets.list",
                        dialect -> route(
                                dialect,
                                "ListVectorBuckets",
                                page(new LinkedHashMap<>(), settings, cursor, size),
                                decoder)));
    }

    /** {@code POST /vector/DeleteVectorBucket}. */
    public static Operation<Done> delete(String bucket) {
        Map<String, Object> body = bucket(bucket);
        return Operation.delete(
                        StorageService.SPEC,
                        "vectorBuckets.delete",
                        Done.DONE,
                        dialect -> route(dialect, "DeleteVectorBucket", body, Decoder.done()))
                .context("vector bucket", bucket);
    }

    /** {@code POST /vector/CreateIndex}. */
    public static Operation<Done> createIndex(
            String bucket, String index, int dimension, DistanceMetric metric, IndexSettings settings) {
        Map<String, Object> body = index(bucket, index);
        body.put("dataType", "float32");
        body.put("dimension", VectorRules.dimension(dimension));
        body.put("distanceMetric", metric.value());
        if (!settings.nonFilterable.isEmpty()) {
            body.put("metadataConfiguration", Map.of("nonFilterableMetadataKeys", settings.nonFilterable));
        }
        return Operation.unsafe(
                        StorageService.SPEC,
                        "vectorIndexes.create",
                        dialect -> route(dialect, "CreateIndex", body, Decoder.done()))
                .context(about(bucket, index));
    }

    /** {@code POST /vector/GetIndex}. */
    public static Operation<VectorIndexInfo> getIndex(String bucket, String index) {
        Map<String, Object> body = index(bucket, index);
        Decoder<VectorIndexRecord> decoder = Decoder.json(INDEX_BODY)
                .<VectorIndexRecord>then(IndexBody::index)
                .matching(found -> found.name().equals(index));
        return Operation.<VectorIndexInfo>safe(
                        StorageService.SPEC,
                        "vectorIndexes.get",
                        dialect -> route(dialect, "GetIndex", body, decoder::decode))
                .context(about(bucket, index));
    }

    /** {@code POST /vector/ListIndexes}. */
    public static PagedIterable<ListedVectorIndex> listIndexes(
            Connection connection, String bucket, ListSettings settings) {
        Decoder<CursorPage<ListedVectorIndex>> decoder =
                Decoder.json(INDEX_PAGE).then(page -> TokenPages.page(List.copyOf(page.indexes()), page.nextToken_()));
        return TokenPages.list(
                connection,
                settings.pageSize,
                settings.start,
                (cursor, size) -> Operation.safe(
                                StorageService.SPEC,
                                "vectorIndexes.list",
                                dialect -> route(
                                        dialect, "ListIndexes", page(bucket(bucket), settings, cursor, size), decoder))
                        .context("vector bucket", bucket));
    }

    /** {@code POST /vector/DeleteIndex}. */
    public static Operation<Done> deleteIndex(String bucket, String index) {
        Map<String, Object> body = index(bucket, index);
        return Operation.delete(
                        StorageService.SPEC,
                        "vectorIndexes.delete",
                        Done.DONE,
                        dialect -> route(dialect, "DeleteIndex", body, Decoder.done()))
                .context(about(bucket, index));
    }

    private static Map<String, Object> bucket(String bucket) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(BUCKET, NameRules.bucket(bucket));
        return body;
    }

    static Map<String, Object> index(String bucket, String index) {
        Map<String, Object> body = bucket(bucket);
        body.put(INDEX, VectorRules.index(index));
        return body;
    }

    static String[] about(String bucket, String index) {
        return new String[] {"vector bucket", bucket, "index", index};
    }

    private static Map<String, Object> page(
            Map<String, Object> body, ListSettings settings, @Nullable String cursor, int size) {
        body.put("maxResults", size);
        if (settings.prefix != null) {
            body.put("prefix", settings.prefix);
        }
        if (cursor != null) {
            body.put("nextToken", cursor);
        }
        return body;
    }

    static <T> @Nullable Route<T> route(
            Dialect dialect, String operation, Map<String, Object> body, Decoder<T> decoder) {
        return dialect == Dialect.PROJECT
                ? Route.post("/vector/" + operation).json(body).decode(decoder)
                : null;
    }
}
