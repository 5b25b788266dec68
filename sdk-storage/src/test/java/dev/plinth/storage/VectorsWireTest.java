package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.core.ConflictException;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.ListedVectorIndex;
import dev.plinth.storage.vectors.VectorBucketInfo;
import dev.plinth.storage.vectors.VectorFilter;
import dev.plinth.storage.vectors.VectorIndex;
import dev.plinth.storage.vectors.VectorIndexInfo;
import dev.plinth.storage.vectors.VectorMatch;
import dev.plinth.storage.vectors.VectorMetadata;
import dev.plinth.storage.vectors.VectorObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire for vector buckets, held against the server's contract. */
class VectorsWireTest {

    private static final String OFF = "{'statusCode':'404','error':'Not Found',"
            + "'message':'Route POST:/vector/ListVectorBuckets not found','code':'InvalidRequest'}";

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = Wire.direct();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    @Covers({"POST /vector/CreateVectorBucket", "POST /vector/DeleteVectorBucket"})
    void createsAndDeletesBuckets() {
        wire.answers(200, "").answers(200, "");

        wire.client().vectors().create("vec1");
        wire.client().vectors().delete("vec1");

        sent("CreateVectorBucket", "{'vectorBucketName':'vec1'}");
        sent("DeleteVectorBucket", "{'vectorBucketName':'vec1'}");
    }

    @Test
    @Covers("POST /vector/GetVectorBucket")
    void describesBuckets() {
        answers("{'vectorBucket':{'vectorBucketName':'vec1','creationTime':1795289572}}");

        VectorBucketInfo info = wire.client().vectors().get("vec1");

        sent("GetVectorBucket", "{'vectorBucketName':'vec1'}");
        assertThat(info.name()).isEqualTo("vec1");
        assertThat(info.createdAt()).contains(Instant.ofEpochSecond(1795289572));
    }

    @Test
    @Covers("POST /vector/ListVectorBuckets")
    void listsBucketsByTheirPagesTokens() {
        answers("{'vectorBuckets':[{'vectorBucketName':'vec1','creationTime':1}],'nextToken':'t1'}");
        answers("{'vectorBuckets':[{'vectorBucketName':'vec2','creationTime':2}]}");

        List<VectorBucketInfo> all =
                wire.client().vectors().list(o -> o.prefix("vec").pageSize(1)).toList();

        assertThat(all).extracting(VectorBucketInfo::name).containsExactly("vec1", "vec2");
        sent("ListVectorBuckets", "{'maxResults':1,'prefix':'vec'}");
        sent("ListVectorBuckets", "{'maxResults':1,'prefix':'vec','nextToken':'t1'}");
    }

    @Test
    void aPagesTokenContinuesAList() {
        answers("{'vectorBuckets':[],'nextToken':'t1'}");
        answers("{'vectorBuckets':[]}");
        Page<VectorBucketInfo> first =
                wire.client().vectors().list().pages().iterator().next();

        assertThat(wire.client()
                        .vectors()
                        .list(o -> o.pageToken(first.nextToken().orElseThrow()))
                        .toList())
                .isEmpty();

        sent("ListVectorBuckets", "{'maxResults':500}");
        sent("ListVectorBuckets", "{'maxResults':500,'nextToken':'t1'}");
    }

    @Test
    @Covers({"POST /vector/CreateIndex", "POST /vector/DeleteIndex"})
    void createsAndDeletesIndexes() {
        wire.answers(200, "").answers(200, "");

        wire.client()
                .vectors()
                .bucket("vec1")
                .createIndex("idx", 3, DistanceMetric.COSINE, o -> o.nonFilterableMetadataKeys("text"));
        wire.client().vectors().bucket("vec1").deleteIndex("idx");

        sent(
                "CreateIndex",
                "{'vectorBucketName':'vec1','indexName':'idx','dataType':'float32','dimension':3,"
                        + "'distanceMetric':'cosine','metadataConfiguration':{'nonFilterableMetadataKeys':['text']}}");
        sent("DeleteIndex", "{'vectorBucketName':'vec1','indexName':'idx'}");
    }

    @Test
    @Covers({"POST /vector/GetIndex", "POST /vector/ListIndexes"})
    void describesAndListsIndexes() {
        answers("{'index':{'indexName':'idx','dataType':'float32','dimension':3,'distanceMetric':'cosine',"
                + "'metadataConfiguration':{'nonFilterableMetadataKeys':['text']},'vectorBucketName':'vec1',"
                + "'creationTime':1795289572}}");
        answers("{'indexes':[{'indexName':'idx','vectorBucketName':'vec1','creationTime':1795289572}]}");

        VectorIndexInfo info = wire.client().vectors().bucket("vec1").getIndex("idx");
        List<ListedVectorIndex> listed =
                wire.client().vectors().bucket("vec1").listIndexes().toList();

        assertThat(info.dimension()).isEqualTo(3);
        assertThat(info.distanceMetric()).isEqualTo(DistanceMetric.COSINE);
        assertThat(info.nonFilterableMetadataKeys()).containsExactly("text");
        assertThat(info.createdAt()).contains(Instant.ofEpochSecond(1795289572));
        assertThat(listed).extracting(ListedVectorIndex::name).containsExactly("idx");
        sent("GetIndex", "{'vectorBucketName':'vec1','indexName':'idx'}");
        sent("ListIndexes", "{'vectorBucketName':'vec1','maxResults':500}");
    }

    @Test
    @Covers("POST /vector/PutVectors")
    void putsVectorsWithTypedMetadata() {
        answers("{}");
        VectorMetadata metadata = VectorMetadata.builder()
                .put("title", "Dune")
                .put("year", 1965)
                .put("score", 4.5)
                .put("read", true)
                .put("tags", List.of("a", "b"))
                .build();

        index().put(VectorObject.of("k1", new float[] {0.5f, -1, 1e-7f}, metadata), VectorObject.of("k2", 1, 2, 3));

        sent(
                "PutVectors",
                "{'vectorBucketName':'vec1','indexName':'idx','vectors':[{'key':'k1','data':{'float32':[0.5,-1.0,1.0E-7]},"
                        + "'metadata':{'title':'Dune','year':1965,'score':4.5,'read':true,'tags':['a','b']}},"
                        + "{'key':'k2','data':{'float32':[1.0,2.0,3.0]}}]}");
    }

    @Test
    void putsAndDeletesInBatchesOf500() {
        for (int i = 0; i < 6; i++) {
            answers("{}");
        }

        index().put(IntStream.range(0, 1001)
                .mapToObj(i -> VectorObject.of("k" + i, i))
                .toList());
        index().delete(IntStream.range(0, 1001).mapToObj(i -> "k" + i).toList());

        assertThat(sizes("PutVectors", "vectors", 3)).containsExactly(500, 500, 1);
        assertThat(sizes("DeleteVectors", "keys", 3)).containsExactly(500, 500, 1);
    }

    @Test
    void putsNoLargerBodiesThanTheServerTakes() {
        answers("{}");
        answers("{}");

        index().put(IntStream.range(0, 300)
                .mapToObj(i -> VectorObject.of("k" + i, new float[4096]))
                .toList());

        assertThat(sizes("PutVectors", "vectors", 2)).containsExactly(256, 44);
    }

    @Test
    void aRepeatedKeyIsPutInARequestOfItsOwn() {
        answers("{}");
        answers("{}");

        index().put(VectorObject.of("k", 1), VectorObject.of("k", 2));

        assertThat(sizes("PutVectors", "vectors", 2)).containsExactly(1, 1);
    }

    @Test
    @Covers("POST /vector/GetVectors")
    void getsVectorsInBatchesOf100() {
        answers("{'vectors':[{'key':'k0','data':{'float32':[0.5,1e-3,3]},'metadata':{'title':'Dune','year':1965,"
                + "'read':true,'tags':['a']}}]}");
        answers("{'vectors':[{'key':'k100'}]}");

        List<VectorMatch> found = index().get(
                        IntStream.range(0, 101).mapToObj(i -> "k" + i).toList(),
                        o -> o.returnData(true).returnMetadata(true));

        assertThat(found).extracting(VectorMatch::key).containsExactly("k0", "k100");
        assertThat(found.get(0).data().orElseThrow()).containsExactly(0.5f, 1e-3f, 3f);
        VectorMetadata metadata = found.get(0).metadata();
        assertThat(metadata.string("title")).contains("Dune");
        assertThat(metadata.number("year")).hasValue(1965);
        assertThat(metadata.bool("read")).contains(true);
        assertThat(metadata.strings("tags")).containsExactly("a");
        assertThat(found.get(1).data()).isEmpty();
        assertThat(found.get(1).distance()).isEmpty();
        JsonNode body = Wire.json(Wire.body(wire.sent()));
        assertThat(body.path("keys").size()).isEqualTo(100);
        assertThat(body.path("returnData").asBoolean()).isTrue();
        assertThat(body.path("returnMetadata").asBoolean()).isTrue();
        assertThat(sizes("GetVectors", "keys", 1)).containsExactly(1);
    }

    @Test
    @Covers("POST /vector/DeleteVectors")
    void deletesVectors() {
        wire.answers(200, "");

        index().delete(List.of("k1", "k2", "k1"));

        sent("DeleteVectors", "{'vectorBucketName':'vec1','indexName':'idx','keys':['k1','k2']}");
    }

    @Test
    @Covers("POST /vector/ListVectors")
    void listsASegmentOfTheVectors() {
        answers("{'vectors':[{'key':'k1'}],'nextToken':'t1'}");
        answers("{'vectors':[{'key':'k2'}]}");

        List<VectorMatch> all =
                index().list(o -> o.segment(2, 4).pageSize(1).returnData(true)).toList();

        assertThat(all).extracting(VectorMatch::key).containsExactly("k1", "k2");
        String common = "{'vectorBucketName':'vec1','indexName':'idx','maxResults':1,";
        String segment = "'segmentCount':4,'segmentIndex':2,'returnData':true,'returnMetadata':false}";
        sent("ListVectors", common + segment);
        sent("ListVectors", common + "'nextToken':'t1'," + segment);
    }

    @Test
    void aPageOfAThousandVectorsIsRead() {
        String data = "{'float32':[" + "0.5,".repeat(767) + "1]}";
        String rows = IntStream.range(0, 1000)
                .mapToObj(i -> "{'key':'k" + i + "','data':" + data + "}")
                .collect(Collectors.joining(","));
        answers("{'vectors':[" + rows + "]}");

        assertThat(index().list(o -> o.returnData(true)).stream())
                .hasSize(1000)
                .allMatch(match -> match.data().orElseThrow().length == 768);
    }

    @Test
    @Covers("POST /vector/QueryVectors")
    void queriesVectors() {
        answers("{'vectors':[{'key':'k1','distance':0.25,'metadata':{'year':1965}}],'distanceMetric':'cosine'}");
        VectorFilter filter = VectorFilter.and(
                VectorFilter.eq("genre", "novel"),
                VectorFilter.or(VectorFilter.gte("year", 1960), VectorFilter.exists("year", false)),
                VectorFilter.anyOf("lang", List.of("en", 1, true)));

        List<VectorMatch> found = index().query(
                        new float[] {0.5f, 1},
                        10,
                        o -> o.filter(filter).returnDistance(true).returnMetadata(true));

        assertThat(found.get(0).distance()).hasValue(0.25);
        sent(
                "QueryVectors",
                "{'vectorBucketName':'vec1','indexName':'idx','queryVector':{'float32':[0.5,1.0]},'topK':10,"
                        + "'filter':{'$and':[{'genre':{'$eq':'novel'}},{'$or':[{'year':{'$gte':1960}},"
                        + "{'year':{'$exists':false}}]},{'lang':{'$in':['en',1,true]}}]},"
                        + "'returnDistance':true,'returnMetadata':true}");
    }

    @Test
    void componentsThatAreNotNumbersAreLeftOut() {
        answers("{'vectors':[{'key':'k1','data':{'float32':[1,'x',[2]]}}]}");

        List<VectorMatch> found = index().get(List.of("k1"));

        assertThat(found.get(0).data()).isEmpty();
    }

    @Test
    void aListWithoutVectorsIsAnErrorOfTheResponse() {
        answers("{'x':[]}");

        assertThatThrownBy(() -> index().get(List.of("k1"))).isInstanceOf(ResponseFormatException.class);
    }

    @Test
    void theServersErrorsHaveTypesAndHints() {
        answers(409, "{'statusCode':'409','error':'ConflictException','message':'m','code':'ConflictException'}");
        answers(404, "{'statusCode':'404','error':'NotFoundException','message':'m','code':'NotFoundException'}");
        answers(400, "{'statusCode':'400','error':'e','message':'m','code':'VectorBucketNotEmpty'}");

        assertThatThrownBy(() -> wire.client().vectors().create("vec1")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> wire.client().vectors().get("vec1")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> wire.client().vectors().delete("vec1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("delete its indexes first");
    }

    @Test
    void aProjectWithoutVectorBucketsIsNamed() {
        answers(404, OFF);
        answers(403, "{'statusCode':'403','error':'FeatureNotEnabled','message':'m','code':'FeatureNotEnabled'}");

        assertThatThrownBy(() -> wire.client().vectors().list().first())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("VECTOR_ENABLED=true");
        assertThatThrownBy(() -> wire.client().vectors().list().first())
                .hasMessageContaining("enable it in the project's settings");
    }

    @Test
    void aControlPlaneHasNoVectorBuckets() throws IOException {
        try (Wire studio = Wire.studio()) {
            assertThatThrownBy(() -> studio.client().vectors().list().first())
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> studio.client().vectors().create("vec1"))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> studio.client()
                            .vectors()
                            .bucket("vec1")
                            .index("idx")
                            .put(VectorObject.of("k", 1)))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThat(studio.requests()).isZero();
        }
    }

    @Test
    void argumentsAreCheckedBeforeAnythingIsSent() {
        List<Runnable> wrong = List.of(
                () -> wire.client().vectors().create(""),
                () -> wire.client().vectors().bucket("b").index("UPPER"),
                () -> wire.client().vectors().bucket("b").index("ab"),
                () -> wire.client().vectors().bucket("b").index("a".repeat(46)),
                () -> wire.client().vectors().bucket("b").createIndex("idx", 0, DistanceMetric.COSINE),
                () -> wire.client().vectors().bucket("b").createIndex("idx", 4097, DistanceMetric.COSINE),
                () -> VectorObject.of("", 1),
                () -> VectorObject.of("k".repeat(1025), 1),
                () -> VectorObject.of("k"),
                () -> VectorObject.of("k", Float.NaN),
                () -> VectorObject.of("k", Float.POSITIVE_INFINITY),
                () -> index().put(VectorObject.of("k", 1), VectorObject.of("l", 1, 2)),
                () -> index().query(new float[] {1}, 0),
                () -> index().query(new float[] {1}, 101),
                () -> index().query(new float[] {Float.NaN}, 1),
                () -> index().get(List.of("")),
                () -> index().list(o -> o.segment(4, 4)),
                () -> index().list(o -> o.segment(0, 17)),
                () -> VectorFilter.eq("$eq", "x"),
                () -> VectorFilter.anyOf("x", List.of()),
                () -> VectorFilter.gt("x", Double.NaN));

        assertThat(wrong)
                .allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class));
        assertThat(wire.requests()).isZero();
    }

    private VectorIndex index() {
        return wire.client().vectors().bucket("vec1").index("idx");
    }

    private void answers(String body) {
        answers(200, body);
    }

    private void answers(int status, String body) {
        wire.answers(status, body.replace('\'', '"'));
    }

    private void sent(String operation, String body) {
        RecordedRequest request = wire.sent();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/storage/v1/vector/" + operation);
        assertThat(Wire.json(Wire.body(request))).isEqualTo(Wire.json(body.replace('\'', '"')));
    }

    private List<Integer> sizes(String operation, String field, int requests) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            RecordedRequest request = wire.sent();
            assertThat(request.getTarget()).isEqualTo("/storage/v1/vector/" + operation);
            sizes.add(Wire.json(Wire.body(request)).path(field).size());
        }
        return sizes;
    }
}
