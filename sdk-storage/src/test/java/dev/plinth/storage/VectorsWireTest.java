package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.VectorFilter;
import dev.plinth.storage.vectors.VectorMatch;
import dev.plinth.storage.vectors.VectorMetadata;
import dev.plinth.storage.vectors.VectorObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes over the wire for the vectors of an index, held against the server's contract. */
class VectorsWireTest extends VectorWireTestCase {

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

        sentOperation(
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

        sentOperation("DeleteVectors", "{'vectorBucketName':'vec1','indexName':'idx','keys':['k1','k2']}");
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
        sentOperation("ListVectors", common + segment);
        sentOperation("ListVectors", common + "'nextToken':'t1'," + segment);
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
        sentOperation(
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
}
