package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What errors say, and what they advise. */
class HintTest extends WireTest {

    @Test
    void saysWhatHappenedOnWhat() {
        answer(
                400,
                "{\"statusCode\":\"409\",\"error\":\"Duplicate\",\"message\":\"The resource already exists\","
                        + "\"code\":\"KeyAlreadyExists\"}",
                "x-request-id",
                "req-7");

        assertThatThrownBy(() -> OperationRunner.run(
                        project(),
                        Operation.unsafe(
                                        STORAGE,
                                        "storage.upload",
                                        d -> Route.post("/o").decode(Decoder.done()))
                                .context("bucket", "avatars", "path", "ada.png")))
                .hasMessage("storage.upload: 409 KeyAlreadyExists \"The resource already exists\""
                        + " [bucket=avatars, path=ada.png, request-id=req-7, attempts=1]");
    }

    @Test
    void aStudioAppIsNotItsControlPlane() {
        answer(404, "{\"success\":false,\"message\":\"Endpoint not supported on hosted\"}");

        hints(() -> OperationRunner.run(platformProject(), read("x")), "Studio app");
    }

    @Test
    void aStudioHasNoUpload() {
        answer(404, "Server action not found.");

        hints(() -> OperationRunner.run(platformProject(), write(Repeatability.UNSAFE)), "no upload route");
    }

    @Test
    void aSignInPageIsNoAnswer() {
        answer(200, "<html>Sign in</html>", "Content-Type", "text/html; charset=utf-8");

        assertThatThrownBy(() -> OperationRunner.run(platformProject(), read("x")))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("web page")
                .hasMessageContaining("sign-in page");
    }

    @Test
    void aPausedProjectIsToldSo() {
        answer(540, "");
        answer(540, "");

        hints(() -> OperationRunner.run(platformProject(), read("x")), "paused");
        hints(() -> OperationRunner.run(project(), read("x")), "paused");
    }

    @Test
    void aRefusalWithoutACodeHasTheHintOfItsStatus() {
        answer(403, "{\"message\":\"no\"}");

        hints(() -> OperationRunner.run(project(), read("x")), "with more permissions");
    }

    @Test
    void aRefusedPlatformTokenIsToldSo() {
        answer(401, "{\"error\":\"nope\"}");

        hints(() -> OperationRunner.run(platformProject(), read("x")), "platform JWT");
    }

    @Test
    void aPlatformsOwnKeyThatIsRefusedIsNotTheCallersFault() {
        answer(400, "{\"error\":{\"message\":\"signature verification failed\"}}");

        hints(() -> OperationRunner.run(platformProject(), read("x")), "not your token");
    }

    @Test
    void aWrongMountIsGuessed() {
        answer(404, "404 page not found\n");

        hints(() -> OperationRunner.run(project(), read("x")), "without /auth/v1");
    }

    @Test
    void anUnknownHostIsNamed() {
        LiveConnection connection = platform("https://nowhere.invalid", AccessToken.of(USER_JWT), o -> o.maxAttempts(1))
                .project("ref1");

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("check the URL");
    }

    @Test
    void nothingListeningIsNamed() {
        LiveConnection connection = project().withOptions(o -> o.maxAttempts(1));
        server.close();

        hints(() -> OperationRunner.run(connection, read("x")), "whether the server is running");
    }

    @Test
    void whatAGatewayLacksIsRefusedBeforeAnythingIsSent() {
        Operation<Map<String, Object>> direct = Operation.safe(
                AUTH, "users.get", d -> d == Dialect.PROJECT ? Route.get("/x").decode(Decoder.json(MAP)) : null);

        assertThatThrownBy(() -> OperationRunner.run(platformProject(), direct))
                .isInstanceOf(UnsupportedByGatewayException.class)
                .hasMessageContaining("users.get is not offered by the control plane")
                .hasMessageContaining("Project.connect");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void brokenJsonIsNotQuoted() {
        answer(200, "{\"password\":\"geheim\" oops}");

        assertThatThrownBy(() -> OperationRunner.run(project(), read("x")))
                .isInstanceOf(ResponseFormatException.class)
                .satisfies(e -> assertThat(everythingSaid(e)).doesNotContain("geheim"));
    }

    @Test
    void noMessageHoldsAKey() {
        ApiKey key = ApiKey.of(SERVICE_JWT);
        answer(403, "{\"message\":\"token " + SERVICE_JWT + " refused\"}");

        assertThatThrownBy(() -> OperationRunner.run(project(key, timing, o -> {}), read("x")))
                .satisfies(e -> assertThat(everythingSaid(e)).doesNotContain(SERVICE_JWT));
        assertThat(key.toString() + AccessToken.of(USER_JWT)).doesNotContain(SERVICE_JWT, USER_JWT);
    }

    private static String everythingSaid(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append(cause).append('\n');
        }
        return said.toString();
    }

    private static void hints(ThrowingCallable call, String hint) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PlinthException.class,
                        e -> assertThat(e.hint().orElse("(none)")).contains(hint));
    }
}
