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

    @Test
    void takesTheFirstPieceWithTheCreation() {
        RawHttp.Answer part = creation("t").with("Upload-Length", "3").send("POST", "/upload/resumable", "ab");
        RawHttp.Answer whole = creation("u").with("Upload-Length", "2").send("POST", "/upload/resumable", "ab");

        assertThat(part.status()).isEqualTo(201);
        assertThat(part.header("upload-offset")).isEqualTo("2");
        assertThat(whole.header("tus-complete")).isEqualTo("1");
        assertThat(service.get("/object/b/u").text()).isEqualTo("ab");
    }

    @Test
    void hasNoGetAndNoPut() {
        String path = create("Upload-Length", "6", "t");

        assertThat(tus.get(path).status()).isEqualTo(404);
        assertThat(tus.send("PUT", path, "x").status()).isEqualTo(404);
    }

    @Test
    void doesNotTerminateWhatIsComplete() {
        String path = create("Upload-Length", "1", "t");
        patch(path, 0, "a");

        assertThat(tus.delete(path).text()).isEqualTo("The resource already exists");
        assertThat(tus.with("x-upsert", "true").delete(path).text())
                .isEqualTo("Cannot terminate an already completed upload");
        assertThat(service.get("/object/b/t").text()).isEqualTo("a");
    }

    @Test
    void refusesInPlainTextWithTheRealStatus() {
        String path = create("Upload-Length", "6", "t");
        service.upload("b/there", "1");

        assertRefused(service.post("/upload/resumable", ""), 412, "Tus-Resumable Required\n");
        assertRefused(
                creation("x").send("POST", "/upload/resumable", null),
                400,
                "Upload-Length or Upload-Defer-Length header required\n");
        assertRefused(
                creation("x").with("Upload-Length", "52428801").send("POST", "/upload/resumable", null),
                413,
                "Maximum size exceeded\n");
        assertRefused(
                creation("there").with("Upload-Length", "1").send("POST", "/upload/resumable", null),
                409,
                "The resource already exists");
        assertRefused(
                tus.with("Upload-Length", "1")
                        .with("Upload-Metadata", "bucketName " + base64("none") + ",objectName " + base64("x"))
                        .send("POST", "/upload/resumable", null),
                404,
                "Bucket not found");
        assertRefused(
                creation("x")
                        .with("Upload-Concat", "partial")
                        .with("Upload-Length", "1")
                        .send("POST", "/upload/resumable", null),
                501,
                "Concatenation extension is not (yet) supported. Disable parallel uploads in the tus client.\n");
        assertRefused(patch(path, 2, "x"), 409, "Upload-Offset conflict\n");
        assertRefused(
                tus.with("Content-Type", "application/offset+octet-stream").send("PATCH", path, "x"),
                403,
                "Upload-Offset header required\n");
    }

    private static void assertRefused(RawHttp.Answer answer, int status, String text) {
        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.status()).isEqualTo(status);
    }

    private Wire creation(String key) {
        return tus.with("Upload-Metadata", "bucketName " + base64("b") + ",objectName " + base64(key))
                .with("Content-Type", "application/offset+octet-stream");
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
