package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** S3 keys that the control plane made. */
class MadeKeysTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private final LocalPlatform platform;
    private final LocalProject project;
    private final S3Wire s3;

    MadeKeysTest(LocalPlatform platform, LocalProject project) {
        this.platform = platform;
        this.project = project;
        this.s3 = S3Wire.of(project);
    }

    @Test
    void takesTheKeysThatTheControlPlaneMade() {
        RawHttp.Answer made =
                control(platform, "POST", "/api/platform/storage/" + project.projectRef() + "/credentials");
        String id = Wire.tree(made).path("id").asText();
        Signer signer = signer(
                Wire.tree(made).path("access_key").asText(),
                Wire.tree(made).path("secret_key").asText());

        assertThat(s3.signedBy(signer).get("/").status()).isEqualTo(200);
        control(platform, "DELETE", "/api/platform/storage/" + project.projectRef() + "/credentials/" + id);
        S3Wire.refused(s3.signedBy(signer).get("/"), 403, "AccessDenied", "Invalid Access Key");
    }

    @Test
    void keepsTheKeysThatWereMadeWithTheData(@TempDir Path folder) {
        Signer signer;
        try (LocalPlatform before = LocalPlatform.builder().data(folder).start()) {
            JsonNode made =
                    Wire.tree(control(before, "POST", "/api/platform/storage/" + before.projectRef() + "/credentials"));
            signer = signer(
                    made.path("access_key").asText(), made.path("secret_key").asText());
        }
        try (LocalPlatform after = LocalPlatform.builder().data(folder).start()) {
            assertThat(S3Wire.of(after.project()).signedBy(signer).get("/").status())
                    .isEqualTo(200);
        }
    }

    private static RawHttp.Answer control(LocalPlatform platform, String method, String path) {
        try {
            List<Map.Entry<String, String>> headers = List.of(
                    Map.entry("Authorization", "Bearer " + platform.platformToken()),
                    Map.entry("Content-Type", "application/json"));
            byte[] body = method.equals("POST") ? "{\"description\":\"test\"}".getBytes(StandardCharsets.UTF_8) : null;
            return RawHttp.send(platform.platformUrl(), method, path, headers, body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Signer signer(String key, String secret) {
        return new Signer(key, secret, "local", "s3", S3Wire.DATE);
    }
}
