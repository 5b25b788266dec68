package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every route that the module stands on has a test of the wire and one of behaviour; prints which. */
class RouteTableTest {

    private static final List<Class<?>> WIRE = List.of(
            DirectBucketsWireTest.class,
            DirectObjectsWireTest.class,
            StudioWireTest.class,
            VectorBucketsWireTest.class,
            VectorsWireTest.class,
            AnalyticsWireTest.class);
    private static final List<Class<?>> BEHAVIOUR = List.of(
            BucketsTest.class,
            ObjectsTest.class,
            ListingTest.class,
            LinksTest.class,
            VectorsTest.class,
            AnalyticsTest.class);

    /** Route, and the operation that stands on it. */
    private static final String[][] ROUTES = {
        {"POST /bucket", "buckets.create"},
        {"GET /bucket/{id}", "buckets.get"},
        {"GET /bucket", "buckets.list"},
        {"PUT /bucket/{id}", "buckets.update"},
        {"POST /bucket/{id}/empty", "buckets.empty"},
        {"DELETE /bucket/{id}", "buckets.delete"},
        {"POST /object/{b}/{k}", "storage.upload"},
        {"PUT /object/{b}/{k}", "storage.upload, upsert"},
        {"PUT /object/upload/sign/{b}/{k}?token", "storage.uploadToSignedUrl"},
        {"GET /object/authenticated/{b}/{k}", "storage.download, storage.downloadIfChanged"},
        {"HEAD /object/{b}/{k}", "storage.getInfo (a HEAD has no body)"},
        {"GET /object/public/{b}/{k}", "storage.publicUrl (an address)"},
        {"GET /object/sign/{b}/{k}?token", "storage.createSignedUrl (an address)"},
        {"GET /object/info/authenticated/{b}/{k}", "storage.getInfo, storage.exists"},
        {"POST /object/list/{b}", "storage.list, search"},
        {"POST /object/list-v2/{b}", "storage.list"},
        {"POST /object/move", "storage.move"},
        {"POST /object/copy", "storage.copy"},
        {"DELETE /object/{b}/{k}", "storage.delete"},
        {"DELETE /object/{b}", "storage.delete"},
        {"POST /object/sign/{b}/{k}", "storage.createSignedUrl"},
        {"POST /object/sign/{b}", "storage.createSignedUrls"},
        {"POST /object/upload/sign/{b}/{k}", "storage.createSignedUploadUrl"},
        {"GET /render/image/authenticated/{b}/{k}", "storage.download, transform"},
        {"GET /health", "storage.checkHealth"},
        {"GET /version", "storage.getVersion"},
        {"DELETE /cdn", "cache.purgeAll, cache.purgeImages"},
        {"DELETE /cdn/{b}", "cache.purgeBucket"},
        {"DELETE /cdn/{b}/{k}", "cache.purgeObject"},
        {"POST /vector/CreateVectorBucket", "vectorBuckets.create"},
        {"POST /vector/GetVectorBucket", "vectorBuckets.get"},
        {"POST /vector/ListVectorBuckets", "vectorBuckets.list"},
        {"POST /vector/DeleteVectorBucket", "vectorBuckets.delete"},
        {"POST /vector/CreateIndex", "vectorIndexes.create"},
        {"POST /vector/GetIndex", "vectorIndexes.get"},
        {"POST /vector/ListIndexes", "vectorIndexes.list"},
        {"POST /vector/DeleteIndex", "vectorIndexes.delete"},
        {"POST /vector/PutVectors", "vectors.put"},
        {"POST /vector/GetVectors", "vectors.get"},
        {"POST /vector/ListVectors", "vectors.list"},
        {"POST /vector/DeleteVectors", "vectors.delete"},
        {"POST /vector/QueryVectors", "vectors.query"},
        {"POST /iceberg/bucket", "analyticsBuckets.create"},
        {"GET /iceberg/bucket", "analyticsBuckets.list"},
        {"DELETE /iceberg/bucket/{name}", "analyticsBuckets.delete"},
    };

    @Test
    void everyRouteHasBothTests() {
        Map<String, List<String>> wire = tests(WIRE);
        Map<String, List<String>> behaviour = tests(BEHAVIOUR);

        for (String[] route : ROUTES) {
            System.out.printf(
                    "%-40s %-34s %s | %s%n",
                    route[0],
                    route[1],
                    wire.getOrDefault(route[0], List.of()),
                    behaviour.getOrDefault(route[0], List.of()));
        }

        assertThat(Arrays.asList(ROUTES)).allSatisfy(route -> {
            assertThat(wire).as("wire").containsKey(route[0]);
            assertThat(behaviour).as("behaviour").containsKey(route[0]);
        });
        assertThat(Arrays.stream(ROUTES).map(route -> route[0]).toList()).containsAll(wire.keySet());
    }

    private static Map<String, List<String>> tests(List<Class<?>> classes) {
        Map<String, List<String>> tests = new LinkedHashMap<>();
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                Covers covers = method.getAnnotation(Covers.class);
                for (String route : covers == null ? new String[0] : covers.value()) {
                    tests.computeIfAbsent(route, r -> new ArrayList<>())
                            .add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return tests;
    }
}
