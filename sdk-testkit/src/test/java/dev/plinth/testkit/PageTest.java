package dev.plinth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PageTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    @Test
    void isOnePageThatLoadsNothingFromElsewhere(LocalProject project) {
        RawHttp.Answer page = Wire.nobody(project).get("/__local/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text())
                .contains("<title>Local platform</title>", "fetch('state')")
                .doesNotContain("src=", "@import", "stylesheet", "//cdn");
    }

    @Test
    void showsBucketsObjectsOutboxAndRequests(LocalPlatform platform) {
        Wire wire = Wire.of(platform.project());
        wire.post("/bucket", "{\"name\":\"b\"}");
        wire.upload("b/x", "12345");
        platform.outbox().add(new Message("email", "ada@example.com", "Hello", "http://x/y", Instant.EPOCH));

        JsonNode state = Wire.tree(wire.get("/__local/state"));

        JsonNode project = state.path("projects").get(0);
        assertThat(project.path("ref").asText()).isEqualTo(platform.projectRef());
        assertThat(project.path("buckets").get(0).path("objects").asInt()).isEqualTo(1);
        assertThat(project.path("buckets")
                        .get(0)
                        .path("first")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("x");
        assertThat(project.path("outbox").get(0).path("to").asText()).isEqualTo("ada@example.com");
        assertThat(state.path("requests").get(0).path("target").asText()).isEqualTo("/storage/v1/object/b/x");
        assertThat(state.path("requests").get(0).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void handsTheOutboxOverAndEmptiesIt(LocalPlatform platform) {
        Wire wire = Wire.nobody(platform.project());
        platform.outbox().add(new Message("email", "a@example.com", "s", "b", Instant.EPOCH));
        platform.outbox().add(new Message("sms", "+41", "", "123456", Instant.EPOCH));

        assertThat(wire.get("/__local/outbox?to=%2B41").text())
                .isEqualTo("[{\"channel\":\"sms\",\"to\":\"+41\",\"subject\":\"\",\"body\":\"123456\","
                        + "\"at\":\"1970-01-01T00:00:00Z\"}]");
        assertThat(wire.delete("/__local/outbox").status()).isEqualTo(204);
        assertThat(wire.get("/__local/outbox").text()).isEqualTo("[]");
    }

    @Test
    void takesPoliciesAsTheFileHasThem(LocalPlatform platform) {
        Wire wire = Wire.of(platform.project());
        wire.post("/bucket", "{\"name\":\"b\"}");
        String user = "317eadce-631a-4429-a0bb-f19a7a517b4a";
        Wire ada = wire.as(platform.userToken(user));

        wire.post(
                "/__local/policies",
                "[{\"bucket\":\"b\",\"role\":\"authenticated\",\"operations\":[\"insert\",\"select\"],"
                        + "\"path\":\"{uid}/**\"}]");

        assertThat(ada.upload("b/" + user + "/x", "1").status()).isEqualTo(200);
        assertThat(Wire.code(ada.upload("b/other/x", "1"))).isEqualTo("AccessDenied");
        assertThat(wire.post("/__local/policies", "[{\"bucket\":\"b\"}]").status())
                .isEqualTo(400);
        wire.delete("/__local/policies");
        assertThat(Wire.code(ada.get("/object/b/" + user + "/x"))).isEqualTo("NoSuchKey");
    }
}
