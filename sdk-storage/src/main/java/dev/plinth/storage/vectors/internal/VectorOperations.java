package dev.plinth.storage.vectors.internal;

import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.paging.CursorPage;
import dev.plinth.storage.internal.api.StorageService;
import dev.plinth.storage.vectors.VectorMatch;
import dev.plinth.storage.vectors.VectorObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on the vectors of an index. */
public final class VectorOperations {

    private static final JsonReader<Rows> ROWS = Json.reader(Rows.class);
    private static final Decoder<List<VectorMatch>> MATCHES = Decoder.json(ROWS).then(Rows::matches);
    private static final int MAX_RESULTS = 100;
    private static final String KEYS = "keys";

    private VectorOperations() {}

    record Rows(@Required List<VectorMatchRecord.Row> vectors, Optional<String> nextToken_) {

        List<VectorMatch> matches() {
            return vectors.stream().map(VectorMatchRecord.Row::match).toList();
        }
    }

    /** {@code POST /vector/PutVectors}, in batches. */
    public static void put(
            Connection connection, String bucket, String index, Iterable<? extends VectorObject> vectors) {
        VectorBatches batches =
                new VectorBatches(batch -> OperationRunner.perform(connection, put(bucket, index, batch)));
        batches.checkFirst(vectors);
        vectors.forEach(batches::add);
        batches.flush();
    }

    private static Operation<Done> put(String bucket, String index, List<VectorObject> vectors) {
        Map<String, Object> body = VectorBucketOperations.indexBody(bucket, index);
        body.put("vectors", vectors.stream().map(VectorOperations::row).toList());
        return Operation.idempotent(
                        StorageService.SPEC,
                        "vectors.put",
                        VectorBucketOperations.routes("PutVectors", body, Decoder.done()))
                .context(VectorBucketOperations.context(bucket, index));
    }

    private static Map<String, Object> row(VectorObject vector) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", vector.key());
        row.put("data", Map.of("float32", vector.data()));
        if (!vector.metadata().values().isEmpty()) {
            row.put("metadata", vector.metadata().values());
        }
        return row;
    }

    /** {@code POST /vector/GetVectors}, in batches. */
    public static List<VectorMatch> get(
            Connection connection, String bucket, String index, Iterable<String> keys, GetSettings settings) {
        List<VectorMatch> found = new ArrayList<>();
        for (List<String> batch : KeyBatches.of(keys, KeyBatches.MAX_GET)) {
            found.addAll(OperationRunner.run(connection, get(bucket, index, batch, settings)));
        }
        return List.copyOf(found);
    }

    private static Operation<List<VectorMatch>> get(
            String bucket, String index, List<String> keys, GetSettings settings) {
        Map<String, Object> body = VectorBucketOperations.indexBody(bucket, index);
        body.put(KEYS, keys);
        addReturnedParts(body, settings.data, settings.metadata);
        return Operation.safe(
                        StorageService.SPEC, "vectors.get", VectorBucketOperations.routes("GetVectors", body, MATCHES))
                .context(VectorBucketOperations.context(bucket, index));
    }

    /** {@code POST /vector/DeleteVectors}, in batches. */
    public static void delete(Connection connection, String bucket, String index, Iterable<String> keys) {
        for (List<String> batch : KeyBatches.of(keys, KeyBatches.MAX_DELETE)) {
            OperationRunner.perform(connection, delete(bucket, index, batch));
        }
    }

    private static Operation<Done> delete(String bucket, String index, List<String> keys) {
        Map<String, Object> body = VectorBucketOperations.indexBody(bucket, index);
        body.put(KEYS, keys);
        return Operation.idempotent(
                        StorageService.SPEC,
                        "vectors.delete",
                        VectorBucketOperations.routes("DeleteVectors", body, Decoder.done()))
                .context(VectorBucketOperations.context(bucket, index));
    }

    /** {@code POST /vector/ListVectors}. */
    public static PagedIterable<VectorMatch> list(
            Connection connection, String bucket, String index, ScanSettings settings) {
        Decoder<CursorPage<VectorMatch>> decoder =
                Decoder.json(ROWS).then(rows -> TokenPages.page(rows.matches(), rows.nextToken_()));
        return TokenPages.list(
                connection,
                settings.pageSize,
                settings.pageToken,
                (cursor, size) -> Operation.safe(
                                StorageService.SPEC,
                                "vectors.list",
                                VectorBucketOperations.routes(
                                        "ListVectors", page(bucket, index, settings, cursor, size), decoder))
                        .context(VectorBucketOperations.context(bucket, index)));
    }

    private static Map<String, Object> page(
            String bucket, String index, ScanSettings settings, @Nullable String cursor, int size) {
        Map<String, Object> body = VectorBucketOperations.indexBody(bucket, index);
        body.put("maxResults", size);
        if (cursor != null) {
            body.put("nextToken", cursor);
        }
        if (settings.segmentCount > 0) {
            body.put("segmentCount", settings.segmentCount);
            body.put("segmentIndex", settings.segmentIndex);
        }
        addReturnedParts(body, settings.data, settings.metadata);
        return body;
    }

    /** {@code POST /vector/QueryVectors}. */
    public static Operation<List<VectorMatch>> query(
            String bucket, String index, float[] vector, int topK, QuerySettings settings) {
        Map<String, Object> body = VectorBucketOperations.indexBody(bucket, index);
        body.put("queryVector", Map.of("float32", VectorRules.checkComponents(vector.clone())));
        body.put("topK", VectorRules.checkRange("topK", topK, 1, MAX_RESULTS));
        if (settings.filter != null) {
            body.put("filter", settings.filter.asMap());
        }
        body.put("returnDistance", settings.distance);
        body.put("returnMetadata", settings.metadata);
        return Operation.safe(
                        StorageService.SPEC,
                        "vectors.query",
                        VectorBucketOperations.routes("QueryVectors", body, MATCHES))
                .context(VectorBucketOperations.context(bucket, index));
    }

    private static void addReturnedParts(Map<String, Object> body, boolean data, boolean metadata) {
        body.put("returnData", data);
        body.put("returnMetadata", metadata);
    }
}
