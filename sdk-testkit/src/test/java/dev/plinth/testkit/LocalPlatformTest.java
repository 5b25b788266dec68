package dev.plinth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPlatformTest {
    @Test
    void runsSeveralProjectsEachWithItsPortKeysAndData() {
        try (LocalPlatform platform =
                LocalPlatform.builder().project("one").project("two").start()) {
            LocalProject one = platform.project("one");
            LocalProject two = platform.project("two");
            Wire.of(one).post("/bucket", "{\"name\":\"b\"}");

            assertThat(Set.of(one.projectUrl(), two.projectUrl(), platform.platformUrl()))
                    .hasSize(3);
            assertThat(one.serviceKey()).isNotEqualTo(two.serviceKey());
            assertThat(Wire.of(two).get("/bucket").text()).isEqualTo("[]");
            assertThat(Wire.nobody(two).as(one.serviceKey()).get("/bucket").text())
                    .contains("signature verification failed");
        }
    }

    @Test
    void addsAProjectWhileItRuns() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            LocalProject added = platform.createProject("added");

            assertThat(Wire.of(added).get("/bucket").status()).isEqualTo(200);
            assertThat(platform.projects()).hasSize(2);
            assertThatThrownBy(() -> platform.createProject("added")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void listsBucketsByTimeInTheOrderOfTheirCreation(@TempDir Path data) {
        String sorted = "/bucket?sortColumn=created_at&sortOrder=";
        List<String> made = IntStream.range(0, 50).mapToObj(i -> "b" + i).toList();
        List<String> newestFirst = new ArrayList<>(made);
        Collections.reverse(newestFirst);
        try (LocalPlatform platform = LocalPlatform.builder().data(data).start()) {
            Wire wire = Wire.of(platform.project());
            made.forEach(name -> wire.post("/bucket", "{\"name\":\"" + name + "\"}"));

            assertThat(Wire.tree(wire.get(sorted + "asc")).findValuesAsText("name"))
                    .isEqualTo(made);
            assertThat(Wire.tree(wire.get(sorted + "desc")).findValuesAsText("name"))
                    .isEqualTo(newestFirst);
        }
        try (LocalPlatform again = LocalPlatform.builder().data(data).start()) {
            assertThat(Wire.tree(Wire.of(again.project()).get(sorted + "desc")).findValuesAsText("name"))
                    .isEqualTo(newestFirst);
        }
    }

    @Test
    void keepsKeysOverRestarts() {
        String first;
        try (LocalPlatform platform = LocalPlatform.start()) {
            first = platform.serviceKey() + platform.s3SecretAccessKey();
        }
        try (LocalPlatform platform = LocalPlatform.start()) {
            assertThat(platform.serviceKey() + platform.s3SecretAccessKey()).isEqualTo(first);
        }
    }

    @Test
    void refusesUnknownSettingsAndNamesTheNearestOnes() {
        assertThatThrownBy(() ->
                        LocalPlatform.builder().set("FILE_SIZE_LIMIT", "1").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FILE_SIZE_LIMIT")
                .hasMessageContaining("UPLOAD_FILE_SIZE_LIMIT");
        assertThatThrownBy(() -> LocalPlatform.builder()
                        .set("UPLOAD_FILE_SIZE_LIMIT", "big")
                        .start())
                .hasMessageContaining("whole number");
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            LocalPlatform.builder().port(taken.getLocalPort()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void leavesNoThreadPortOrFileBehind() throws IOException {
        String url;
        Path folder;
        try (LocalPlatform platform = LocalPlatform.start()) {
            url = platform.projectUrl();
            Wire wire = Wire.of(platform.project());
            folder = TemporaryFolders.of(platform);
            wire.post("/bucket", "{\"name\":\"b\"}");
            wire.upload("b/x", "1");
        }

        assertThat(folder).doesNotExist();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("local-platform"));
        assertThatThrownBy(() -> java.net.URI.create(url).toURL().openStream())
                .isInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void forgetsAllOnReset() {
        Policy policy = Policy.all("b", "anon", "**");
        try (LocalPlatform platform = LocalPlatform.builder().policy(policy).start()) {
            Wire wire = Wire.of(platform.project());
            wire.post("/bucket", "{\"name\":\"b\"}");
            wire.upload("b/x", "1");
            platform.project().addPolicy(Policy.all("b", "authenticated", "**"));

            platform.reset();

            assertThat(wire.get("/bucket").text()).isEqualTo("[]");
            assertThat(platform.project().policies()).containsExactly(policy);
        }
    }

    @Test
    void keepsBucketsAndObjectsOverRestartsWhenToldWhere(@TempDir Path data) {
        String info;
        try (LocalPlatform platform = LocalPlatform.builder().data(data).start()) {
            Wire wire = Wire.of(platform.project());
            wire.post("/bucket", "{\"name\":\"b\",\"file_size_limit\":100,\"allowed_mime_types\":[\"text/*\"]}");
            wire.with("x-metadata", "eyJhIjoxfQ==").upload("b/kept", "content");
            wire.upload("b/gone", "1");
            wire.delete("/object/b/gone");
            info = wire.get("/bucket/b").text()
                    + wire.get("/object/info/b/kept").text();
        }
        try (LocalPlatform platform = LocalPlatform.builder().data(data).start()) {
            Wire wire = Wire.of(platform.project());

            assertThat(wire.get("/bucket/b").text()
                            + wire.get("/object/info/b/kept").text())
                    .isEqualTo(info);
            assertThat(wire.get("/object/b/kept").text()).isEqualTo("content");
            assertThat(wire.get("/object/b/gone").status()).isEqualTo(400);
        }
    }

    @Test
    void seedsObjectsThatReadAsTheirRowsSay() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            platform.seedObjects("many", 20_000);
            Wire wire = Wire.of(platform.project());

            JsonNode folders = Wire.tree(wire.post("/object/list/many", "{\"prefix\":\"seed\"}"));
            JsonNode row = Wire.tree(wire.post("/object/list/many", "{\"prefix\":\"seed/000019\"}"))
                    .get(0);
            String body = wire.get(
                            "/object/many/seed/000019/" + row.path("name").asText())
                    .text();

            assertThat(folders).hasSize(20);
            assertThat(body).hasSize(row.path("metadata").path("size").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MFA_WEB_AUTHN_ENROLL_ENABLED",
                "MFA_WEB_AUTHN_VERIFY_ENABLED",
                "EXTERNAL_WEB3_SOLANA_ENABLED",
                "EXTERNAL_WEB3_ETHEREUM_ENABLED",
                "PASSWORD_HIBP_ENABLED",
                "EXPERIMENTAL_SCIM_ENABLED",
                "HOOK_CUSTOM_ACCESS_TOKEN_ENABLED",
                "HOOK_SEND_SMS_URI",
                "HOOK_MFA_VERIFICATION_ATTEMPT_SECRETS"
            })
    void settingsThatEnableMissingFeaturesAreKnown(String name) {
        try (LocalPlatform platform =
                LocalPlatform.builder().set("GOTRUE_" + name, "true").start()) {
            assertThat(platform.projects()).hasSize(1);
        }
    }

    @Test
    void logsRequestsWithoutTheirSecrets() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            Wire.of(platform.project()).get("/object/sign/b/x?token=very-secret&download=1");

            assertThat(platform.requests())
                    .extracting(RecordedRequest::target)
                    .containsExactly("/storage/v1/object/sign/b/x?token=****&download=1");
        }
    }

    @Test
    void answersPreflightRequestsOfBrowsers() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            var answer = Wire.nobody(platform.project())
                    .with("Origin", "http://app.example")
                    .with("Access-Control-Request-Method", "POST")
                    .with("Access-Control-Request-Headers", "authorization,x-client-info")
                    .send("OPTIONS", "/bucket", null);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
            assertThat(answer.header("access-control-allow-headers")).isEqualTo("authorization,x-client-info");
        }
    }
}
