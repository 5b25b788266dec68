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
import dev.plinth.core.internal.operation.Operation.Routes;
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

/** The operations on vector buckets and their indexes. All are {@code POST /vector/{operation}}, for direct connections only. */
public final class VectorBucketOperations {

    private static final String BUCKET = "vectorBucketName";
    private static final String INDEX = "indexName";

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
        Routes<Done> routes = routes("CreateVectorBucket", bucketBody(bucket), Decoder.done());
        return Operation.unsafe(StorageService.SPEC, "vectorBuckets.create", routes)
                .context(context(bucket));
    }

    /** {@code POST /vector/GetVectorBucket}. */
    public static Operation<VectorBucketInfo> get(String bucket) {
        Decoder<VectorBucketRecord> decoder = Decoder.json(BUCKET_BODY)
                .<VectorBucketRecord>then(BucketBody::vectorBucket_)
                .matching(found -> found.name().equals(bucket));
        Routes<VectorBucketInfo> routes = routes("GetVectorBucket", bucketBody(bucket), decoder::decode);
        return Operation.safe(StorageService.SPEC, "vectorBuckets.get", routes).context(context(bucket));
    }

    /** {@code POST /vector/ListVectorBuckets}. */
    public static PagedIterable<VectorBucketInfo> list(Connection connection, ListSettings settings) {
        Decoder<CursorPage<VectorBucketInfo>> decoder = Decoder.json(BUCKET_PAGE)
                .then(page -> TokenPages.page(List.copyOf(page.vectorBuckets_()), page.nextToken_()));
        return TokenPages.list(connection, settings.pageSize, settings.pageToken, (token, size) -> {
            Map<String, Object> body = pageBody(new LinkedHashMap<>(), settings, token, size);
            return Operation.safe(
                    StorageService.SPEC, "vectorBuckets.list", routes("ListVectorBuckets", body, decoder));
        });
    }

    /** {@code POST /vector/DeleteVectorBucket}. */
    public static Operation<Done> delete(String bucket) {
        Routes<Done> routes = routes("DeleteVectorBucket", bucketBody(bucket), Decoder.done());
        return Operation.delete(StorageService.SPEC, "vectorBuckets.delete", Done.DONE, routes)
                .context(context(bucket));
    }

    /** {@code POST /vector/CreateIndex}. */
    public static Operation<Done> createIndex(
            String bucket, String index, int dimension, DistanceMetric metric, IndexSettings settings) {
        Map<String, Object> body = indexBody(bucket, index);
        body.put("dataType", "float32");
        body.put("dimension", VectorRules.checkDimension(dimension));
        body.put("distanceMetric", metric.value());
        if (!settings.nonFilterable.isEmpty()) {
            body.put("metadataConfiguration", Map.of("nonFilterableMetadataKeys", settings.nonFilterable));
        }
        Routes<Done> routes = routes("CreateIndex", body, Decoder.done());
        return Operation.unsafe(StorageService.SPEC, "vectorIndexes.create", routes)
                .context(context(bucket, index));
    }

    /** {@code POST /vector/GetIndex}. */
    public static Operation<VectorIndexInfo> getIndex(String bucket, String index) {
        Decoder<VectorIndexRecord> decoder = Decoder.json(INDEX_BODY)
                .<VectorIndexRecord>then(IndexBody::index)
                .matching(found -> found.name().equals(index));
        Routes<VectorIndexInfo> routes = routes("GetIndex", indexBody(bucket, index), decoder::decode);
        return Operation.safe(StorageService.SPEC, "vectorIndexes.get", routes).context(context(bucket, index));
    }

    /** {@code POST /vector/ListIndexes}. */
    public static PagedIterable<ListedVectorIndex> listIndexes(
            Connection connection, String bucket, ListSettings settings) {
        Decoder<CursorPage<ListedVectorIndex>> decoder =
                Decoder.json(INDEX_PAGE).then(page -> TokenPages.page(List.copyOf(page.indexes()), page.nextToken_()));
        return TokenPages.list(connection, settings.pageSize, settings.pageToken, (token, size) -> {
            Map<String, Object> body = pageBody(bucketBody(bucket), settings, token, size);
            return Operation.safe(StorageService.SPEC, "vectorIndexes.list", routes("ListIndexes", body, decoder))
                    .context(context(bucket));
        });
    }

    /** {@code POST /vector/DeleteIndex}. */
    public static Operation<Done> deleteIndex(String bucket, String index) {
        Routes<Done> routes = routes("DeleteIndex", indexBody(bucket, index), Decoder.done());
        return Operation.delete(StorageService.SPEC, "vectorIndexes.delete", Done.DONE, routes)
                .context(context(bucket, index));
    }

    private static Map<String, Object> bucketBody(String bucket) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(BUCKET, NameRules.checkBucket(bucket));
        return body;
    }

    /** Returns the fields that identify an index in the body of a request. */
    static Map<String, Object> indexBody(String bucket, String index) {
        Map<String, Object> body = bucketBody(bucket);
        body.put(INDEX, VectorRules.checkIndexName(index));
        return body;
    }

    private static Map<String, Object> pageBody(
            Map<String, Object> body, ListSettings settings, @Nullable String token, int size) {
        body.put("maxResults", size);
        if (settings.prefix != null) {
            body.put("prefix", settings.prefix);
        }
        if (token != null) {
            body.put("nextToken", token);
        }
        return body;
    }

    private static String[] context(String bucket) {
        return new String[] {"vector bucket", bucket};
    }

    /** Returns the entries that identify an index in errors. */
    static String[] context(String bucket, String index) {
        return new String[] {"vector bucket", bucket, "index", index};
    }

    /** Returns the route {@code POST /vector/{operation}}, which only direct connections have. */
    static <T> Routes<T> routes(String operation, Map<String, Object> body, Decoder<T> decoder) {
        return dialect -> dialect == Dialect.PROJECT
                ? Route.post("/vector/" + operation).json(body).decode(decoder)
                : null;
    }
}
