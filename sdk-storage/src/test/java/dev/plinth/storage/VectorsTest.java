package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plinth.core.ApiKey;
import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.ListedVectorIndex;
import dev.plinth.storage.vectors.VectorBucket;
import dev.plinth.storage.vectors.VectorBucketInfo;
import dev.plinth.storage.vectors.VectorBuckets;
import dev.plinth.storage.vectors.VectorFilter;
import dev.plinth.storage.vectors.VectorIndex;
import dev.plinth.storage.vectors.VectorMatch;
import dev.plinth.storage.vectors.VectorMetadata;
import dev.plinth.storage.vectors.VectorObject;
import dev.plinth.testkit.LocalPlatform;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vector buckets of a server that has them. */
class VectorsTest {

    private static LocalPlatform platform;

    private Connection connection;
    private VectorBuckets buckets;
    private VectorBucket bucket;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.builder().set("VECTOR_ENABLED", "true").start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void open() {
        platform.reset();
        connection = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> {});
        buckets = VectorBuckets.of(connection);
        bucket = buckets.create("vec");
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    @Covers({"POST /vector/CreateVectorBucket", "POST /vector/GetVectorBucket", "POST /vector/DeleteVectorBucket"})
    void createsDescribesAndDeletesBuckets() {
        assertThat(buckets.get("vec").createdAt()).isPresent();
        assertThatThrownBy(() -> buckets.create("vec")).isInstanceOf(ConflictException.class);
        VectorIndex index = bucket.createIndex("idx", 2, DistanceMetric.COSINE);
        assertThatThrownBy(() -> buckets.delete("vec")).isInstanceOf(InvalidRequestException.class);

        bucket.deleteIndex(index.name());
        buckets.delete("vec");

        assertThatThrownBy(() -> buckets.get("vec")).isInstanceOf(NotFoundException.class);
    }

    @Test
    @Covers("POST /vector/ListVectorBuckets")
    void listsBucketsByPrefixAndPage() {
        Stream.of("a1", "a2", "a3").forEach(buckets::create);

        assertThat(buckets.list(o -> o.prefix("a").pageSize(2)).toList())
                .extracting(VectorBucketInfo::name)
                .containsExactly("a1", "a2", "a3");
    }

    @Test
    @Covers({"POST /vector/CreateIndex", "POST /vector/GetIndex", "POST /vector/ListIndexes", "POST /vector/DeleteIndex"
    })
    void createsDescribesListsAndDeletesIndexes() {
        bucket.createIndex("one", 2, DistanceMetric.EUCLIDEAN, o -> o.nonFilterableMetadataKeys("text"));
        bucket.createIndex("two", 3, DistanceMetric.COSINE);

        assertThat(bucket.getIndex("one").distanceMetric()).isEqualTo(DistanceMetric.EUCLIDEAN);
        assertThat(bucket.getIndex("one").nonFilterableMetadataKeys()).containsExactly("text");
        assertThat(bucket.getIndex("two").dimension()).isEqualTo(3);
        assertThat(bucket.listIndexes(o -> o.pageSize(1)).toList())
                .extracting(ListedVectorIndex::name)
                .containsExactly("one", "two");
        bucket.deleteIndex("one");
        assertThatThrownBy(() -> bucket.getIndex("one")).isInstanceOf(NotFoundException.class);
    }

    @Test
    @Covers({"POST /vector/PutVectors", "POST /vector/GetVectors", "POST /vector/DeleteVectors"})
    void putsGetsAndDeletesAnyNumberOfVectors() {
        VectorIndex index = bucket.createIndex("idx", 2, DistanceMetric.COSINE);
        List<String> keys = IntStream.range(0, 1200).mapToObj(i -> "k" + i).toList();
        index.put(keys.stream().map(key -> VectorObject.of(key, 1.5f, -2)).toList());

        List<VectorMatch> found = index.get(keys, o -> o.returnData(true));
        index.delete(keys.subList(0, 1100));

        assertThat(found).extracting(VectorMatch::key).containsExactlyElementsOf(keys);
        assertThat(found.get(7).data().orElseThrow()).containsExactly(1.5f, -2f);
        assertThat(index.get(keys)).hasSize(100);
    }

    @Test
    @Covers("POST /vector/ListVectors")
    void segmentsTogetherListEveryVectorOnce() {
        VectorIndex index = bucket.createIndex("idx", 1, DistanceMetric.COSINE);
        List<VectorObject> vectors = IntStream.range(0, 50)
                .mapToObj(i -> VectorObject.of("k" + i, i))
                .toList();
        index.put(vectors);

        List<String> listed = IntStream.range(0, 4)
                .boxed()
                .flatMap(segment -> index.list(o -> o.segment(segment, 4).pageSize(3)).stream())
                .map(VectorMatch::key)
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        vectors.stream().map(VectorObject::key).toList());
        assertThat(index.list().stream()).hasSize(50);
    }

    @Test
    @Covers("POST /vector/QueryVectors")
    void findsTheNearestByEitherMetric() {
        VectorIndex cosine = bucket.createIndex("cos", 2, DistanceMetric.COSINE);
        VectorIndex euclidean = bucket.createIndex("euc", 2, DistanceMetric.EUCLIDEAN);
        for (VectorIndex index : List.of(cosine, euclidean)) {
            index.put(VectorObject.of("long", 30, 0), VectorObject.of("near", 1, 1), VectorObject.of("far", -1, 0));
        }

        List<VectorMatch> byAngle = cosine.query(new float[] {1, 0}, 3, o -> o.returnDistance(true));
        List<VectorMatch> byLength = euclidean.query(new float[] {1, 0}, 2, o -> o.returnDistance(true));

        assertThat(byAngle).extracting(VectorMatch::key).containsExactly("long", "near", "far");
        assertThat(byAngle.get(2).distance().orElseThrow()).isCloseTo(2, within(1e-6));
        assertThat(byLength).extracting(VectorMatch::key).containsExactly("near", "far");
        assertThat(byLength.get(0).distance().orElseThrow()).isCloseTo(1, within(1e-6));
    }

    @Test
    void filtersByMetadata() {
        VectorIndex index =
                bucket.createIndex("idx", 1, DistanceMetric.EUCLIDEAN, o -> o.nonFilterableMetadataKeys("text"));
        index.put(
                book("a", "novel", 1960, List.of("x", "y")),
                book("b", "novel", 1970, List.of("y")),
                book("c", "essay", 1980, List.of()),
                VectorObject.of("d", 9));

        assertThat(found(index, VectorFilter.eq("genre", "novel"))).containsExactly("a", "b");
        assertThat(found(index, VectorFilter.ne("genre", "novel"))).containsExactly("c");
        assertThat(found(index, VectorFilter.gt("year", 1960))).containsExactly("b", "c");
        assertThat(found(index, VectorFilter.gte("year", 1970))).containsExactly("b", "c");
        assertThat(found(index, VectorFilter.lt("year", 1970))).containsExactly("a");
        assertThat(found(index, VectorFilter.lte("year", 1970))).containsExactly("a", "b");
        assertThat(found(index, VectorFilter.anyOf("year", List.of(1960, 1980))))
                .containsExactly("a", "c");
        assertThat(found(index, VectorFilter.noneOf("year", List.of(1960)))).containsExactly("b", "c");
        assertThat(found(index, VectorFilter.exists("genre", false))).containsExactly("d");
        assertThat(found(index, VectorFilter.eq("tags", "x"))).containsExactly("a");
        assertThat(found(
                        index,
                        VectorFilter.and(
                                VectorFilter.eq("genre", "novel"),
                                VectorFilter.or(VectorFilter.eq("year", 1970), VectorFilter.eq("genre", "essay")))))
                .containsExactly("b");
        assertThatThrownBy(() -> found(index, VectorFilter.eq("text", "x")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aVectorOfAnotherDimensionIsRefused() {
        VectorIndex index = bucket.createIndex("idx", 2, DistanceMetric.COSINE);

        assertThatThrownBy(() -> index.put(VectorObject.of("k", 1))).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> index.query(new float[] {1}, 1)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void onlyTheServiceRoleMayUseThem() {
        try (Connection anon = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.anonKey()), o -> {})) {
            assertThatThrownBy(() -> VectorBuckets.of(anon).create("x")).isInstanceOf(PermissionDeniedException.class);
        }
    }

    private static List<String> found(VectorIndex index, VectorFilter filter) {
        return index.query(new float[] {1}, 10, o -> o.filter(filter)).stream()
                .map(VectorMatch::key)
                .sorted()
                .toList();
    }

    private static VectorObject book(String key, String genre, int year, List<String> tags) {
        VectorMetadata metadata = VectorMetadata.builder()
                .put("genre", genre)
                .put("year", year)
                .put("tags", tags)
                .put("text", "…")
                .build();
        return VectorObject.of(key, new float[] {1}, metadata);
    }
}
