package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads by a browser's form, under a signed policy. */
class PostFormTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private final LocalProject project;
    private final S3Wire s3;

    PostFormTest(LocalProject project) {
        this.project = project;
        this.s3 = S3Wire.of(project);
    }

    @BeforeEach
    void makeBucket() {
        s3.put("/b", null);
    }

    @Test
    void takesAFormWhoseFieldsItsPolicyCovers() {
        assertThat(form("", "3600", "post/a.txt").status()).isEqualTo(200);
        assertThat(s3.get("/b/post/a.txt").text()).isEqualTo("posted");
    }

    @Test
    void refusesAFormThatItsPolicyDoesNotCover() {
        assertThat(S3Wire.code(form("x-amz-meta-a", "3600", "post/b.txt"))).isEqualTo("AccessDenied");
        assertThat(S3Wire.code(form("", "-60", "post/b.txt"))).isEqualTo("ExpiredToken");
        assertThat(S3Wire.code(form("", "3600", "elsewhere"))).isEqualTo("AccessDenied");
        assertThat(s3.get("/b/post/b.txt").status()).isEqualTo(404);
    }

    @Test
    void refusesAFormSignedInLowerCase() {
        RawHttp.Answer answer = multipart(List.of(
                Map.entry("x-amz-credential", "c"), Map.entry("policy", "p"), Map.entry("x-amz-signature", "s")));

        S3Wire.refused(answer, 400, "InvalidSignature", "Invalid signature format");
    }

    private RawHttp.Answer form(String uncovered, String seconds, String key) {
        Signer signer = S3Wire.own(project, "local", "s3");
        String expiration = Instant.now().plusSeconds(Long.parseLong(seconds)).toString();
        String policy = "{\"expiration\":\"" + expiration + "\",\"conditions\":[[\"starts-with\",\"$key\",\"post/\"],"
                + "{\"X-Amz-Algorithm\":\"AWS4-HMAC-SHA256\"},{\"X-Amz-Credential\":\"" + signer.credential()
                + "\"},{\"X-Amz-Date\":\"" + S3Wire.DATE + "\"}]}";
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
        return multipart(List.of(
                Map.entry("key", key),
                Map.entry("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
                Map.entry("X-Amz-Credential", signer.credential()),
                Map.entry("X-Amz-Date", S3Wire.DATE),
                Map.entry("Policy", encoded),
                Map.entry(uncovered.isEmpty() ? "X-Amz-Signature" : uncovered, signer.sign(encoded)),
                Map.entry("X-Amz-Signature", signer.sign(encoded))));
    }

    private RawHttp.Answer multipart(List<Map.Entry<String, String>> fields) {
        StringBuilder body = new StringBuilder();
        fields.forEach(field -> body.append("--B\r\nContent-Disposition: form-data; name=\"")
                .append(field.getKey())
                .append("\"\r\n\r\n")
                .append(field.getValue())
                .append("\r\n"));
        body.append("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nposted\r\n--B--\r\n");
        return s3.raw(
                "POST",
                "/b",
                List.of(Map.entry("Content-Type", "multipart/form-data; boundary=B")),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
