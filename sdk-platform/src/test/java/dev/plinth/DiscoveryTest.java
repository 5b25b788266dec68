package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PlinthException;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Profile;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Discovery on an embedded platform, of each kind. */
@Tag("local")
class DiscoveryTest {

    private static Platform connect(LocalPlatform local) {
        return Platform.connect(local.platformUrl(), AccessToken.of(local.platformToken()));
    }

    @ParameterizedTest
    @EnumSource(names = {"POWABASE", "STUDIO"})
    void goesStraightToWhatItFound(Profile profile) {
        try (LocalPlatform local = LocalPlatform.builder().profile(profile).start();
                Platform platform = connect(local)) {
            String ref = platform.projects().first().orElseThrow().ref();

            try (Project direct = platform.project(ref).connectDirect(ConnectDirectOptions::useServiceRole)) {
                direct.buckets().create("found");
                direct.bucket("found").upload("a.txt", Content.ofString("hello"));

                assertThat(direct.connection().url()).isEqualTo(URI.create(local.projectUrl()));
                assertThat(platform.project(ref).buckets().list()).hasSize(1);
            }
        }
    }

    @Test
    void goesStraightWithTheKeyForClientsUnlessTold() {
        try (LocalPlatform local = LocalPlatform.start();
                Platform platform = connect(local);
                Project direct = platform.project(local.projectRef()).connectDirect()) {
            assertThatThrownBy(() -> direct.buckets().create("mine")).isInstanceOf(PlinthException.class);
            assertThat(direct.auth().getSettings()).isNotNull();
        }
    }

    @Test
    void listsAllProjects() {
        try (LocalPlatform local =
                        LocalPlatform.builder().project("one").project("two").start();
                Platform platform = connect(local)) {
            assertThat(platform.projects()).extracting(ProjectInfo::ref).containsExactlyInAnyOrder("one", "two");
            assertThat(platform.projects().total()).hasValue(2);
        }
    }

    @Test
    void tellsWhereAProjectIs() {
        try (LocalPlatform local = LocalPlatform.start();
                Platform platform = connect(local)) {
            ProjectSettings settings = platform.project(local.projectRef()).getSettings();

            assertThat(settings.s3Endpoint()).contains(URI.create(local.s3Endpoint()));
            assertThat(settings.region()).contains(local.s3Region());
            assertThat(settings.status()).isEqualTo(ProjectStatus.ACTIVE_HEALTHY);
            assertThat(platform.project(local.projectRef()).getStorageSettings().s3Enabled())
                    .contains(true);
        }
    }

    @Test
    void makesAndDeletesS3Keys() {
        try (LocalPlatform local = LocalPlatform.start();
                Platform platform = connect(local)) {
            S3Credentials credentials = platform.project(local.projectRef()).s3Credentials();

            NewS3Credential made = credentials.create("backup");

            assertThat(made.accessKeyId()).hasSize(32);
            assertThat(made.secretAccessKey().reveal()).hasSize(64);
            assertThat(credentials.list()).anyMatch(key -> key.id().equals(made.id()));
            credentials.delete(made.id());
            assertThat(credentials.list()).noneMatch(key -> key.id().equals(made.id()));
            assertThatThrownBy(() -> credentials.delete(made.id())).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void saysSoWhenAPlatformOffersNoDiscovery() {
        try (LocalPlatform local = LocalPlatform.builder().profile(Profile.SEED).start();
                Platform platform = connect(local)) {
            assertThatThrownBy(() -> platform.project(local.projectRef()).connectDirect())
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Project.connect(projectUrl, key)");
        }
    }
}
