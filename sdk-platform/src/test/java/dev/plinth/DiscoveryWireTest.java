package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.ServerException;
import dev.plinth.core.UnsupportedByGatewayException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What discovery sends, and what it makes of each platform's shapes. */
class DiscoveryWireTest {

    private ControlPlaneOnTheWire wire;

    @BeforeEach
    void start() throws IOException {
        wire = new ControlPlaneOnTheWire();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void readsAStudiosListOfProjects() {
        wire.plays("projects");

        assertThat(wire.platform().projects().stream().toList()).singleElement().satisfies(project -> {
            assertThat(project.ref()).isEqualTo("default");
            assertThat(project.id()).isEqualTo("1");
            assertThat(project.region()).contains("local");
            assertThat(project.status()).isEqualTo(ProjectStatus.ACTIVE_HEALTHY);
            assertThat(project.createdAt()).contains(Instant.parse("2021-08-02T06:40:40.646Z"));
            assertThat(project.unknownFields()).containsEntry("cloud_provider", "localhost");
        });
        assertThat(wire.sent()).isEqualTo("GET /api/platform/projects?limit=100&offset=0&sort=created_asc");
        assertThat(wire.requests()).isOne();
    }

    @Test
    void readsAHostedListPageByPage() {
        wire.answers(
                        200,
                        "{\"pagination\":{\"count\":2,\"limit\":100,\"offset\":0},\"projects\":[{\"id\":7,\"ref\":\"abc\","
                                + "\"name\":\"A\",\"organization_slug\":\"acme\",\"status\":\"NEW_IN_2030\"}]}")
                .answers(
                        200,
                        "{\"pagination\":{\"count\":2,\"limit\":100,\"offset\":1},\"projects\":[{\"id\":\"0b3e\","
                                + "\"ref\":\"def\",\"name\":\"D\"}]}");

        assertThat(wire.platform().projects().stream())
                .extracting(ProjectInfo::ref)
                .containsExactly("abc", "def");

        wire.sent();
        // The platform's pages are shorter than what was asked for.
        assertThat(wire.sent()).contains("offset=1&");
    }

    @Test
    void keepsAStatusThatItDoesNotKnow() {
        wire.answers(200, "[{\"ref\":\"abc\",\"status\":\"NEW_IN_2030\"}]");

        ProjectInfo project = wire.platform().projects().first().orElseThrow();

        assertThat(project.status()).isEqualTo(ProjectStatus.of("NEW_IN_2030"));
        assertThat(project.id()).isEqualTo("abc");
    }

    @Test
    void saysThatTheStudioAppIsNotTheApi() {
        wire.plays("GET /api/platform/projects");

        assertThatThrownBy(() -> wire.platform().projects().first())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("URL of the Studio app");
    }

    @Test
    void readsAStudiosSettings() {
        wire.plays("project").plays("settings");

        ProjectSettings settings = wire.project().getSettings();

        assertThat(settings.url()).contains(URI.create("http://localhost:8000"));
        assertThat(settings.storageUrl()).contains(URI.create("http://localhost:8000/storage/v1"));
        assertThat(settings.s3Endpoint()).contains(URI.create("http://localhost:8000/storage/v1/s3"));
        assertThat(settings.region()).as("the settings' own region is wrong").contains("local");
        assertThat(wire.sent()).isEqualTo("GET /api/platform/projects/default");
        assertThat(wire.sent()).isEqualTo("GET /api/platform/projects/default/settings");
    }

    @Test
    void readsHostedSettingsWithAHostForStorage() {
        wire.answers(
                        200,
                        "{\"ref\":\"abc\",\"name\":\"A\",\"region\":\"eu-central-1\",\"status\":\"ACTIVE_HEALTHY\","
                                + "\"restUrl\":\"https://abc.supabase.co/rest/v1/\",\"connectionString\":null}")
                .answers(
                        200,
                        "{\"app_config\":{\"endpoint\":\"abc.supabase.co\","
                                + "\"storage_endpoint\":\"abc.storage.supabase.co\",\"db_schema\":\"public\"}}");

        ProjectSettings settings = wire.project().getSettings();

        assertThat(settings.url()).contains(URI.create("https://abc.supabase.co"));
        assertThat(settings.s3Endpoint()).contains(URI.create("https://abc.storage.supabase.co/storage/v1/s3"));
        assertThat(settings.region()).contains("eu-central-1");
    }

    @Test
    void readsPowabasesDetailWithoutSettings() {
        wire.answers(
                        200,
                        "{\"id\":\"5f0c9d3e-0000-4000-8000-000000000000\",\"ref\":\"abc\",\"status\":\"ACTIVE_HEALTHY\","
                                + "\"kong_url\":\"https://abc.p.powabase.ai\"}")
                .answers(404, "{\"error\":{\"message\":\"Not Found\"}}");

        ProjectSettings settings = wire.project().getSettings();

        assertThat(settings.url()).contains(URI.create("https://abc.p.powabase.ai"));
        assertThat(settings.storageUrl()).contains(URI.create("https://abc.p.powabase.ai/storage/v1"));
        assertThat(settings.region()).isEmpty();
    }

    @Test
    void prefersTheAddressForTheWorldOutside() {
        wire.answers(
                        200,
                        "{\"ref\":\"abc\",\"restUrl\":\"http://kong:8000/rest/v1\","
                                + "\"app_config\":{\"external_api_url\":\"https://abc.example.com/\"}}")
                .answers(403, "{\"message\":\"Forbidden action\"}");

        assertThat(wire.project().getSettings().url()).contains(URI.create("https://abc.example.com"));
    }

    @Test
    void failsWhenAPlatformTellsNothing() {
        wire.answers(404, "{\"message\":\"Project not found\"}").answers(404, "{\"message\":\"Project not found\"}");

        assertThatThrownBy(() -> wire.project().getSettings())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Project not found")
                .hasMessageNotContaining("does not offer this route");
    }

    @Test
    void givesOnlyTheKeyForClientsUnlessAskedFor() {
        wire.plays("settings");

        ProjectKeys keys = wire.project().getKeys();

        assertThat(keys.anon().orElseThrow().value().reveal()).isEqualTo(ControlPlaneOnTheWire.ANON);
        assertThat(keys.serviceRole()).isEmpty();
        assertThat(keys.toString()).doesNotContain(ControlPlaneOnTheWire.ANON);
    }

    @Test
    void givesTheServiceKeyWhenAskedForByName() {
        wire.plays("settings");

        ProjectKeys keys = wire.project().getKeys(KeyOptions::includeServiceRole);

        assertThat(keys.serviceRole().orElseThrow().kind()).isEqualTo(ApiKey.Kind.SERVICE_ROLE);
    }

    @Test
    void takesAnEmptyKeyForNoneAndLooksElsewhere() {
        wire.plays("unconfigured.settings").plays("v1.keys");

        ProjectKeys keys = wire.project().getKeys();

        assertThat(keys.anon()).isPresent();
        wire.sent();
        assertThat(wire.sent()).isEqualTo("GET /api/v1/projects/default/api-keys");
    }

    @Test
    void asksForTheFullKeysOnlyWhenTheyMayBeKnown() {
        wire.answers(403, "{\"message\":\"Forbidden action\"}")
                .answers(
                        200,
                        "[{\"name\":\"default\",\"type\":\"publishable\",\"api_key\":\"sb_publishable_x\"},"
                                + "{\"name\":\"default\",\"type\":\"secret\",\"api_key\":\"sb_secret_y\"}]");

        ProjectKeys keys = wire.project().getKeys(KeyOptions::includeServiceRole);

        assertThat(keys.publishable()).hasSize(1);
        assertThat(keys.secret()).extracting(ApiKey::kind).containsExactly(ApiKey.Kind.SECRET);
        wire.sent();
        assertThat(wire.sent()).isEqualTo("GET /api/v1/projects/default/api-keys?reveal=true");
    }

    @Test
    void findsPowabasesKeysWhereItsOwnDialogFindsThem() {
        wire.answers(404, "{\"message\":\"no\"}")
                .answers(404, "{\"message\":\"no\"}")
                .answers(200, "{\"ref\":\"abc\",\"organization_slug\":\"acme\"}")
                .answers(
                        200,
                        "{\"kong_url\":\"https://abc.p.powabase.ai\",\"anon_key\":\"" + ControlPlaneOnTheWire.ANON
                                + "\",\"service_role_key\":\"" + ControlPlaneOnTheWire.SERVICE + "\"}");

        assertThat(wire.project().getKeys().anon()).isPresent();

        wire.sent();
        wire.sent();
        wire.sent();
        assertThat(wire.sent()).isEqualTo("GET /api/organizations/acme/projects/default/connection");
    }

    @Test
    void saysThatAStudioHasNoStorageSettings() {
        wire.plays("config.storage");

        assertThatThrownBy(() -> wire.project().getStorageSettings()).isInstanceOf(NotFoundException.class);

        assertThat(wire.sent()).isEqualTo("GET /api/platform/projects/default/config/storage");
    }

    @Test
    void readsStorageSettings() {
        wire.answers(
                200,
                "{\"fileSizeLimit\":52428800,\"features\":{\"imageTransformation\":{\"enabled\":false},"
                        + "\"s3Protocol\":{\"enabled\":true}},\"databasePoolMode\":\"transaction\"}");

        StorageSettings settings = wire.project().getStorageSettings();

        assertThat(settings.fileSizeLimit()).hasValue(52_428_800);
        assertThat(settings.s3Enabled()).contains(true);
        assertThat(settings.imageTransformationEnabled()).contains(false);
        assertThat(settings.unknownFields()).containsKey("databasePoolMode");
    }

    @Test
    void showsTheSecretOfANewS3KeyToNobodyButItsMaker() {
        wire.answers(
                201,
                "{\"id\":\"9\",\"description\":\"backup\",\"access_key\":\"0123456789abcdef0123456789abcdef\","
                        + "\"secret_key\":\"very secret\"}");

        NewS3Credential made = wire.project().s3Credentials().create("backup");

        assertThat(made.secretAccessKey().reveal()).isEqualTo("very secret");
        assertThat(made.toString()).doesNotContain("very secret");
        var request = wire.request();
        assertThat(request.getTarget()).isEqualTo("/api/platform/storage/default/credentials");
        assertThat(request.getBody().utf8()).isEqualTo("{\"description\":\"backup\"}");
    }

    @Test
    void refusesADescriptionThatTheServerWouldRefuse() {
        assertThatThrownBy(() -> wire.project().s3Credentials().create("ab"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(wire.requests()).isZero();
    }

    @Test
    void believesThatAKeyIsGoneWhenItIs() {
        wire.answers(500, "{\"message\":\"Failed to delete project storage credential\"}")
                .answers(200, "{\"data\":[]}");

        wire.project().s3Credentials().delete("9");

        assertThat(wire.sent()).isEqualTo("DELETE /api/platform/storage/default/credentials/9");
    }

    @Test
    void failsWhenAKeyIsStillThere() {
        wire.answers(500, "{\"message\":\"Failed to delete project storage credential\"}")
                .answers(200, "{\"data\":[{\"id\":\"9\",\"description\":\"backup\"}]}");

        assertThatThrownBy(() -> wire.project().s3Credentials().delete("9")).isInstanceOf(ServerException.class);
    }

    @Test
    void aProjectThatIsReachedStraightHasNoControlPlaneToAsk() {
        try (Project direct = Project.connect("http://localhost:1", ApiKey.of(ControlPlaneOnTheWire.ANON))) {
            assertThatThrownBy(direct::getSettings).isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> direct.s3Credentials().list()).isInstanceOf(UnsupportedByGatewayException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:", "http://[", "http://x:99999/", "postgres://u:p@h/d", "http://[::::]/", "%zz"})
    void aTextThatIsNoUrlIsNoProjectsUrl(String url) {
        String detail = "{\"ref\":\"r\",\"name\":\"n\",\"restUrl\":\"" + url + "\"}";
        wire.answers(200, detail).answers(200, detail);

        ProjectSettings settings = wire.project().getSettings();

        assertThat(settings.url()).isEmpty();
        assertThat(settings.s3Endpoint()).isEmpty();
    }

    @Test
    void doesNotGoStraightWithoutAKey() {
        wire.plays("unconfigured.project").plays("unconfigured.settings").plays("unconfigured.v1.keys");

        assertThatThrownBy(() -> wire.project().connectDirect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("anon key")
                .hasMessageContaining("Project.connect");
        assertThat(wire.requests()).as("each place is asked once").isEqualTo(3);
    }
}
