package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Page;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.storage.vectors.DistanceMetric;
import dev.plinth.storage.vectors.ListedVectorIndex;
import dev.plinth.storage.vectors.VectorBucketInfo;
import dev.plinth.storage.vectors.VectorIndexInfo;
import dev.plinth.storage.vectors.VectorObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes over the wire for vector buckets and their indexes, held against the server's contract. */
class VectorBucketsWireTest extends VectorWireTestCase {

    private static final String DISABLED = "{'statusCode':'404','error':'Not Found',"
            + "'message':'Route POST:/vector/ListVectorBuckets not found','code':'InvalidRequest'}";

    @Test
    @Covers({"POST /vector/CreateVectorBucket", "POST /vector/DeleteVectorBucket"})
    void createsAndDeletesBuckets() {
        wire.answers(200, "").answers(200, "");

        wire.client().vectors().create("vec1");
        wire.client().vectors().delete("vec1");

        sentOperation("CreateVectorBucket", "{'vectorBucketName':'vec1'}");
        sentOperation("DeleteVectorBucket", "{'vectorBucketName':'vec1'}");
    }

    @Test
    @Covers("POST /vector/GetVectorBucket")
    void describesBuckets() {
        answers("{'vectorBucket':{'vectorBucketName':'vec1','creationTime':1795289572}}");

        VectorBucketInfo info = wire.client().vectors().get("vec1");

        sentOperation("GetVectorBucket", "{'vectorBucketName':'vec1'}");
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
        sentOperation("ListVectorBuckets", "{'maxResults':1,'prefix':'vec'}");
        sentOperation("ListVectorBuckets", "{'maxResults':1,'prefix':'vec','nextToken':'t1'}");
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

        sentOperation("ListVectorBuckets", "{'maxResults':500}");
        sentOperation("ListVectorBuckets", "{'maxResults':500,'nextToken':'t1'}");
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

        sentOperation(
                "CreateIndex",
                "{'vectorBucketName':'vec1','indexName':'idx','dataType':'float32','dimension':3,"
                        + "'distanceMetric':'cosine','metadataConfiguration':{'nonFilterableMetadataKeys':['text']}}");
        sentOperation("DeleteIndex", "{'vectorBucketName':'vec1','indexName':'idx'}");
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
        sentOperation("GetIndex", "{'vectorBucketName':'vec1','indexName':'idx'}");
        sentOperation("ListIndexes", "{'vectorBucketName':'vec1','maxResults':500}");
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
        answers(404, DISABLED);
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
}
