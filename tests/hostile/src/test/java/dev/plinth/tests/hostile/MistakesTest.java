package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.NewUser;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commonest mistakes: what each says, with the host, the code or the option that matters. */
class MistakesTest {

    private static final String EXPIRED_AT = "2020-09-13T12:26:40Z";
    private static final String EXPIRED = token("{\"role\":\"authenticated\",\"sub\":\"u\",\"exp\":1600000000}");
    private static final String VALID = token("{\"role\":\"authenticated\",\"sub\":\"u\",\"exp\":4000000000}");
    private static final String OTHER_KEY = token("{\"role\":\"anon\",\"ref\":\"otherproject\",\"exp\":4000000000}");

    private final MockWebServer server = new MockWebServer();
    private Project project;
    private Platform platform;

    @BeforeEach
    void connect() throws Exception {
        server.start();
        project = Project.connect(url(), ApiKey.of("sb_secret_abc"), o -> o.maxAttempts(1));
        platform = Platform.connect(url(), AccessToken.of(VALID), o -> o.maxAttempts(1));
    }

    @AfterEach
    void close() {
        project.close();
        platform.close();
        server.close();
    }

    @Test
    void anExpiredPlatformTokenIsNamedWithItsTime() {
        answers(401, "{\"error\":\"Unauthorized\"}");

        try (Platform expired = Platform.connect(url(), AccessToken.of(EXPIRED), o -> o.maxAttempts(1))) {
            said(() -> expired.projects().first())
                    .contains("401", "expired at " + EXPIRED_AT, "sign in again")
                    .doesNotContain("BasicCredentials");
        }
    }

    @Test
    void anExpiredUsersTokenOnStorageIsNamedWithItsTime() {
        storageRefuses("\\\"exp\\\" claim timestamp check failed");

        said(() -> project.actingAs(AccessToken.of(EXPIRED)).buckets().get("b"))
                .contains("expired at " + EXPIRED_AT, "sign in again")
                .doesNotContain("storage.objects");
    }

    @Test
    void aTokenOfAnotherServerOnStorageIsToldFromAMissingPolicy() {
        storageRefuses("signature verification failed");

        said(() -> project.actingAs(AccessToken.of(VALID)).buckets().get("b"))
                .contains("signed by another server", url())
                .doesNotContain("storage.objects");
    }

    @Test
    void aWrongKeyOnStorageIsToldFromAMissingPolicy() {
        storageRefuses("signature verification failed");

        try (Project wrong = Project.connect(url(), ApiKey.of(OTHER_KEY), o -> o.maxAttempts(1))) {
            said(() -> wrong.buckets().get("b"))
                    .contains("project otherproject", url(), "API settings")
                    .doesNotContain("storage.objects");
        }
    }

    @Test
    void theKeyOfAnotherProjectIsNamedWithThatProject() {
        answers(401, "{\"message\":\"Invalid API key\"}");

        try (Project wrong = Project.connect(url(), ApiKey.of(OTHER_KEY), o -> o.maxAttempts(1))) {
            said(() -> wrong.auth().signInWithPassword("a@b.co", "password"))
                    .contains("401", "project otherproject", url())
                    .doesNotContain("sign in again");
        }
    }

    @Test
    void aPlatformsUrlAsAProjectsLeadsToPlatformConnect() {
        answers(401, "{\"error\":\"Unauthorized\"}");

        said(() -> project.auth().signInWithPassword("a@b.co", "password"))
                .contains("401", "Platform.connect", url())
                .doesNotContain("sign in again");
    }

    @Test
    void aKeyThatIsNoneIsSaidToBeNone() {
        answers(401, "{\"message\":\"Invalid API key\"}");

        said(() -> {
                    try (Project wrong = Project.connect(url(), ApiKey.of("abc"), o -> o.maxAttempts(1))) {
                        wrong.buckets().get("b");
                    }
                })
                .contains("not a project's API key", "JWT", "sb_publishable_", "sb_secret_")
                .doesNotContain("no token");
    }

    @Test
    void aSignInThroughAControlPlaneLeadsToTheProject() {
        said(() -> platform.project(Site.REF).auth().signInWithPassword("a@b.co", "password"))
                .contains("control plane", "Project.connect(", "connectDirect()");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void usersOfADirectConnectionNeedTheServiceRole() {
        answers(403, "{\"code\":403,\"error_code\":\"not_admin\",\"msg\":\"User not allowed\"}");

        said(() -> project.auth().admin().users().list().first())
                .contains("403", "not_admin", "connectDirect", "useServiceRole()");
    }

    @Test
    void aRedirectToAnotherHostNamesBoth() {
        server.enqueue(new MockResponse.Builder()
                .code(308)
                .addHeader("Location", "https://moved.example/storage/v1/bucket/b")
                .build());

        said(() -> project.buckets().get("b"))
                .contains("308", "https://moved.example", url(), "connect with the other URL")
                .doesNotContain("does not know this API key");
    }

    @Test
    void aMalformedPasswordHashIsRefusedWithTheFormatsBeforeAnythingIsSent() {
        assertThatThrownBy(() -> NewUser.builder().email("a@b.co").passwordHash("5f4dcc3b5aa765d61d8327deb882cf99"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("$2b$")
                .hasMessageContaining("$argon2id$")
                .hasMessageNotContaining("5f4dcc3b5aa765d61d8327deb882cf99");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aProxyThatWantsAPasswordIsGivenOneByAnOption() {
        server.enqueue(new MockResponse.Builder().code(407).build());

        try (Project proxied = Project.connect(
                "http://project.example",
                ApiKey.of("sb_secret_abc"),
                o -> o.allowHttp().proxy("localhost", server.getPort()).maxAttempts(1))) {
            said(() -> proxied.buckets().get("b")).contains("407", "o.proxy(host, port, username, password)");
        }
    }

    @Test
    void aProxyThatNobodyConfiguredIsToldByItsStatus() {
        server.enqueue(new MockResponse.Builder().code(407).build());

        said(() -> project.buckets().get("b")).contains("407", "o.proxy(host, port, username, password)");
    }

    @Test
    void aGatewaysPageIsNotTheServices() {
        server.enqueue(new MockResponse.Builder()
                .code(502)
                .addHeader("Content-Type", "text/html")
                .body("<html><h1>502 Bad Gateway</h1></html>")
                .build());

        said(() -> project.buckets().get("b")).contains("502", "gateway", "service is running");
    }

    @Test
    void httpToAnHttpsPortIsToldSo() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "text/html")
                .body("<html><h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port</html>")
                .build());

        said(() -> project.buckets().get("b")).contains("400", "https://");
    }

    @Test
    void imagesThatAreNotTransformedAreToldByTheSetting() {
        answers(
                404,
                "{\"statusCode\":\"404\",\"error\":\"Not Found\",\"message\":\"Route"
                        + " GET:/render/image/authenticated/b/a.png not found\",\"code\":\"InvalidRequest\"}");

        said(() -> project.bucket("b").download("a.png", o -> o.transform(t -> t.width(10))))
                .contains("404", "image transformation", "settings", "IMAGE_TRANSFORMATION_ENABLED");
    }

    @Test
    void aCopyIntoAMissingBucketNamesTheBucket() {
        answers(
                400,
                "{\"statusCode\":\"404\",\"error\":\"InvalidRequest\",\"message\":\"The related resource does not"
                        + " exist\",\"code\":\"InvalidRequest\"}");

        said(() -> project.bucket("b").copy("a.png", "b.png", o -> o.toBucket("missing")))
                .contains("404", "to-bucket=missing", "target bucket does not exist", "create");
    }

    @Test
    void s3BehindAGatewayThatGetsNoResponseIsNotTheEndpointsFault() {
        server.enqueue(new MockResponse.Builder()
                .code(502)
                .addHeader("Content-Type", "text/html")
                .body("<html>Bad Gateway</html>")
                .build());
        S3Compat s3 = S3Compat.builder()
                .endpoint(url() + "/storage/v1/s3")
                .region("local")
                .keys(S3Keys.of("a".repeat(32), "b".repeat(64)))
                .allowHttp()
                .build();

        try (var client = s3.client(b -> b.overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1))))) {
            said(client::listBuckets).contains("gateway", "Storage is running");
        }
    }

    private void answers(int status, String json) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(json)
                .build());
    }

    private void storageRefuses(String message) {
        answers(400, "{\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"" + message + "\"}");
    }

    private String url() {
        return server.url("/").toString().replaceFirst("/$", "");
    }

    private static AbstractStringAssert<?> said(ThrowingCallable mistake) {
        Throwable thrown = catchThrowable(mistake);
        assertThat(thrown).isNotNull();
        return assertThat(thrown.getMessage());
    }

    private static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
