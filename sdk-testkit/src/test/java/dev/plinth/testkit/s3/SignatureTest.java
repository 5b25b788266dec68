package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets in, who does not, and what they are told: contract section 13.1, a test a rule. */
class SignatureTest {
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your key and signing"
                    + " method.";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private final LocalPlatform platform;
    private final LocalProject project;
    private S3Wire s3;

    SignatureTest(LocalPlatform platform, LocalProject project) {
        this.platform = platform;
        this.project = project;
        this.s3 = S3Wire.of(project);
    }

    @BeforeEach
    void makeBucket() {
        s3 = S3Wire.of(project);
        s3.put("/b", null);
        s3.put("/b/k", "content");
        project.set("S3_PROTOCOL_ENFORCE_REGION", "false");
    }

    @Test
    void takesASignatureOverThePathAsSent() {
        assertThat(s3.put("/b/a%20b%2Bc%26d%3D(1)~.txt".replace("~", ""), "x").status())
                .isEqualTo(200);
        assertThat(s3.get("/b/a%20b%2Bc%26d%3D(1).txt").text()).isEqualTo("x");
    }

    @Test
    void leavesSomeHeadersOutOfTheSignatureEvenIfTheyWereSigned() {
        S3Wire.refused(
                s3.with("referer", "https://audit.example.org/").get("/b/k"), 403, "SignatureDoesNotMatch", MISMATCH);
        S3Wire.refused(s3.with("user-agent", "test").get("/b/k"), 403, "SignatureDoesNotMatch", MISMATCH);
        assertThat(s3.with("x-amz-meta-a", "b").get("/b/k").text()).isEqualTo("content");
    }

    @Test
    void refusesAWrongSecret() {
        S3Wire.refused(
                s3.signedBy(signer(project.s3AccessKeyId(), "wrong", "local", "s3"))
                        .get("/"),
                403,
                "SignatureDoesNotMatch",
                MISMATCH);
    }

    @Test
    void refusesAnUnknownAccessKey() {
        S3Wire.refused(
                s3.signedBy(signer("nobody", "any", "local", "s3")).get("/"),
                403,
                "AccessDenied",
                "Invalid Access Key");
    }

    @Test
    void refusesAnotherService() {
        S3Wire.refused(s3.signedBy(own("local", "sts")).get("/"), 403, "AccessDenied", "Invalid Service");
    }

    @Test
    void takesTheRegionsOfClientsThatKnowNone() {
        for (String region : List.of("local", "us-east-1", "auto", "")) {
            assertThat(s3.signedBy(own(region, "s3")).get("/").status())
                    .as(region)
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAnotherRegion() {
        S3Wire.refused(s3.signedBy(own("eu-west-1", "s3")).get("/"), 403, "SignatureDoesNotMatch", MISMATCH);
    }

    @Test
    void refusesEveryOtherRegionWhereItIsEnforced() {
        project.set("S3_PROTOCOL_ENFORCE_REGION", "true");

        S3Wire.refused(s3.signedBy(own("us-east-1", "s3")).get("/"), 403, "AccessDenied", "Invalid Region");
        assertThat(s3.get("/").status()).isEqualTo(200);
    }

    @Test
    void refusesWhatHasNoSignature() {
        S3Wire.refused(s3.raw("GET", "/b/k"), 403, "AccessDenied", "Missing signature");
        S3Wire.refused(
                s3.with("Authorization", "Bearer " + project.serviceKey()).raw("GET", "/b/k"),
                403,
                "AccessDenied",
                "Missing signature");
        S3Wire.refused(
                s3.with("Authorization", "AWS AKID:c2lnbmF0dXJl").raw("GET", "/b/k"),
                403,
                "AccessDenied",
                "Missing signature");
    }

    @Test
    void refusesAMalformedSignature() {
        S3Wire.refused(
                s3.with("Authorization", "AWS4-HMAC-SHA256 foo").raw("GET", "/"),
                400,
                "InvalidSignature",
                "Invalid signature format");
    }

    @Test
    void saysSoInJsonToThoseWhoAskForIt() {
        RawHttp.Answer answer = s3.with("Accept", "application/json").raw("GET", "/b/k");

        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.text())
                .isEqualTo("{\"Error\":{\"Resource\":\"b/k\",\"Code\":\"AccessDenied\","
                        + "\"Message\":\"Missing signature\"}}");
    }

    @Test
    void refusesASignedHeaderThatWasChanged() {
        Map<String, String> signed =
                Map.of("host", project.projectUrl().substring(7), "x-amz-date", S3Wire.DATE, "x-amz-meta-a", "1");
        String authorization = own("local", "s3").authorization("GET", S3Wire.BASE + "/", signed, "UNSIGNED-PAYLOAD");
        S3Wire changed = s3.with("authorization", authorization).with("x-amz-date", S3Wire.DATE);

        assertThat(changed.with("x-amz-meta-a", "1").raw("GET", "/").status()).isEqualTo(200);
        S3Wire.refused(changed.with("x-amz-meta-a", "2").raw("GET", "/"), 403, "SignatureDoesNotMatch", MISMATCH);
    }

    @Test
    void doesNotLookAtTheClockInAHeader() {
        for (String date : List.of("20200101T000000Z", "20350101T000000Z")) {
            Signer signer = own("local", "s3");
            Signer elsewhen = new Signer(signer.accessKey(), signer.secret(), signer.region(), signer.service(), date);
            assertThat(s3.signedBy(elsewhen).get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void doesNotHoldTheBodyAgainstItsHash() {
        assertThat(s3.with("x-amz-content-sha256", "0".repeat(64))
                        .put("/b/k", "x")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void holdsTheBodyAgainstItsHashWhenToldTo() {
        project.set("LOCAL_S3_VERIFY_CHECKSUMS", "true");
        try {
            S3Wire.refused(
                    s3.with("x-amz-content-sha256", "0".repeat(64)).put("/b/k", "x"),
                    400,
                    "InvalidChecksum",
                    "The body does not have the x-amz-content-sha256 that was sent with it");
            S3Wire.refused(
                    s3.with("x-amz-checksum-crc32", "AAAAAA==").put("/b/k", "x"),
                    400,
                    "InvalidChecksum",
                    "The body does not have the x-amz-checksum-crc32 that was sent with it");
            S3Wire.refused(
                    s3.with("content-md5", "AAAAAA==").put("/b/k", "x"),
                    400,
                    "InvalidChecksum",
                    "The body does not have the content-md5 that was sent with it");
            assertThat(s3.with("x-amz-checksum-crc32", "jNwWgw==")
                            .put("/b/k", "x")
                            .status())
                    .isEqualTo(200);
            S3Wire.refused(
                    s3.chunked("/b/k", "xy", 1, "x-amz-checksum-crc32:AAAAAA==", body -> body),
                    400,
                    "InvalidChecksum",
                    "The body does not have the x-amz-checksum-crc32 that was sent with it");
            S3Wire.refused(
                    s3.chunked(
                            "/b/k",
                            "x",
                            1,
                            "x-amz-checksum-crc32:jNwWgw==",
                            body -> body.replaceAll("-trailer-signature:.", "$0f")),
                    403,
                    "SignatureDoesNotMatch",
                    MISMATCH);
        } finally {
            project.set("LOCAL_S3_VERIFY_CHECKSUMS", "false");
        }
    }

    @Test
    void reckonsEveryChecksumThatClientsSend() {
        project.set("LOCAL_S3_VERIFY_CHECKSUMS", "true");
        Map<String, String> sums = Map.of(
                "content-md5", "JfnnlDI7RTiF9RgfG2JNCw==",
                "x-amz-checksum-crc32", "y/Q5Jg==",
                "x-amz-checksum-crc32c", "4waSgw==",
                "x-amz-checksum-crc64nvme", "rosUhgp5mIg=",
                "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=",
                "x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");
        try {
            sums.forEach((name, sum) -> {
                assertThat(s3.with(name, sum).put("/b/k", "123456789").status())
                        .as(name)
                        .isEqualTo(200);
                assertThat(S3Wire.code(s3.with(name, sum).put("/b/k", "12345678")))
                        .as(name)
                        .isEqualTo("InvalidChecksum");
            });
        } finally {
            project.set("LOCAL_S3_VERIFY_CHECKSUMS", "false");
        }
    }

    @Test
    void takesSignedChunksWithAndWithoutATrailer() {
        assertThat(s3.chunked("/b/c", "hello world", 4, "", body -> body).status())
                .isEqualTo(200);
        assertThat(s3.get("/b/c").text()).isEqualTo("hello world");
        assertThat(s3.chunked("/b/c", "hello again", 4, "x-amz-checksum-crc32:AAAAAA==", body -> body)
                        .status())
                .as("a wrong checksum is not looked at")
                .isEqualTo(200);
        assertThat(s3.get("/b/c").text()).isEqualTo("hello again");
    }

    @Test
    void refusesAChunkThatWasChangedAndKeepsWhatWasThere() {
        S3Wire.refused(
                s3.chunked("/b/k", "hello world", 4, "", body -> body.replace("hell", "jell")),
                403,
                "SignatureDoesNotMatch",
                MISMATCH);
        assertThat(s3.get("/b/k").text()).isEqualTo("content");
    }

    @Test
    void refusesChunksWithoutTheLastOne() {
        RawHttp.Answer answer =
                s3.chunked("/b/k", "hello", 5, "", body -> body.substring(0, body.indexOf("\r\n0;") + 2));

        assertThat(answer.status()).isBetween(400, 403);
        assertThat(s3.get("/b/k").text()).isEqualTo("content");
    }

    @Test
    void takesUnsignedChunks() {
        S3Wire streaming = s3.with("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        assertThat(streaming
                        .put("/b/u", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(s3.get("/b/u").text()).isEqualTo("hello");
    }

    @Test
    void storesAnUnknownKindOfChunksWithItsFraming() {
        s3.with("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")
                .put("/b/e", "5\r\nhello");

        assertThat(s3.get("/b/e").text()).isEqualTo("5\r\nhello");
    }

    @Test
    void takesAPresignedUrlUntilItExpires() {
        Signer now = new Signer(project.s3AccessKeyId(), project.s3SecretAccessKey(), "local", "s3", now());
        String url = s3.signedBy(now).presigned("GET", "/b/k", 60);

        assertThat(s3.raw("GET", url).text()).isEqualTo("content");
        assertThat(s3.with("Authorization", "Bearer x").raw("GET", url).text()).isEqualTo("content");
        platform.moveClock(Duration.ofSeconds(62));
        S3Wire.refused(s3.raw("GET", url), 400, "ExpiredToken", "The provided token has expired.");
    }

    @Test
    void refusesAPresignedUrlForAnythingElse() {
        Signer now = new Signer(project.s3AccessKeyId(), project.s3SecretAccessKey(), "local", "s3", now());
        String url = s3.signedBy(now).presigned("GET", "/b/k", 60);

        S3Wire.refused(s3.raw("GET", url.replace("/b/k", "/b/other")), 403, "SignatureDoesNotMatch", MISMATCH);
        assertThat(s3.raw("HEAD", url).status()).isEqualTo(403);
        assertThat(s3.raw("HEAD", s3.signedBy(now).presigned("HEAD", "/b/k", 60))
                        .status())
                .isEqualTo(200);
        S3Wire.refused(
                s3.raw("GET", url.replace("X-Amz-Expires=60", "X-Amz-Expires=600")),
                403,
                "SignatureDoesNotMatch",
                MISMATCH);
    }

    @Test
    void refusesSessionsThatAreNone() {
        Tokens tokens = new Tokens(project.jwtSecret());
        S3Wire.refused(
                s3.as(tokens.get("EXPIRED")).get("/"), 403, "AccessDenied", "\"exp\" claim timestamp check failed");
        S3Wire.refused(s3.as(tokens.get("BADSIG")).get("/"), 403, "AccessDenied", "signature verification failed");
        S3Wire.refused(s3.as("garbage").get("/"), 403, "AccessDenied", "Invalid Compact JWS");
        S3Wire session = s3.as(tokens.get("AUTH"));
        S3Wire.refused(
                session.signedBy(signer("other", project.anonKey(), "local", "s3"))
                        .get("/"),
                403,
                "AccessDenied",
                "Invalid Access Key");
        S3Wire.refused(
                session.signedBy(signer(project.projectRef(), "wrong", "local", "s3"))
                        .get("/"),
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided, Check your"
                        + " credentials. The session token should be a valid JWT token");
    }

    @Test
    void takesTheHostThatAProxySays() {
        Map<String, String> signed = Map.of("host", "files.example.com:8443", "x-amz-date", S3Wire.DATE);
        String authorization = own("local", "s3").authorization("GET", S3Wire.BASE + "/", signed, "UNSIGNED-PAYLOAD");
        S3Wire proxied = s3.with("authorization", authorization)
                .with("x-amz-date", S3Wire.DATE)
                .with("X-Forwarded-Host", "files.example.com")
                .with("X-Forwarded-Port", "8443");

        assertThat(proxied.raw("GET", "/").status()).isEqualTo(200);
    }

    private String now() {
        return DATE.format(Instant.now());
    }

    private Signer own(String region, String service) {
        return S3Wire.own(project, region, service);
    }

    private static Signer signer(String key, String secret, String region, String service) {
        return new Signer(key, secret, region, service, S3Wire.DATE);
    }
}
