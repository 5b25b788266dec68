package dev.plinth.testkit.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.Profile;
import dev.plinth.testkit.internal.auth.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The platform's own port: the four documented calls, who may make them, and what else there is by profile. */
class ControlPlaneTest {
    private static final String USER = "{\"email\":\"user@example.com\",\"password\":\"securepass\"}";

    @Test
    void createsAndListsUsersAsThePlatformsPageHasIt() throws IOException {
        try (LocalPlatform platform = started(Profile.SEED)) {
            JsonNode created = json(call(platform, "POST", users(platform), USER));
            JsonNode listed = json(call(platform, "GET", users(platform), ""));
            assertThat(created.path("email").asText()).isEqualTo("user@example.com");
            assertThat(listed.at("/users/0/id")).isEqualTo(created.path("id"));
        }
    }

    @Test
    void listsBucketsAndUploadsAsThePlatformsPageHasIt() throws IOException {
        try (LocalPlatform platform = started(Profile.SEED)) {
            bucket(platform);
            String part =
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file.txt\"\r\n\r\nhello\r\n--b--\r\n";
            RawHttp.Answer uploaded = call(
                    platform,
                    "POST",
                    storage(platform) + "/object/mybucket/file.txt",
                    part,
                    "Content-Type",
                    "multipart/form-data; boundary=b");
            JsonNode buckets = json(call(platform, "GET", storage(platform) + "/buckets", ""));
            assertThat(uploaded.status()).isEqualTo(200);
            assertThat(json(uploaded).path("Key").asText()).isEqualTo("mybucket/file.txt");
            assertThat(buckets.at("/0/name").asText()).isEqualTo("mybucket");
        }
    }

    @Test
    void refusesWhoeverHasNoPlatformToken() throws IOException {
        try (LocalPlatform platform = started(Profile.POWABASE)) {
            for (String bearer : new String[] {"", "Bearer nonsense", "Bearer " + platform.serviceKey()}) {
                RawHttp.Answer answer = RawHttp.send(
                        platform.platformUrl(),
                        "GET",
                        users(platform),
                        RawHttp.headers("Authorization", bearer),
                        new byte[0]);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(json(answer).path("error").asText()).isEqualTo("unauthorized");
                assertThat(json(answer).path("message").asText())
                        .isEqualTo("Missing or invalid authentication credentials");
            }
        }
    }

    @Test
    void asksForAPasswordInsteadWhenOneIsSet() throws IOException {
        try (LocalPlatform platform = LocalPlatform.builder()
                .set("DASHBOARD_USERNAME", "supabase")
                .set("DASHBOARD_PASSWORD", "secret")
                .start()) {
            String pair = Base64.getEncoder().encodeToString("supabase:secret".getBytes(StandardCharsets.UTF_8));
            RawHttp.Answer refused = call(platform, "GET", users(platform), "");
            RawHttp.Answer taken = RawHttp.send(
                    platform.platformUrl(),
                    "GET",
                    users(platform),
                    RawHttp.headers("Authorization", "Basic " + pair),
                    new byte[0]);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers()).containsKey("www-authenticate");
            assertThat(taken.status()).isEqualTo(200);
        }
    }

    @Test
    void speaksBothDialectsOfStorageByDefault() throws IOException {
        try (LocalPlatform platform = started(Profile.POWABASE)) {
            call(
                    platform,
                    "POST",
                    storage(platform) + "/buckets",
                    "{\"id\":\"b\"}",
                    "Content-Type",
                    "application/json");
            call(platform, "POST", storage(platform) + "/object/b/a.txt", "hello", "Content-Type", "text/plain");
            RawHttp.Answer natively = call(platform, "GET", storage(platform) + "/object/b/a.txt", "");
            RawHttp.Answer studio = call(
                    platform,
                    "POST",
                    storage(platform) + "/buckets/b/objects/download",
                    "{\"path\":\"a.txt\"}",
                    "Content-Type",
                    "application/json");
            assertThat(natively.text()).isEqualTo("hello");
            assertThat(studio.text()).isEqualTo("hello");
        }
    }

    @Test
    void studiosDownloadTrimsLeadingSlashesOnly() throws IOException {
        try (LocalPlatform platform = started(Profile.POWABASE)) {
            bucket(platform);
            for (String key : new String[] {"a", "a/", "a//b"}) {
                call(
                        platform,
                        "POST",
                        storage(platform) + "/object/mybucket/" + key,
                        key,
                        "Content-Type",
                        "text/plain");
            }
            for (String key : new String[] {"a", "a/", "a//b"}) {
                RawHttp.Answer downloaded = call(
                        platform,
                        "POST",
                        storage(platform) + "/buckets/mybucket/objects/download",
                        "{\"path\":\"//" + key + "\"}",
                        "Content-Type",
                        "application/json");
                assertThat(downloaded.text()).isEqualTo(key);
            }
        }
    }

    @Test
    void hasNothingBesideTheDocumentedCallsInTheSeedProfile() throws IOException {
        try (LocalPlatform platform = started(Profile.SEED)) {
            assertThat(call(platform, "GET", storage(platform) + "/bucket", "").status())
                    .isEqualTo(404);
            assertThat(call(platform, "GET", "/api/platform/projects", "").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void losesHeadersAndShapesInTheLossyProfile() throws IOException {
        try (LocalPlatform platform = started(Profile.LOSSY)) {
            call(platform, "POST", users(platform), USER);
            RawHttp.Answer listed = call(platform, "GET", users(platform), "");
            bucket(platform);
            String path = storage(platform) + "/object/mybucket/a.txt";
            call(platform, "POST", path, "one", "Content-Type", "text/plain");
            RawHttp.Answer again =
                    call(platform, "POST", path, "two", "Content-Type", "text/plain", "x-upsert", "true");
            assertThat(json(listed).isArray()).isTrue();
            assertThat(listed.headers()).doesNotContainKeys("x-total-count", "link");
            assertThat(again.status()).isEqualTo(400);
        }
    }

    @Test
    void signsItsOwnerInAndTakesTheTokenThatComesOfIt() throws IOException {
        try (LocalPlatform platform = started(Profile.POWABASE)) {
            JsonNode session = json(signIn(platform, ""));
            JsonNode refreshed = json(RawHttp.send(
                    platform.platformUrl(),
                    "POST",
                    "/auth/v1/token?grant_type=refresh_token",
                    RawHttp.headers(),
                    ("{\"refresh_token\":\"" + session.path("refresh_token").asText() + "\"}")
                            .getBytes(StandardCharsets.UTF_8)));
            RawHttp.Answer answer = RawHttp.send(
                    platform.platformUrl(),
                    "GET",
                    users(platform),
                    RawHttp.headers(
                            "Authorization",
                            "Bearer " + refreshed.path("access_token").asText()),
                    new byte[0]);
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void demandsACaptchaWhenItIsSet() throws IOException {
        try (LocalPlatform platform =
                LocalPlatform.builder().set("PLATFORM_CAPTCHA_ENABLED", "true").start()) {
            RawHttp.Answer refused = signIn(platform, "");
            RawHttp.Answer taken = signIn(platform, ",\"gotrue_meta_security\":{\"captcha_token\":\"x\"}");
            assertThat(json(refused).path("error_code").asText()).isEqualTo("captcha_failed");
            assertThat(taken.status()).isEqualTo(200);
        }
    }

    @Test
    void tellsWhereProjectsAreAndWhatTheirKeysAre() throws IOException {
        try (LocalPlatform platform = started(Profile.POWABASE)) {
            String ref = platform.projectRef();
            JsonNode projects = json(call(platform, "GET", "/api/platform/projects", ""));
            JsonNode settings = json(call(platform, "GET", "/api/platform/projects/" + ref + "/settings", ""));
            JsonNode keys = json(call(platform, "GET", "/api/v1/projects/" + ref + "/api-keys?reveal=true", ""));
            JsonNode connection =
                    json(call(platform, "GET", "/api/organizations/local/projects/" + ref + "/connection", ""));
            assertThat(projects.at("/projects/0/ref").asText()).isEqualTo(ref);
            assertThat("http://" + settings.at("/app_config/endpoint").asText()).isEqualTo(platform.projectUrl());
            assertThat(keys.at("/1/api_key").asText()).isEqualTo(platform.serviceKey());
            assertThat(connection.path("kong_url").asText()).isEqualTo(platform.projectUrl());
        }
    }

    @Test
    void changesTheLimitOfStorage() throws IOException {
        try (LocalPlatform platform = started(Profile.POWABASE)) {
            String path = "/api/platform/projects/" + platform.projectRef() + "/config/storage";
            call(platform, "PATCH", path, "{\"fileSizeLimit\":5}", "Content-Type", "application/json");
            assertThat(json(call(platform, "GET", path, ""))
                            .path("fileSizeLimit")
                            .asInt())
                    .isEqualTo(5);
        }
    }

    private static LocalPlatform started(Profile profile) {
        LocalPlatformBuilder builder = LocalPlatform.builder();
        return builder.profile(profile).set("GOTRUE_PASSWORD_HASH_COST", "0").start();
    }

    private static String users(LocalPlatform platform) {
        return "/api/platform/auth/" + platform.projectRef() + "/users";
    }

    private static String storage(LocalPlatform platform) {
        return "/api/platform/storage/" + platform.projectRef();
    }

    private static void bucket(LocalPlatform platform) throws IOException {
        RawHttp.send(
                platform.projectUrl(),
                "POST",
                "/storage/v1/bucket",
                RawHttp.headers("Authorization", "Bearer " + platform.serviceKey(), "Content-Type", "application/json"),
                "{\"name\":\"mybucket\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static RawHttp.Answer signIn(LocalPlatform platform, String more) throws IOException {
        String body = "{\"email\":\"owner@example.com\",\"password\":\"owner password\"" + more + "}";
        return RawHttp.send(
                platform.platformUrl(),
                "POST",
                "/auth/v1/token?grant_type=password",
                RawHttp.headers(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static RawHttp.Answer call(
            LocalPlatform platform, String method, String path, String body, String... headers) throws IOException {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + platform.platformToken();
        return RawHttp.send(
                platform.platformUrl(), method, path, RawHttp.headers(all), body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(RawHttp.Answer answer) throws IOException {
        return new ObjectMapper().readTree(answer.bytes());
    }
}
