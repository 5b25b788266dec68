package dev.plinth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.Wire;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use {@code /__local/}: programs and the page itself, but no other web page. */
class LocalGuardTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3000", "http://127.0.0.1"})
    void refusesPagesOfAnotherOrigin(String origin) {
        assertThat(local().with("Origin", origin)
                        .send("POST", "/__local/reset", null)
                        .status())
                .isEqualTo(403);
        assertThat(local().with("Origin", origin).get("/__local/state").status())
                .isEqualTo(403);
    }

    @Test
    void answersThePageItself() {
        LocalProject project = PLATFORM.platform().project();

        assertThat(local().with("Origin", project.projectUrl())
                        .send("POST", "/__local/reset", null)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.1"})
    void refusesHostsThatAreNotLoopback(String host) {
        assertThat(local().with("Host", host).get("/__local/state").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "a.localhost:1", "127.1.2.3:80", "[::1]:80"})
    void answersLoopbackHosts(String host) {
        assertThat(local().with("Host", host).get("/__local/state").status()).isEqualTo(200);
    }

    @Test
    void refusesRequestsThatABrowserSendsForAnotherSite() {
        Wire image = local().with("Sec-Fetch-Site", "cross-site").with("Sec-Fetch-Mode", "no-cors");

        assertThat(image.get("/__local/state").status()).isEqualTo(403);
    }

    @Test
    void opensThePageByALinkOfAnotherSite() {
        Wire link = local().with("Sec-Fetch-Site", "cross-site").with("Sec-Fetch-Mode", "navigate");

        assertThat(link.get("/__local/").status()).isEqualTo(200);
    }

    @Test
    void answersWhoeverHasTheToken(LocalPlatform platform) {
        Wire tool = local().with("Authorization", "Bearer " + platform.localToken())
                .with("Origin", "http://localhost:3000")
                .with("Host", "platform:8000");

        assertThat(tool.send("POST", "/__local/reset", null).status()).isEqualTo(200);
    }

    @Test
    void tokenDiffersAfterEachStart(LocalPlatform platform) {
        try (LocalPlatform other = LocalPlatform.start()) {
            assertThat(other.localToken()).isNotEqualTo(platform.localToken());
        }
    }

    @Test
    void settingAllowsFurtherHosts(LocalProject project) {
        project.set("LOCAL_ALLOWED_HOSTS", "platform, other");
        try {
            assertThat(local().with("Host", "platform:8000")
                            .get("/__local/state")
                            .status())
                    .isEqualTo(200);
            assertThat(local().with("Host", "evil").get("/__local/state").status())
                    .isEqualTo(403);
        } finally {
            project.set("LOCAL_ALLOWED_HOSTS", "");
        }
    }

    @Test
    void pageCannotBeFramed() {
        assertThat(local().get("/__local/").header("content-security-policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void otherRoutesAnswerAnyHost(LocalProject project) {
        assertThat(Wire.of(project).with("Host", "app.example").get("/bucket").status())
                .isEqualTo(200);
        assertThat(URI.create(project.projectUrl()).getHost()).isEqualTo("127.0.0.1");
    }

    private static Wire local() {
        return Wire.nobody(PLATFORM.platform().project());
    }
}
