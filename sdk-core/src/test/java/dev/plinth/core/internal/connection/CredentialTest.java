package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.BasicCredentials;
import dev.plinth.core.HeaderCredentials;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credential goes where. */
class CredentialTest extends WireTest {

    @Test
    void aStatusThatIsNoRedirectIsNotExplainedAsOne() {
        answer(304, "");

        assertThatThrownBy(() -> OperationRunner.run(project(), read("x")))
                .hasMessageContaining("304")
                .hasMessageNotContaining("redirected");
    }

    @Test
    void aLegacyKeyGoesAsApikeyAndAsBearer() throws InterruptedException {
        RecordedRequest request = sent(project());

        assertThat(request.getHeaders().get("apikey")).isEqualTo(SERVICE_JWT);
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + SERVICE_JWT);
    }

    @Test
    void anOpaqueKeyNeverGoesAsBearer() throws InterruptedException {
        RecordedRequest request = sent(project(OPAQUE_KEY, timing, o -> {}));

        assertThat(request.getHeaders().get("apikey")).isEqualTo("sb_secret_0123456789");
        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    @Test
    void anOpaqueKeyIsNeverRefreshed() throws InterruptedException {
        Set<Thread> before = backgroundThreads();

        RecordedRequest ignored = sent(project(OPAQUE_KEY, timing, o -> {}));

        assertThat(backgroundThreads()).isSubsetOf(before);
    }

    private static Set<Thread> backgroundThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("plinth-background"))
                .collect(Collectors.toSet());
    }

    @Test
    void whoActsGoesAsBearerBesideTheProjectsKey() throws InterruptedException {
        RecordedRequest request = sent(project(OPAQUE_KEY, timing, o -> {}).actingAs(AccessToken.of(USER_JWT)));

        assertThat(request.getHeaders().get("apikey")).isEqualTo("sb_secret_0123456789");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + USER_JWT);
    }

    @Test
    void aPlatformGetsNoApikey() throws InterruptedException {
        RecordedRequest request = sent(platformProject());

        assertThat(request.getHeaders().get("apikey")).isNull();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + USER_JWT);
    }

    @Test
    void aPlatformMayWantBasicOrAHeaderOfItsOwn() throws InterruptedException {
        RecordedRequest basic = sent(platform(url(), BasicCredentials.of("supabase", "pass"), o -> {})
                .project("default"));
        RecordedRequest header = sent(
                platform(url(), HeaderCredentials.of("X-Gate", "open"), o -> {}).project("default"));

        assertThat(basic.getHeaders().get("Authorization")).isEqualTo("Basic c3VwYWJhc2U6cGFzcw==");
        assertThat(header.getHeaders().get("X-Gate")).isEqualTo("open");
        assertThat(header.getHeaders().get("Authorization")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sb_secret_x", "sb_publishable_x", SERVICE_JWT, "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2ln"
            })
    void aPlatformIsNeverSentAProjectsKey(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform(url(), AccessToken.of(key), o -> {}))
                .withMessageContaining("signed-in user's token")
                .withMessageNotContaining(key);
        assertThatIllegalArgumentException().isThrownBy(() -> platform(url(), ApiKey.of(key), o -> {}));
        // A supplier shows its token only when it is asked for it.
        LiveConnection supplied =
                platform(url(), AccessToken.of(() -> key), o -> {}).project("ref1");
        assertThatIllegalArgumentException().isThrownBy(() -> OperationRunner.run(supplied, read("x")));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aPlatformIsSentAProjectsKeyIfThatIsAllowed() throws InterruptedException {
        RecordedRequest request = sent(platform(url(), ApiKey.of(SERVICE_JWT), o -> o.allowProjectKeys())
                .project("ref1"));

        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + SERVICE_JWT);
    }

    @Test
    void aSupplierIsAskedOnce() {
        AtomicInteger asked = new AtomicInteger();
        LiveConnection connection = platform(
                        url(),
                        AccessToken.of(() -> {
                            asked.incrementAndGet();
                            return USER_JWT;
                        }),
                        o -> {})
                .project("ref1");
        answer(200, "{}");
        answer(200, "{}");

        OperationRunner.run(connection, read("x"));
        OperationRunner.run(connection, read("x"));

        assertThat(asked).hasValue(1);
    }

    @Test
    void aSupplierThatFailsIsATypedError() {
        LiveConnection connection = platform(
                        url(),
                        AccessToken.of(() -> {
                            throw new IllegalStateException("vault is shut");
                        }),
                        o -> {})
                .project("ref1");

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x")))
                .isInstanceOf(AuthenticationException.class)
                .hasRootCauseMessage("vault is shut");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void nothingIsRedirectedToAnotherOrigin() throws IOException {
        try (MockWebServer elsewhere = unwanted()) {
            elsewhere.start();
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                answer(status, "", "Location", elsewhere.url("/there?token=t").toString());
                answer(status, "", "Location", elsewhere.url("/there?token=t").toString());

                for (Operation<?> operation : List.of(read("x"), write(Repeatability.UNSAFE))) {
                    assertThatThrownBy(() -> OperationRunner.run(project(), operation))
                            .isInstanceOf(ApiException.class)
                            .hasMessageContaining(elsewhere.url("/there").toString())
                            .hasMessageContaining(url())
                            .hasMessageNotContaining("token=t");
                }
            }
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void aRedirectWithinTheOriginKeepsTheCredential() throws InterruptedException {
        answer(308, "", "Location", "/storage/v1/other");
        RecordedRequest second;
        answer(200, "{}");

        OperationRunner.run(project(), read("x"));

        server.takeRequest();
        second = server.takeRequest();
        assertThat(second.getTarget()).isEqualTo("/storage/v1/other");
        assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer " + SERVICE_JWT);
    }

    @Test
    void aWriteIsNotRedirectedByAStatusThatWouldMakeItARead() {
        answer(302, "", "Location", "/elsewhere");

        assertThatThrownBy(() -> OperationRunner.run(project(), write(Repeatability.IDEMPOTENT)))
                .hasMessageContaining("302");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRedirectThatNeverEndsIsGivenUp() {
        for (int i = 0; i < 20; i++) {
            answer(307, "", "Location", "/round");
        }

        assertThatThrownBy(() -> OperationRunner.run(project(), read("x"))).hasMessageContaining("307");
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void aRequestOfOnesOwnToAnotherOriginBearsNoCredential() throws IOException, InterruptedException {
        for (LiveConnection connection : List.of(project(), platformProject())) {
            try (MockWebServer elsewhere = new MockWebServer()) {
                elsewhere.start();
                elsewhere.enqueue(response(200, "{}"));

                connection
                        .http()
                        .execute(HttpRequest.of("GET", elsewhere.url("/x").toString()))
                        .close();

                assertThat(elsewhere.takeRequest().getHeaders().names()).doesNotContain("Authorization", "apikey");
            }
        }
    }

    private RecordedRequest sent(LiveConnection connection) throws InterruptedException {
        answer(200, "{}");
        OperationRunner.run(connection, read("things.get"));
        return server.takeRequest();
    }
}
