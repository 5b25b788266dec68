package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two spellings of a control plane's storage routes. */
class DialectTest extends WireTest {

    private static final String NO_ROUTE =
            "{\"message\":\"Route GET:/buckets not found\",\"error\":\"Not Found\",\"statusCode\":404}";

    private static Operation<Map<String, Object>> list() {
        return Operation.safe(STORAGE, "buckets.list", DialectTest::route);
    }

    private static Operation<Map<String, Object>> create() {
        return Operation.unsafe(
                STORAGE,
                "buckets.create",
                d -> Route.post(d == Dialect.STUDIO ? "/buckets" : "/bucket")
                        .json(Map.of())
                        .decode(Decoder.json(MAP)));
    }

    private static Route<Map<String, Object>> route(Dialect dialect) {
        return Route.get(dialect == Dialect.STUDIO ? "/buckets" : "/bucket").decode(Decoder.json(MAP));
    }

    @Test
    void aReadAsksInTheOtherSpellingAndRemembersWhatAnswered() throws InterruptedException {
        answer(404, NO_ROUTE);
        answer(200, "{\"a\":1}");
        answer(200, "{\"a\":2}");
        answer(200, "{\"a\":3}");
        LiveConnection project = platformProject();

        assertThat(OperationRunner.run(project, list())).containsEntry("a", 1);
        assertThat(OperationRunner.run(project, list())).containsEntry("a", 2);
        assertThat(OperationRunner.run(project, create())).containsEntry("a", 3);

        assertThat(targets(4)).containsExactly("GET /buckets", "GET /bucket", "GET /bucket", "POST /bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server action not found.", "<html>404</html>", ""})
    void aMissingRouteIsToldInManyWays(String body) {
        answer(404, body, "Content-Type", "text/html");
        answer(200, "{\"a\":1}");

        assertThat(OperationRunner.run(platformProject(), list())).containsEntry("a", 1);
    }

    @Test
    void aMissingThingIsNoMissingRoute() {
        answer(400, "{\"statusCode\":\"404\",\"error\":\"Bucket not found\",\"message\":\"Bucket not found\"}");

        assertThatThrownBy(() -> OperationRunner.run(platformProject(), list())).isInstanceOf(NotFoundException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aWriteTakesTheDocumentedSpelling() throws InterruptedException {
        answer(200, "{}");

        OperationRunner.run(platformProject(), create());

        assertThat(targets(1)).containsExactly("POST /buckets");
    }

    @Test
    void aWriteIsNeverSentInBothSpellings() {
        answer(404, NO_ROUTE);

        assertThatThrownBy(() -> OperationRunner.run(platformProject(), create()))
                .isInstanceOf(NotFoundException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void ifNeitherIsThereTheFirstAnswerStands() {
        answer(404, NO_ROUTE);
        answer(405, "");

        assertThatThrownBy(() -> OperationRunner.run(platformProject(), list()))
                .hasMessageContaining("Route GET:/buckets not found");
    }

    @ParameterizedTest
    @CsvSource({"STUDIO, GET /buckets", "NATIVE, GET /bucket"})
    void aFixedSpellingIsKept(ControlPlaneDialect dialect, String target) throws InterruptedException {
        answer(404, NO_ROUTE);
        LiveConnection project = platform(url(), AccessToken.of(USER_JWT), o -> o.dialect(dialect))
                .project("ref1");

        assertThatThrownBy(() -> OperationRunner.run(project, list())).isInstanceOf(NotFoundException.class);

        assertThat(targets(1)).containsExactly(target);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private String[] targets(int count) throws InterruptedException {
        String[] targets = new String[count];
        for (int i = 0; i < count; i++) {
            var request = server.takeRequest();
            targets[i] =
                    request.getMethod() + " " + request.getTarget().substring("/api/platform/storage/ref1".length());
        }
        return targets;
    }
}
