package dev.plinth.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the real Storage server that apps notice; each was compared with the server. */
class StorageRulesTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private LocalProject project;
    private Wire wire;

    @BeforeEach
    void bucket() {
        project = PLATFORM.platform().project();
        wire = Wire.of(project);
        wire.post("/bucket", "{\"name\":\"b\"}");
    }

    @Test
    void listV2NamesFoldersOfEmptyPartsWithOneSlash() {
        upload("/lead", "//two", "a//b", "a/x", "a/", "b//", "c///d", "z");

        assertThat(folders("", "asc")).containsExactly("/", "a/", "b/", "c/");
        assertThat(folders("a/", "asc")).containsExactly("a/");
        assertThat(folders("/", "asc")).containsExactly("/");
        assertThat(folders("c//", "asc")).containsExactly("c/");
    }

    @Test
    void listV2ContinuesBehindTheFolderWithoutAName() {
        upload("/lead", "/other", "a");

        JsonNode first = listV2("{\"with_delimiter\":true,\"limit\":1}");
        JsonNode second = listV2("{\"with_delimiter\":true,\"limit\":1,\"cursor\":\""
                + first.path("nextCursor").asText() + "\"}");

        assertThat(first.path("folders").findValuesAsText("name")).containsExactly("/");
        assertThat(second.path("objects").findValuesAsText("name")).containsExactly("a");
        assertThat(second.path("hasNext").asBoolean()).isFalse();
    }

    @Test
    void descendingListV2LosesTheFirstRowOfAFolderThatFollowsAFile() {
        upload("a", "b/1", "b/2", "c", "d/1", "e", "f/1", "g/1");

        assertThat(folders("", "desc")).containsExactly("g/", "f/", "b/");
        assertThat(listV2("{\"with_delimiter\":true,\"sortBy\":{\"column\":\"name\",\"order\":\"desc\"}}")
                        .path("objects")
                        .findValuesAsText("name"))
                .containsExactly("e", "c", "a");
    }

    @Test
    void descendingListV2LosesNoFolderAtTheBeginningOfAPage() {
        upload("a", "d/1", "e");

        JsonNode first =
                listV2("{\"with_delimiter\":true,\"limit\":1,\"sortBy\":{\"column\":\"name\",\"order\":\"desc\"}}");
        JsonNode second = listV2("{\"with_delimiter\":true,\"limit\":1,\"cursor\":\""
                + first.path("nextCursor").asText() + "\"}");

        assertThat(second.path("folders").findValuesAsText("name")).containsExactly("d/");
    }

    @Test
    void descendingListLosesTheFirstRowOfAFolderThatFollowsAFile() {
        upload("a", "b/1", "b/2", "c", "d/1", "e");

        JsonNode listed = Wire.tree(
                wire.post("/object/list/b", "{\"prefix\":\"\",\"sortBy\":{\"column\":\"name\",\"order\":\"desc\"}}"));

        assertThat(listed.findValuesAsText("name")).containsExactly("e", "c", "b", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/object/b/", "/bucket?x="})
    void overLongUrlIs431(String path) {
        RawHttp.Answer answer = wire.get(path + "a".repeat(20_000));

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.text())
                .isEqualTo("{\"error\":\"Request Header Fields Too Large\","
                        + "\"message\":\"Exceeded maximum allowed HTTP header size\",\"statusCode\":431}");
    }

    @Test
    void rolePostgresBypassesRowLevelRules() {
        upload("x");
        Wire postgres = wire.as(project.userToken("u", "postgres", Duration.ofHours(1)));

        assertThat(postgres.get("/object/b/x").status()).isEqualTo(200);
        assertThat(postgres.upload("b/y", "1").status()).isEqualTo(200);
        assertThat(postgres.get("/bucket/b").status()).isEqualTo(200);
    }

    @Test
    void rolePostgresIsNotTheServiceRole() {
        Wire postgres = wire.as(project.userToken("u", "postgres", Duration.ofHours(1)));

        assertThat(postgres.send("POST", "/bucket/b/empty", null).status()).isEqualTo(403);
    }

    @Test
    void emptyRoleIsAnon() {
        Wire nobody = wire.as(project.userToken("u", "", Duration.ofHours(1)));

        assertThat(nobody.get("/bucket").text()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"\"', null",
        "'\"0x10\"', 16",
        "null, null",
        "'\" 10\"', 10",
        "'\"1e3\"', 1000",
        "true, 1",
        "'\"1.5kb\"', 1500"
    })
    void sizeLimitIsCoerced(String given, String stored) {
        assertThat(wire.post("/bucket", "{\"name\":\"c\",\"file_size_limit\":" + given + "}")
                        .status())
                .isEqualTo(200);
        assertThat(Wire.tree(wire.get("/bucket/c")).path("file_size_limit").asText())
                .isEqualTo(stored);
    }

    @Test
    void nullForAListIsAListOfOneEmptyText() {
        upload("x");

        assertThat(wire.json("DELETE", "/object/b", "{\"prefixes\":null}").text())
                .isEqualTo("[]");
        assertThat(wire.post("/object/sign/b", "{\"expiresIn\":60,\"paths\":null}")
                        .text())
                .contains("\"path\":\"\",\"signedURL\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PATCH", "DELETE"})
    void uploadIdWithoutAUuidIsUnknown(String method) {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString("b/k/x".getBytes(StandardCharsets.UTF_8));
        Wire tus = wire.with("Tus-Resumable", "1.0.0")
                .with("Upload-Offset", "0")
                .with("Content-Type", "application/offset+octet-stream");

        RawHttp.Answer answer = tus.send(method, "/upload/resumable/" + id, method.equals("PATCH") ? "x" : null);

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void headOfAnEmptyUploadIdIs404() {
        assertThat(wire.with("Tus-Resumable", "1.0.0")
                        .head("/upload/resumable/")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void idleConnectionIsClosed() throws IOException {
        try (LocalPlatform platform =
                LocalPlatform.builder().set("LOCAL_IDLE_TIMEOUT_MS", "50").start()) {
            try (Socket socket = RawHttp.open(platform.projectUrl())) {
                socket.getOutputStream()
                        .write("GET /__local/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                assertThat(RawHttp.read(socket.getInputStream(), "GET").status())
                        .isEqualTo(200);

                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void tooLargeBodyIsRefusedBeforeItIsRead() throws IOException {
        try (LocalPlatform platform = LocalPlatform.builder()
                .set("LOCAL_CLOSE_ON_REFUSAL", "true")
                .fileSizeLimit(10)
                .start()) {
            Wire.of(platform.project()).post("/bucket", "{\"name\":\"b\"}");
            try (Socket socket = RawHttp.open(platform.projectUrl())) {
                String head = "POST /storage/v1/object/b/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                        + "Authorization: Bearer " + platform.serviceKey() + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));

                RawHttp.Answer answer = RawHttp.read(socket.getInputStream(), "POST");

                assertThat(Wire.tree(answer).path("statusCode").asText()).isEqualTo("413");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'text/plain;charset=UTF-8', text/plain",
        "'Image/SVG+xml; a=b', image/svg+xml",
        "'text /html', text/html",
        "junk, junk",
        "';charset=utf-8', text/plain"
    })
    void typeOfAFilePartIsKeptInLowerCaseWithoutParameters(String given, String stored) {
        assertThat(form("b/f", "", "Content-Type: " + given + "\r\n").status()).isEqualTo(200);

        assertThat(info("f").path("content_type").asText()).isEqualTo(stored);
    }

    @Test
    void parametersOfAFilePartsTypeDoNotCountForTheBucketsTypes() {
        wire.post("/bucket", "{\"name\":\"t\",\"allowed_mime_types\":[\"text/plain\"]}");

        assertThat(form("t/f", "", "Content-Type: text/plain;charset=UTF-8\r\n").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"junk, junk", "a b/c, a b/c", "'', text/html"})
    void fieldContentTypeIsTakenAsItIsUnlessEmpty(String given, String stored) {
        String field = "--B\r\nContent-Disposition: form-data; name=\"contentType\"\r\n\r\n" + given + "\r\n";

        assertThat(form("b/f", field, "Content-Type: text/html\r\n").status()).isEqualTo(200);

        assertThat(info("f").path("content_type").asText()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[]"})
    void userMetadataThatIsNoObjectCountsAsNone(String json) {
        RawHttp.Answer answer = wire.with("x-metadata", base64(json)).upload("b/m", "x");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(info("m").path("metadata").toString()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"null, null", "1, 1", "true, true", "[], {}"})
    void resumableUploadKeepsUserMetadataThatIsNoObject(String json, String kept) {
        String names = "bucketName " + base64("b") + ",objectName " + base64("m") + ",metadata " + base64(json);
        RawHttp.Answer answer = wire.with("Tus-Resumable", "1.0.0")
                .with("Upload-Length", "1")
                .with("Upload-Metadata", names)
                .with("Content-Type", "application/offset+octet-stream")
                .send("POST", "/upload/resumable", "x");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(info("m").path("metadata").toString()).isEqualTo(kept);
    }

    @Test
    void platformStartsWithAResumableUploadThatWasRefusedAtItsEnd(@TempDir Path data) {
        try (LocalPlatform platform = LocalPlatform.builder().data(data).start()) {
            Wire own = Wire.of(platform.project());
            own.post("/bucket", "{\"name\":\"b\"}");
            String names = "bucketName " + base64("b") + ",objectName " + base64("m") + ",metadata " + base64("[1]");

            RawHttp.Answer answer = own.with("Tus-Resumable", "1.0.0")
                    .with("Upload-Length", "1")
                    .with("Upload-Metadata", names)
                    .with("Content-Type", "application/offset+octet-stream")
                    .send("POST", "/upload/resumable", "x");

            assertThat(answer.status()).isEqualTo(400);
        }
        try (LocalPlatform again = LocalPlatform.builder().data(data).start()) {
            assertThat(Wire.of(again.project()).get("/bucket/b").status()).isEqualTo(200);
        }
    }

    @Test
    void copyWithoutMetadataKeepsThatOfTheObjectItReplaces() {
        wire.with("x-metadata", base64("{\"a\":1}")).upload("b/from", "x");
        wire.with("x-metadata", base64("{\"z\":1}")).upload("b/to", "x");
        Wire upsert = wire.with("x-upsert", "true");
        String body = "{\"bucketId\":\"b\",\"sourceKey\":\"from\",\"destinationKey\":\"to\",\"copyMetadata\":false}";

        assertThat(Wire.tree(upsert.post("/object/copy", body))
                        .path("user_metadata")
                        .toString())
                .isEqualTo("{\"z\":1}");

        upsert.with("x-metadata", base64("null")).post("/object/copy", body);

        assertThat(info("to").path("metadata").isNull()).isTrue();
    }

    private RawHttp.Answer form(String path, String before, String partHeader) {
        String body = before + "--B\r\nContent-Disposition: form-data; name=\"\"; filename=\"f\"\r\n" + partHeader
                + "\r\nx\r\n--B--\r\n";
        return wire.with("Content-Type", "multipart/form-data; boundary=B").send("POST", "/object/" + path, body);
    }

    private JsonNode info(String key) {
        return Wire.tree(wire.get("/object/info/b/" + key));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void upload(String... keys) {
        for (String key : keys) {
            assertThat(wire.upload("b/" + key, "x").status()).isEqualTo(200);
        }
    }

    private JsonNode listV2(String body) {
        return Wire.tree(wire.post("/object/list-v2/b", body));
    }

    private List<String> folders(String prefix, String order) {
        JsonNode listed = listV2("{\"with_delimiter\":true,\"prefix\":\"" + prefix
                + "\",\"sortBy\":{\"column\":\"name\",\"order\":\"" + order + "\"}}");
        return new ArrayList<>(listed.path("folders").findValuesAsText("name"));
    }
}
