package dev.plinth.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each row of the contract's table of resumable uploads. */
class ResumableTableTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private Wire service;
    private Wire tus;

    @BeforeEach
    void makeABucket(LocalPlatform platform) {
        service = Wire.of(platform.project());
        service.post("/bucket", "{\"name\":\"b\"}");
        tus = service.with("Tus-Resumable", "1.0.0");
    }

    @Test
    void optionsSayWhatIsSpoken() {
        RawHttp.Answer options = Wire.nobody(PLATFORM.platform().project()).send("OPTIONS", "/upload/resumable", null);

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("tus-extension"))
                .isEqualTo("creation,creation-with-upload,creation-defer-length,termination,expiration");
    }

    @Test
    void uploadsInPieces() {
        String path = create("Upload-Length", "6", "t");

        assertThat(patch(path, 0, "abc").header("upload-offset")).isEqualTo("3");
        assertThat(tus.head(path).header("upload-offset")).isEqualTo("3");
        assertThat(patch(path, 3, "def").header("tus-complete")).isEqualTo("1");
        assertThat(service.get("/object/b/t").text()).isEqualTo("abcdef");
    }

    @Test
    void defersTheLength() {
        String path = create("Upload-Defer-Length", "1", "t");

        patch(path, 0, "abc");
        assertThat(tus.head(path).header("upload-defer-length")).isEqualTo("1");
        tus.with("Upload-Length", "4")
                .with("Upload-Offset", "3")
                .with("Content-Type", "application/offset+octet-stream")
                .send("PATCH", path, "d");

        assertThat(service.get("/object/b/t").text()).isEqualTo("abcd");
    }

    @Test
    void makesAnEmptyObjectAtOnce() {
        create("Upload-Length", "0", "t");

        assertThat(service.get("/object/b/t").status()).isEqualTo(200);
    }

    @Test
    void terminates() {
        String path = create("Upload-Length", "6", "t");

        assertThat(tus.delete(path).status()).isEqualTo(204);
        assertThat(tus.head(path).status()).isEqualTo(404);
    }

    @Test
    void refusesABodyThatIsTooLongAndKeepsTheOffset() {
        String path = create("Upload-Length", "3", "t");

        assertThat(patch(path, 0, "abcdef").text()).isEqualTo("upload's size exceeded\n");
        assertThat(tus.head(path).header("upload-offset")).isEqualTo("0");
    }

    @Test
    void keepsNothingOfAChunkedBodyThatIsTooLong() {
        String path = create("Upload-Length", "100000", "t");

        RawHttp.Answer answer = tus.with("Upload-Offset", "0")
                .with("Content-Type", "application/offset+octet-stream")
                .with("Transfer-Encoding", "chunked")
                .send("PATCH", path, "x".repeat(200_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(tus.head(path).header("upload-offset")).isEqualTo("0");
    }

    private RawHttp.Answer patch(String path, int offset, String body) {
        return tus.with("Upload-Offset", Integer.toString(offset))
                .with("Content-Type", "application/offset+octet-stream")
                .send("PATCH", path, body);
    }

    private String create(String name, String value, String key) {
        String metadata = "bucketName " + base64("b") + ",objectName " + base64(key);
        RawHttp.Answer created =
                tus.with(name, value).with("Upload-Metadata", metadata).send("POST", "/upload/resumable", null);
        return "/upload/resumable/" + created.header("location").replaceAll(".*/", "");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
