package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.paging.DecodedPage;
import dev.plinth.core.internal.paging.Paging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls as commands, with nothing sent. */
class ExplainTest extends WireTest {

    @AfterEach
    void nothingWasSent() {
        assertThat(transport().sent()).isZero();
    }

    private static Operation<?> create() {
        return Operation.unsafe(
                AUTH,
                "users.create",
                d -> Route.post("/admin/users")
                        .json(Map.of("password", Secret.of("it's secret")))
                        .decode(Decoder.json(MAP)));
    }

    @Test
    void showsTheRequestWithItsSecretsMasked() {
        String curl = project().toCurl(c -> OperationRunner.run(c, create()), false);

        assertThat(curl)
                .isEqualTo("curl -X POST '" + url() + "/auth/v1/admin/users' -H 'apikey: ***'"
                        + " -H 'Authorization: Bearer ***' -H 'Content-Type: application/json'"
                        + " --data '{\"password\":\"***\"}'");
    }

    @Test
    void showsTheSecretsIfAsked() {
        String curl = project().toCurl(c -> OperationRunner.run(c, create()), true);

        assertThat(curl)
                .contains("Authorization: Bearer " + SERVICE_JWT)
                .contains("--data '{\"password\":\"it'\\''s secret\"}'");
    }

    @Test
    void sendsNothingThroughTheOuterHandleEither() {
        LiveConnection outer = project();

        String curl = outer.withOptions(o -> o.maxAttempts(1))
                .toCurl(
                        inner -> OperationRunner.run(
                                outer,
                                Operation.idempotent(
                                        AUTH,
                                        "users.delete",
                                        d -> Route.delete("/admin/users/{id}", "u1")
                                                .decode(Decoder.done()))),
                        false);

        assertThat(curl).startsWith("curl -X DELETE").contains("/admin/users/u1");
    }

    @Test
    void cannotBeSwallowedByAUsualCatch() {
        String curl = project()
                .toCurl(
                        c -> {
                            try {
                                OperationRunner.run(c, read("x"));
                            } catch (RuntimeException e) {
                                OperationRunner.run(c, create());
                            }
                        },
                        false);

        assertThat(curl).contains("/thing");
    }

    @Test
    void refusesFutures() {
        LiveConnection outer = project();

        assertThatThrownBy(() -> outer.toCurl(
                        c -> outer.async(d -> OperationRunner.run(d, read("x"))).join(), false))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void complainsOfWorkThatMakesNoCall() {
        assertThatThrownBy(() -> project().toCurl(c -> {}, false)).hasMessageContaining("no call");
    }

    @Test
    void aLazyListAsksForItsFirstPageAtOnce() {
        String curl = project()
                .toCurl(
                        c -> Calls.list(
                                c,
                                Paging.byOffset(10),
                                (start, size) -> Operation.safe(
                                        STORAGE,
                                        "things.list",
                                        d -> Route.get("/things")
                                                .query("offset", start)
                                                .decode(r -> new DecodedPage<>(List.of(), OptionalLong.empty()))),
                                x -> x),
                        false);

        assertThat(curl).contains("/things?offset=0");
    }

    @Test
    void obtainsNoToken() {
        List<String> asked = new ArrayList<>();
        LiveConnection connection = platform(
                        url(),
                        AccessToken.of(() -> {
                            asked.add("token");
                            return USER_JWT;
                        }),
                        o -> {})
                .project("ref1");

        assertThat(connection.toCurl(c -> OperationRunner.run(c, read("x")), false))
                .doesNotContain("Authorization");
        assertThat(asked).isEmpty();
    }

    @Test
    void readsNoFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "hello");
        Content content = Content.ofFile(file);
        Files.delete(file);

        String curl = project()
                .toCurl(
                        c -> OperationRunner.run(
                                c,
                                Operation.unsafe(
                                        STORAGE,
                                        "storage.upload",
                                        d -> Route.post("/object/b/a.txt")
                                                .header("Content-Type", "text/plain")
                                                .body(content)
                                                .decode(Decoder.done()))),
                        false);

        assertThat(curl).contains("--data-binary '@" + file + "'").contains("-H 'Content-Type: text/plain'");
    }

    @Test
    void masksTokensInTheQuery() {
        String curl = project(ApiKey.of(SERVICE_JWT), timing, o -> {})
                .toCurl(c -> c.http().execute(HttpRequest.of("GET", "/x?token=eyJh&a=1")), false);

        assertThat(curl).contains("/x?token=***&a=1");
    }

    @Test
    void callsAreSentAgainAfterwards() {
        LiveConnection connection = project();
        connection.toCurl(c -> OperationRunner.run(c, read("x")), false);

        assertThat(connection.capturingCurl()).isFalse();
    }
}
