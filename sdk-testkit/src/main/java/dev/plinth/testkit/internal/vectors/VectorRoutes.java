package dev.plinth.testkit.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageProtocol;
import dev.plinth.testkit.internal.storage.StorageService;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Vector buckets: {@code POST /vector/<operation>}, for the service role. */
public final class VectorRoutes implements StorageProtocol {
    private static final int MOST_LISTED = 500;
    private static final int MOST_VECTORS = 500;
    private static final int MOST_GOTTEN = 100;
    private static final int MOST_SCANNED = 1000;
    private static final int MOST_SEGMENTS = 16;
    private static final int MOST_RESULTS = 100;
    private static final int LARGEST_DIMENSION = 4096;
    private static final String BUCKET = "vectorBucketName";
    private static final String PUT = "PutVectors";

    private final StorageCore core;
    private final VectorState state = new VectorState();

    /** One operation. */
    private interface Operation {
        Reply on(VectorBody body);
    }

    /** The routes of a Storage server. */
    public VectorRoutes(StorageCore core) {
        this.core = core;
    }

    @Override
    public void register(Router router) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put("CreateVectorBucket", this::createBucket);
        operations.put("GetVectorBucket", this::getBucket);
        operations.put("ListVectorBuckets", this::listBuckets);
        operations.put("DeleteVectorBucket", this::deleteBucket);
        operations.put("CreateIndex", this::createIndex);
        operations.put("GetIndex", this::getIndex);
        operations.put("ListIndexes", this::listIndexes);
        operations.put("DeleteIndex", this::deleteIndex);
        operations.put(PUT, this::put);
        operations.put("GetVectors", this::get);
        operations.put("ListVectors", this::list);
        operations.put("DeleteVectors", this::delete);
        operations.put("QueryVectors", this::query);
        operations.forEach((name, operation) ->
                router.post("/vector/" + name, exchange -> run(exchange, name.equals(PUT), operation)));
    }

    @Override
    public void reset() {
        state.clear();
    }

    private Reply run(Exchange exchange, boolean put, Operation operation) throws IOException {
        if (!core.settings().get(StorageSettings.VECTOR_ENABLED)) {
            return StorageService.notFound(exchange);
        }
        try {
            if (!core.authenticator().verified(exchange).service()) {
                throw StorageError.INVALID_ROLE.get();
            }
            return operation.on(VectorBody.read(exchange, put));
        } catch (StorageException e) {
            throw VectorErrors.withOwnStatus(e);
        }
    }

    private Reply createBucket(VectorBody body) {
        state.create(body.text(BUCKET), now());
        return Reply.of(200);
    }

    private Reply getBucket(VectorBody body) {
        ObjectNode bucket = state.bucket(body.text(BUCKET)).described();
        return Reply.json(200, Json.object().set("vectorBucket", bucket));
    }

    private Reply listBuckets(VectorBody body) {
        return Reply.json(200, page(body).of("vectorBuckets", state.buckets(), (name, bucket) -> bucket.described()));
    }

    private Reply deleteBucket(VectorBody body) {
        state.delete(body.text(BUCKET));
        return Reply.of(200);
    }

    private Reply createIndex(VectorBody body) {
        body.choice("dataType", "float32");
        String name = body.indexName();
        VectorIndex index = new VectorIndex(
                name,
                body.integer("dimension", 1, LARGEST_DIMENSION),
                body.choice("distanceMetric", "cosine", "euclidean"),
                body.nonFilterableKeys(),
                now());
        state.createIndex(body.text(BUCKET), name, index);
        return Reply.of(200);
    }

    private Reply getIndex(VectorBody body) {
        String bucket = body.text(BUCKET);
        return Reply.json(200, Json.object().set("index", index(body).described(bucket)));
    }

    private Reply listIndexes(VectorBody body) {
        String bucket = body.text(BUCKET);
        return Reply.json(
                200, page(body).of("indexes", state.bucket(bucket).indexes(), (name, index) -> index.listed(bucket)));
    }

    private Reply deleteIndex(VectorBody body) {
        state.deleteIndex(body.text(BUCKET), body.indexName());
        return Reply.of(200);
    }

    private Reply put(VectorBody body) {
        VectorIndex index = index(body);
        Map<String, VectorIndex.StoredVector> stored = new LinkedHashMap<>();
        for (ObjectNode vector : body.vectors(MOST_VECTORS)) {
            String name = "vectors/" + stored.size() + "/data";
            float[] data = VectorBody.floats(vector.path("data"), name, index.dimension());
            ObjectNode metadata = vector.path("metadata") instanceof ObjectNode given ? given : Json.object();
            stored.put(vector.path("key").asText(), new VectorIndex.StoredVector(data, metadata));
        }
        index.vectors().putAll(stored);
        return Reply.json(200, Json.object());
    }

    private Reply get(VectorBody body) {
        VectorIndex index = index(body);
        ArrayNode rows = Json.array();
        for (String key : body.keys(MOST_GOTTEN)) {
            VectorIndex.StoredVector vector = index.vectors().get(key);
            if (vector != null) {
                rows.add(row(body, key, vector));
            }
        }
        return Reply.json(200, Json.object().set("vectors", rows));
    }

    private Reply list(VectorBody body) {
        VectorIndex index = index(body);
        if (body.has("segmentCount") != body.has("segmentIndex")) {
            throw VectorErrors.parameter("segmentCount and segmentIndex must be provided together");
        }
        int count = body.integer("segmentCount", 1, MOST_SEGMENTS, 1);
        int segment = body.integer("segmentIndex", 0, MOST_SEGMENTS - 1, 0);
        if (segment >= count) {
            throw VectorErrors.parameter("segmentIndex must be less than segmentCount");
        }
        int size = body.integer("maxResults", 1, MOST_SCANNED, MOST_SCANNED);
        Predicate<String> inSegment = key -> Math.floorMod(key.hashCode(), count) == segment;
        VectorPage page = new VectorPage(size, body.optionalText("nextToken"), inSegment);
        return Reply.json(200, page.of("vectors", index.vectors(), (key, vector) -> row(body, key, vector)));
    }

    private Reply delete(VectorBody body) {
        VectorIndex index = index(body);
        body.keys(MOST_VECTORS).forEach(index.vectors()::remove);
        return Reply.of(200);
    }

    private Reply query(VectorBody body) {
        VectorIndex index = index(body);
        int count = body.integer("topK", 1, MOST_RESULTS);
        JsonNode filter = body.filter();
        Predicate<ObjectNode> matching = filter == null ? metadata -> true : MetadataFilter.of(filter, index);
        ArrayNode rows = Json.array();
        for (VectorIndex.Match match : index.nearest(body.queryVector(index.dimension()), count, matching)) {
            ObjectNode row = Json.object().put("key", match.key());
            if (body.flag("returnDistance")) {
                row.put("distance", match.distance());
            }
            rows.add(withMetadata(row, body, match.vector()));
        }
        return Reply.json(200, Json.object().<ObjectNode>set("vectors", rows).put("distanceMetric", index.metric()));
    }

    private static ObjectNode row(VectorBody body, String key, VectorIndex.StoredVector vector) {
        ObjectNode row = Json.object().put("key", key);
        if (body.flag("returnData")) {
            ArrayNode numbers = row.putObject("data").putArray("float32");
            for (float number : vector.data()) {
                numbers.add(number);
            }
        }
        return withMetadata(row, body, vector);
    }

    private static ObjectNode withMetadata(ObjectNode row, VectorBody body, VectorIndex.StoredVector vector) {
        return body.flag("returnMetadata") ? row.set("metadata", vector.metadata()) : row;
    }

    private VectorIndex index(VectorBody body) {
        return state.index(body.text(BUCKET), body.indexName());
    }

    private static VectorPage page(VectorBody body) {
        String prefix = body.optionalText("prefix");
        return new VectorPage(
                body.integer("maxResults", 1, MOST_LISTED, MOST_LISTED),
                body.optionalText("nextToken"),
                name -> prefix == null || name.startsWith(prefix));
    }

    private long now() {
        return core.stamp().getEpochSecond();
    }
}
