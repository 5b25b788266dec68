package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.storage.analytics.AnalyticsBucketInfo;
import dev.plinth.storage.analytics.AnalyticsBuckets;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Analytics buckets of a server that has them. */
class AnalyticsTest {

    @Test
    @Covers({"POST /iceberg/bucket", "GET /iceberg/bucket", "DELETE /iceberg/bucket/{name}"})
    void createsListsAndDeletes() throws IOException {
        try (LocalPlatform platform =
                        LocalPlatform.builder().set("ICEBERG_ENABLED", "true").start();
                Connection connection =
                        Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> {})) {
            AnalyticsBuckets buckets = AnalyticsBuckets.of(connection);

            assertThat(buckets.create("ana1").createdAt()).isPresent();
            buckets.create("ana2");

            assertThat(buckets.list().toList())
                    .extracting(AnalyticsBucketInfo::name)
                    .containsExactly("ana1", "ana2");
            assertThatThrownBy(() -> buckets.create("ana1")).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> buckets.create("ana3"))
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            e -> assertThat(e.code().value()).isEqualTo("IcebergMaximumResourceLimit"));
            buckets.delete("ana1");
            assertThatThrownBy(() -> buckets.delete("ana1")).isInstanceOf(NotFoundException.class);
            assertThat(config(connection, "ana2")).contains("\"prefix\":\"ana2\"");
        }
    }

    @Test
    void aServerWithoutThemIsNamed() {
        try (LocalPlatform platform = LocalPlatform.start();
                Connection connection =
                        Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> {})) {
            assertThatThrownBy(() -> AnalyticsBuckets.of(connection).create("ana1"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("ICEBERG_ENABLED=true");
        }
    }

    private static String config(Connection connection, String warehouse) throws IOException {
        HttpRequest request = HttpRequest.of("GET", "/storage/v1/iceberg/v1/config?warehouse=" + warehouse);
        try (HttpResponse response = connection.http().execute(request)) {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
