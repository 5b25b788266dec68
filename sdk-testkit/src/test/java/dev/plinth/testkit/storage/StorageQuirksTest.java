package dev.plinth.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client of the Storage server must know: each quirk of the contract's list, in its order. */
class StorageQuirksTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private Wire service;
    private Wire nobody;

    @BeforeEach
    void makeBuckets(LocalPlatform platform) {
        service = Wire.of(platform.project());
        nobody = Wire.nobody(platform.project());
        service.post("/bucket", "{\"name\":\"b\"}");
        service.post("/bucket", "{\"name\":\"open\",\"public\":true}");
    }

    @Test
    void quirk1_saysHttp400AndPutsTheTruthIntoTheBody() {
        RawHttp.Answer missing = service.get("/object/b/none");

        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text())
                .isEqualTo("{\"statusCode\":\"404\",\"error\":\"not_found\",\"message\":\"Object not found\","
                        + "\"code\":\"NoSuchKey\"}");
        assertThat(service.as("garbage").get("/bucket").status()).isEqualTo(400);
        assertThat(service.post("/bucket", "{\"name\":\"b\"}").status()).isEqualTo(400);
    }

    @Test
    void quirk2_hasThreeCodesForAlreadyExists() {
        service.upload("b/x", "1");
        service.upload("b/y", "1");

        RawHttp.Answer bucket = service.post("/bucket", "{\"name\":\"b\"}");
        RawHttp.Answer key = service.upload("b/x", "2");
        RawHttp.Answer move =
                service.post("/object/move", "{\"bucketId\":\"b\",\"sourceKey\":\"x\",\"destinationKey\":\"y\"}");

        assertThat(List.of(bucket, key, move))
                .extracting(Wire::code)
                .containsExactly("BucketAlreadyExists", "KeyAlreadyExists", "ResourceAlreadyExists");
        assertThat(List.of(bucket, key, move))
                .extracting(answer -> Wire.tree(answer).path("error").asText())
                .containsOnly("Duplicate");
    }

    @Test
    void quirk3_saysBadRequestToHeadOfAMissingObject() {
        RawHttp.Answer head = service.head("/object/b/none");

        assertThat(head.status()).isEqualTo(400);
        assertThat(head.header("content-length")).isEqualTo("88");
    }

    @Test
    void quirk4_hidesWhatTheCallerMayNotSee(LocalPlatform platform) {
        service.upload("b/x", "1");
        Wire anon = service.as(platform.anonKey());

        assertThat(Wire.code(nobody.get("/object/b/x"))).isEqualTo("NoSuchBucket");
        assertThat(Wire.code(anon.get("/object/authenticated/b/x"))).isEqualTo("NoSuchKey");
        assertThat(anon.post("/object/list/b", "{\"prefix\":\"\"}").text()).isEqualTo("[]");
        assertThat(anon.json("DELETE", "/object/b", "{\"prefixes\":[\"x\"]}").text())
                .isEqualTo("[]");
    }

    @Test
    void quirk5_saysAnEmptyOwnerWhereThereIsNone() {
        assertThat(Wire.tree(service.get("/bucket/b")).path("owner").asText("absent"))
                .isEmpty();
    }

    @Test
    void quirk6_namesTheTypeInTheListAlone() {
        JsonNode listed = Wire.tree(service.get("/bucket?sortColumn=name")).get(0);

        assertThat(listed.path("type").asText()).isEqualTo("STANDARD");
        assertThat(Wire.tree(service.get("/bucket/b")).has("type")).isFalse();
    }

    @Test
    void quirk7_signsUrlsThatAreDecodedAndHaveNoPrefix() {
        service.upload("b/with%20space.txt", "1");
        service.upload("b/pl%2Bus.txt", "1");

        String spaced = signed("b/with%20space.txt");
        String encoded = signed("b/pl%2Bus.txt");
        String literal = signed("b/pl+us.txt");

        assertThat(spaced).startsWith("/object/sign/b/with space.txt?token=");
        assertThat(Wire.code(nobody.get(encoded))).isEqualTo("InvalidSignature");
        assertThat(nobody.get(literal).status()).isEqualTo(200);
    }

    @Test
    void quirk8_takesTheCacheControlInThreeWays() {
        service.with("cache-control", "max-age=7").upload("b/raw", "1");
        service.form("/object/b/form", "cacheControl", "8", "1");
        tusUpload("tus", "cacheControl " + base64("9"));

        assertThat(cacheControl("raw")).isEqualTo("max-age=7");
        assertThat(cacheControl("form")).isEqualTo("max-age=8");
        assertThat(cacheControl("tus")).isEqualTo("max-age=9");
    }

    @Test
    void quirk9_takesUserMetadataInThreeWays() {
        service.with("x-metadata", base64("{\"a\":1}")).upload("b/raw", "1");
        service.form("/object/b/form", "metadata", "{\"a\":2}", "1");
        tusUpload("tus", "metadata " + base64("{\"a\":3}"));

        assertThat(List.of("raw", "form", "tus"))
                .extracting(key -> Wire.tree(service.get("/object/info/b/" + key))
                        .path("metadata")
                        .toString())
                .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    }

    @Test
    void quirk10_refusesAnEmptyBodyOfTypeJsonButForDeletingAndEmptyingBuckets() {
        service.upload("b/x", "1");

        RawHttp.Answer object = service.json("DELETE", "/object/b/x", "");

        assertThat(Wire.tree(object).path("message").asText())
                .isEqualTo("Body cannot be empty when content-type is set to 'application/json'");
        assertThat(service.json("POST", "/bucket/b/empty", "").status()).isEqualTo(200);
        assertThat(service.json("DELETE", "/bucket/b", "").status()).isEqualTo(200);
    }

    /** The file backend's answer; that of the S3 backend has no headers. */
    @Test
    void quirk11_sendsAllHeadersWithNotModified() {
        service.upload("b/x", "1");
        String etag = service.get("/object/b/x").header("etag");

        RawHttp.Answer same = service.with("If-None-Match", etag).get("/object/b/x");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("etag")).isEqualTo(etag);
        assertThat(same.header("last-modified")).isNotNull();
    }

    /** Not https, as the recorded server said in production, but what the request came by. */
    @Test
    void quirk12_locatesUploadsWhereTheRequestCameAndWantsUpsertOnEveryPatch(LocalPlatform platform) {
        service.upload("b/x", "1");
        Wire tus = service.with("Tus-Resumable", "1.0.0");
        RawHttp.Answer created = tus.with("x-upsert", "true")
                .with("Upload-Length", "3")
                .with("Upload-Metadata", "bucketName " + base64("b") + ",objectName " + base64("x"))
                .send("POST", "/upload/resumable", null);
        String path = "/upload/resumable/" + created.header("location").replaceAll(".*/", "");
        Wire patch = tus.with("Upload-Offset", "0").with("Content-Type", "application/offset+octet-stream");

        assertThat(created.header("location")).startsWith(platform.projectUrl() + "/storage/v1/upload/resumable/");
        assertThat(patch.send("PATCH", path, "abc").status()).isEqualTo(409);
        assertThat(patch.with("x-upsert", "true").send("PATCH", path, "abc").status())
                .isEqualTo(204);
    }

    @Test
    void quirk14_takesAsciiKeysAlone() {
        assertThat(Wire.code(service.upload("b/%C3%A9", "1"))).isEqualTo("InvalidKey");
        assertThat(Wire.code(service.upload("b/a%23b", "1"))).isEqualTo("InvalidKey");
        assertThat(service.upload("b/a!'()&$@=;:+,?-_*%20b".replace("?", "%3F"), "1")
                        .status())
                .isEqualTo(200);
    }

    /** A folder that follows a file loses its first row, and so is lost when it has no other. */
    @Test
    void quirk15_losesFoldersInDescendingOrder() {
        for (String key : List.of("a/1", "b/1", "p.txt", "zz/1")) {
            service.upload("b/" + key, "1");
        }

        JsonNode rows = Wire.tree(service.post(
                "/object/list/b", "{\"prefix\":\"\",\"sortBy\":{\"column\":\"name\",\"order\":\"desc\"}}"));

        assertThat(rows).extracting(row -> row.path("name").asText()).containsExactly("zz", "p.txt", "a");
    }

    @Test
    void quirk16_letsChunkedUploadsEscapeTheLimit() {
        service.post("/bucket", "{\"name\":\"small\",\"file_size_limit\":10}");
        Wire chunked = service.with("Transfer-Encoding", "chunked");

        assertThat(Wire.code(service.upload("small/x", "0123456789a"))).isEqualTo("EntityTooLarge");
        assertThat(chunked.upload("small/x", "0123456789a").status()).isEqualTo(200);
    }

    @Test
    void quirk17_answersBeforeTheBodyIsSentToWhoExpectsIt(LocalPlatform platform) throws IOException {
        List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(
                Map.entry("Authorization", "Bearer " + platform.serviceKey()),
                Map.entry("Expect", "100-continue"),
                Map.entry("Content-Length", "60000000")));
        try (Socket socket = RawHttp.open(platform.projectUrl())) {
            socket.getOutputStream()
                    .write(RawHttp.head(platform.projectUrl(), "POST", "/storage/v1/object/b/big", headers, null));
            socket.getOutputStream().flush();

            RawHttp.Answer answer = RawHttp.read(socket.getInputStream(), "POST");

            assertThat(Wire.code(answer)).isEqualTo("EntityTooLarge");
        }
    }

    @Test
    void uploadsWithAnInsertPolicyAloneButNotUpserts(LocalPlatform platform) {
        platform.project().addPolicy(new Policy("b", "anon", java.util.Set.of(Policy.Operation.INSERT), "drop/*"));
        Wire anon = service.as(platform.anonKey());

        assertThat(anon.upload("b/drop/x", "1").status()).isEqualTo(200);
        assertThat(Wire.code(anon.with("x-upsert", "true").upload("b/drop/x", "1")))
                .isEqualTo("AccessDenied");
        assertThat(Wire.code(anon.upload("b/drop/deeper/x", "1"))).isEqualTo("AccessDenied");
        assertThat(Wire.code(anon.get("/object/b/drop/x"))).isEqualTo("NoSuchKey");
    }

    private String signed(String path) {
        RawHttp.Answer answer = service.post("/object/sign/" + path, "{\"expiresIn\":60}");
        return Wire.tree(answer).path("signedURL").asText();
    }

    private String cacheControl(String key) {
        return service.get("/object/b/" + key).header("cache-control");
    }

    private void tusUpload(String key, String more) {
        RawHttp.Answer created = service.with("Tus-Resumable", "1.0.0")
                .with("Upload-Length", "1")
                .with("Content-Type", "application/offset+octet-stream")
                .with("Upload-Metadata", "bucketName " + base64("b") + ",objectName " + base64(key) + "," + more)
                .send("POST", "/upload/resumable", "1");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("tus-complete")).isEqualTo("1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
