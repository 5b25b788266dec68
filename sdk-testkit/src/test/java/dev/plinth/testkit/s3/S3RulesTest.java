package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the real server's S3 that clients notice; each was compared with the server. */
class S3RulesTest {
    private static final String TRAILER_MODE = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final String CRC = "x-amz-checksum-crc32:NhCmhg==";

    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private LocalProject project;
    private S3Wire s3;

    @BeforeEach
    void bucket() {
        project = PLATFORM.platform().project();
        s3 = S3Wire.of(project);
        Wire.of(project).post("/bucket", "{\"name\":\"b\",\"file_size_limit\":100}");
    }

    @Test
    void sizeLimitCountsPartsThatWereSentAgain() {
        String upload = begin("k");

        assertThat(part("k", upload, 1, 40).status()).isEqualTo(200);
        assertThat(part("k", upload, 1, 40).status()).isEqualTo(200);
        S3Wire.refused(part("k", upload, 1, 40), 413, "EntityTooLarge", "The object exceeded the maximum allowed size");
        assertThat(part("k", upload, 1, 20).status()).isEqualTo(200);
        assertThat(part("k", upload, 2, 1).status()).isEqualTo(413);
    }

    @Test
    void headOfAnEmptyObjectHasNoLength() {
        s3.put("/b/empty", "");
        s3.put("/b/one", "1");

        assertThat(s3.head("/b/empty").header("content-length")).isNull();
        assertThat(s3.head("/b/one").header("content-length")).isEqualTo("1");
        assertThat(s3.get("/b/empty").header("content-length")).isEqualTo("0");
    }

    @Test
    void aFolderHasAPlaceholderOnlyIfNoByteIsSent() {
        s3.put("/b/plain/", "");
        s3.with("x-amz-decoded-content-length", "0").chunked("/b/chunked/", "", 10, "", body -> body);

        assertThat(elements(s3.get("/b?list-type=2"), "<Key>([^<]*)</Key>"))
                .containsExactly("chunked/", "plain/.emptyFolderPlaceholder");
    }

    @Test
    void sizeLimitCountsCopiedParts() {
        s3.put("/b/source", "y".repeat(60));
        String upload = begin("k");

        S3Wire copy = s3.with("x-amz-copy-source", "b/source");
        assertThat(copy.put("/b/k?uploadId=" + upload + "&partNumber=1", null).status())
                .isEqualTo(200);
        assertThat(copy.put("/b/k?uploadId=" + upload + "&partNumber=1", null).status())
                .isEqualTo(413);
    }

    @Test
    void partThatFailedDoesNotCount() {
        String upload = begin("k");
        S3Wire broken = s3.with("x-amz-content-sha256", TRAILER_MODE).with("x-amz-decoded-content-length", "60");

        assertThat(broken.put("/b/k?uploadId=" + upload + "&partNumber=1", "3c\r\nshort")
                        .status())
                .isEqualTo(400);
        assertThat(part("k", upload, 1, 60).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'5|hello|0||', Incomplete trailer section",
        "'5|hello|0|', Incomplete trailer section",
        "'5|hello|0|x-amz-checksum-crc32:NhCmhg==', Incomplete trailer section",
        "'5|hello|0|x-amz-checksum-crc32:NhCmhg==|', Incomplete trailer section",
        "'5|hello|0', Incomplete chunk header",
        "'5|hello|', Missing final chunk",
        "'', Missing final chunk",
        "'5|hel', Unexpected end of chunk data",
        "'5|hello0|', Missing CRLF after chunk data",
        "'5|hello|0|x-amz-checksum-crc32:NhCmhg==||more', Unexpected data after final chunk"
    })
    void incompleteBodyInTrailerModeStoresNothing(String body, String message) {
        RawHttp.Answer answer = trailerMode().put("/b/k", body.replace("|", "\r\n"));

        S3Wire.refused(answer, 400, "InvalidRequest", message);
        assertThat(s3.head("/b/k").status()).isEqualTo(404);
    }

    @Test
    void completeBodyInTrailerModeIsStored() {
        assertThat(trailerMode()
                        .put("/b/k", "5\r\nhello\r\n0\r\n" + CRC + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(s3.get("/b/k").text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "<Delete/>, 'Body, Delete must be object'",
        "<Delete> </Delete>, 'Body, Delete must be object'",
        "<Delete><Quiet>true</Quiet></Delete>, 'Body, Delete must have required property ''Object'''",
        "<Other/>, 'Body must have required property ''Delete'''",
        "<Delete><Object/></Delete>, 'Body, Delete, Object, 0 must be object'",
        "<Delete><Object><VersionId>1</VersionId></Object></Delete>,"
                + " 'Body, Delete, Object, 0 must have required property ''Key'''"
    })
    void listOfObjectsToDeleteIsValidated(String body, String message) {
        RawHttp.Answer answer = xml().post("/b?delete", body);

        S3Wire.refused(answer, 400, "InvalidRequest", message);
    }

    @ParameterizedTest
    @CsvSource({
        "<CompleteMultipartUpload/>, 'Body, CompleteMultipartUpload must be object'",
        "<CompleteMultipartUpload><Part/></CompleteMultipartUpload>,"
                + " 'Body, CompleteMultipartUpload, Part, 0 must be object'",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>,"
                + " 'Body, CompleteMultipartUpload, Part, 0 must have required property ''ETag'''"
    })
    void listOfPartsIsValidated(String body, String message) {
        String upload = begin("k");
        part("k", upload, 1, 3);

        RawHttp.Answer answer = xml().post("/b/k?uploadId=" + upload, body);

        S3Wire.refused(answer, 400, "InvalidRequest", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/b?list-type=2&encoding-type=base64",
                "/b?encoding-type=URL",
                "/b?encoding-type=",
                "/b?uploads&encoding-type=xml"
            })
    void unknownEncodingTypeIsRefused(String path) {
        S3Wire.refused(
                s3.get(path),
                400,
                "InvalidRequest",
                "Querystring, encoding-type must be equal to one of the allowed values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2-", "bytes=-3"})
    void oneSidedRangeOfACopiedPartIsRefused(String range) {
        s3.put("/b/source", "0123456789");
        String upload = begin("k");

        RawHttp.Answer answer = s3.with("x-amz-copy-source", "b/source")
                .with("x-amz-copy-source-range", range)
                .put("/b/k?uploadId=" + upload + "&partNumber=1", null);

        S3Wire.refused(answer, 400, "InvalidRange", "invalid range provided");
    }

    @Test
    void presignedCreateMultipartUploadIsRefused() {
        RawHttp.Answer answer = s3.raw("POST", s3.presigned("POST", "/b/k?uploads=", 10_000_000_000L));

        S3Wire.refused(answer, 400, "InvalidRequest", "Headers must have required property 'authorization'");
    }

    @Test
    void presignedCompleteMultipartUploadIsRefused() {
        String upload = begin("k");

        RawHttp.Answer answer = s3.raw("POST", s3.presigned("POST", "/b/k?uploadId=" + upload, 10_000_000_000L));

        S3Wire.refused(answer, 400, "InvalidRequest", "Headers must have required property 'authorization'");
    }

    @Test
    void presignedUploadOfAPartIsAccepted() {
        String upload = begin("k");

        String url = s3.presigned("PUT", "/b/k?partNumber=1&uploadId=" + upload, 10_000_000_000L);

        assertThat(s3.raw("PUT", url, List.of(), new byte[3]).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b?list-type=2&delimiter=-", "/b?delimiter=-"})
    void commonPrefixesEndWithASlashWhateverTheDelimiter(String path) {
        for (String key : List.of("-lead", "a", "a-b", "a-c", "b--c")) {
            s3.put("/b/" + key, "x");
        }

        RawHttp.Answer answer = s3.get(path);

        assertThat(elements(answer, "<CommonPrefixes><Prefix>([^<]*)<")).containsExactly("/", "a/", "b/");
        assertThat(elements(answer, "<Key>([^<]*)<")).containsExactly("a");
    }

    @Test
    void commonPrefixOfAnEmptyPartHasOneSlash() {
        s3.put("/b/a//b", "x");

        assertThat(elements(s3.get("/b?list-type=2&delimiter=%2F&prefix=a%2F"), "<CommonPrefixes><Prefix>([^<]*)<"))
                .containsExactly("a/");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, MissingParameter, Missing Required Parameter UploadId",
        "PUT, InvalidUploadId, Invalid upload id",
        "DELETE, InvalidUploadId, Invalid upload id",
        "POST, InvalidUploadId, Invalid upload id"
    })
    void emptyUploadIdIsRefused(String method, String code, String message) {
        RawHttp.Answer answer = s3.send(
                method,
                "/b/k?uploadId=" + (method.equals("PUT") ? "&partNumber=1" : ""),
                method.equals("GET") ? null : "");

        S3Wire.refused(answer, 400, code, message);
    }

    private S3Wire trailerMode() {
        return s3.with("x-amz-content-sha256", TRAILER_MODE)
                .with("x-amz-trailer", "x-amz-checksum-crc32")
                .with("x-amz-decoded-content-length", "5");
    }

    private S3Wire xml() {
        return s3.with("content-type", "application/xml");
    }

    private String begin(String key) {
        return S3Wire.element(s3.post("/b/" + key + "?uploads", ""), "UploadId");
    }

    private RawHttp.Answer part(String key, String upload, int number, int size) {
        return s3.put("/b/" + key + "?uploadId=" + upload + "&partNumber=" + number, "x".repeat(size));
    }

    private static List<String> elements(RawHttp.Answer answer, String pattern) {
        return Pattern.compile(pattern)
                .matcher(answer.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
