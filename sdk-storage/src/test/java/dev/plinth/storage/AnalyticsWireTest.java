package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ConflictException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Secret;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.storage.analytics.AnalyticsBucketInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What goes over the wire for analytics buckets, held against the server's contract. */
class AnalyticsWireTest extends DirectWireTestCase {

    private static final String BUCKET = "{'id':'ana1','name':'ana1','created_at':'2026-11-21T19:13:57.114Z',"
            + "'updated_at':'2026-11-21T19:13:57.114Z'}";

    @Test
    @Covers("POST /iceberg/bucket")
    void createsBuckets() {
        answers(200, BUCKET);

        AnalyticsBucketInfo created = wire.client().analytics().create("ana1");

        assertThat(created.name()).isEqualTo("ana1");
        assertThat(created.createdAt()).isPresent();
        RecordedRequest request = sent("POST", "/storage/v1/iceberg/bucket");
        assertThat(Wire.body(request)).isEqualTo("{\"name\":\"ana1\"}");
    }

    @Test
    @Covers("GET /iceberg/bucket")
    void listsBuckets() {
        answers(200, "[" + BUCKET + "]");

        List<AnalyticsBucketInfo> listed = wire.client()
                .analytics()
                .list(o -> o.search("ana").descending())
                .toList();

        assertThat(listed).extracting(AnalyticsBucketInfo::name).containsExactly("ana1");
        sent("GET", "/storage/v1/iceberg/bucket?limit=100&sortColumn=name&sortOrder=desc&search=ana");
    }

    @Test
    @Covers("DELETE /iceberg/bucket/{name}")
    void deletesBuckets() {
        answers(200, "{'message':'Successfully deleted'}");

        wire.client().analytics().delete("ana1");

        sent("DELETE", "/storage/v1/iceberg/bucket/ana1");
    }

    @Test
    void theServersErrorsHaveTypes() {
        answers(409, "{'error':{'message':'exists','type':'ResourceAlreadyExists','code':409}}");
        answers(404, "{'error':{'message':'Bucket not found','type':'NoSuchBucket','code':404}}");

        assertThatThrownBy(() -> wire.client().analytics().create("ana1"))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        e -> assertThat(e.code().value()).isEqualTo("ResourceAlreadyExists"));
        assertThatThrownBy(() -> wire.client().analytics().delete("ana1"))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        e -> assertThat(e.code().value()).isEqualTo("NoSuchBucket"));
    }

    @Test
    void aProjectWithoutAnalyticsBucketsIsNamed() {
        answers(
                404,
                "{'message':'Route GET:/iceberg/bucket?limit=100 not found','error':'Not Found','statusCode':404}");

        assertThatThrownBy(() -> wire.client().analytics().list().first())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("ICEBERG_ENABLED=true");
    }

    @Test
    void theCatalogsPropertiesAreThoseOfIceberg() {
        Map<String, String> properties = wire.client()
                .actingAs(AccessToken.of("header.payload.signature"))
                .analytics()
                .catalogProperties("ana1", "id1", Secret.of("secret1"));

        assertThat(properties)
                .containsEntry("uri", wire.url() + "/storage/v1/iceberg")
                .containsEntry("warehouse", "ana1")
                .containsEntry("token", "header.payload.signature")
                .containsEntry("token-refresh-enabled", "false")
                .containsEntry("s3.endpoint", wire.url() + "/storage/v1/s3")
                .containsEntry("s3.access-key-id", "id1")
                .containsEntry("s3.secret-access-key", "secret1")
                .containsEntry("s3.path-style-access", "true")
                .containsEntry("client.region", "us-east-1");
        assertThat(properties + " " + properties.entrySet()).doesNotContain("signature", "secret1");
        assertThat(wire.requests()).isZero();
    }

    @Test
    void theCatalogTakesNoKeyThatIsNotAToken() {
        assertThatThrownBy(() -> wire.client().analytics().catalogProperties("ana1", "id1", Secret.of("secret1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("service_role");
    }

    @Test
    void aControlPlaneHasNoAnalyticsBuckets() throws IOException {
        try (Wire studio = Wire.studio()) {
            assertThatThrownBy(() -> studio.client().analytics().list().first())
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> studio.client().analytics().catalogProperties("b", "id", Secret.of("x")))
                    .isInstanceOf(UnsupportedByGatewayException.class);
        }
    }
}
