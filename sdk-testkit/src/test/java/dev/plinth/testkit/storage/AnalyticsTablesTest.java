package dev.plinth.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The routes of a catalog, while no artifact with one is on the class path. */
class AnalyticsTablesTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create(o -> o.set("ICEBERG_ENABLED", "true"));

    private Wire service;

    @BeforeEach
    void makeBucket(LocalPlatform platform) {
        service = Wire.of(platform.project());
        service.post("/iceberg/bucket", "{\"name\":\"sales\"}");
    }

    @Test
    void withoutACatalogTheyNameTheArtifact() {
        RawHttp.Answer answer = service.get("/iceberg/v1/sales/namespaces");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(Wire.tree(answer).path("error").path("message").asText()).contains("plinth-testkit-iceberg");
    }

    @Test
    void anUnknownBucketHasNoCatalog() {
        RawHttp.Answer answer = service.get("/iceberg/v1/none/namespaces");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Wire.tree(answer).path("error").path("type").asText()).isEqualTo("NoSuchCatalog");
    }

    @Test
    void onlyTheServiceRoleMayAsk(LocalPlatform platform) {
        assertThat(service.as(platform.anonKey())
                        .get("/iceberg/v1/sales/namespaces")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theNamesOfTheirFilesBucketsAreReserved() {
        assertThat(Wire.code(service.post("/bucket", "{\"name\":\"sales--table-s3\"}")))
                .isEqualTo("InvalidBucketName");
    }
}
