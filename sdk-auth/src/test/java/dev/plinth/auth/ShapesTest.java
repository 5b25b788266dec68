package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ResponseFormatException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good answers of another shape: each operation returns a value all of which can be read, or says what is wrong. */
class ShapesTest {

    private static final List<String> SHAPES =
            List.of("null", "{}", "[]", "[null]", "[{}]", "[[]]", "7", "true", "\"text\"", "");

    /** Where an empty object is a good answer: no id of a message, or nothing in a list. */
    private static final Set<String> MAY_BE_EMPTY = Set.of(
            "POST /otp",
            "POST /recover",
            "POST /resend",
            "GET /reauthenticate",
            "GET /admin/oauth/clients",
            "GET /admin/sso/providers",
            "GET /admin/custom-providers");

    private final MockWebServer server = new MockWebServer();
    private Connection connection;

    static Stream<Arguments> cases() {
        return WireTest.endpoints().flatMap(row -> SHAPES.stream().map(shape -> Arguments.of(row, shape)));
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection =
                Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_x"), o -> o.maxAttempts(1));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @ParameterizedTest(name = "{0} answered {1}")
    @MethodSource("cases")
    void isAValueOrAnErrorThatSaysSo(Endpoint row, String shape) {
        server.enqueue(Answers.json(200, shape));
        Object result;
        try {
            result = row.use().of(AuthClient.of(connection).actingAs(AccessToken.of("user-token")));
        } catch (ResponseFormatException e) {
            assertThat(e).hasMessageContaining("shape");
            return;
        }

        visit(result);
        if (!result.equals(true)) {
            allowed(row, shape, result);
        }
    }

    private static void allowed(Endpoint row, String shape, Object result) {
        switch (shape) {
            case "{}" ->
                assertThat(MAY_BE_EMPTY.contains(row.route()))
                        .as("%s is no result", result)
                        .isTrue();
            case "[]" -> assertThat(result).isIn(List.of(), Optional.empty());
            default -> fail("%s is a result of %s", result, shape);
        }
    }

    /** Reads everything that can be read. */
    static void visit(Object value) {
        assertThat(value).isNotNull();
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(ShapesTest::visit);
        } else if (value instanceof Collection<?> items) {
            items.forEach(ShapesTest::visit);
        } else if (value.getClass().getName().startsWith("dev.plinth.auth.internal")) {
            for (Class<?> face : value.getClass().getInterfaces()) {
                for (Method method : face.getMethods()) {
                    if (method.getParameterCount() == 0 && face != Session.class) {
                        visit(call(method, value));
                    }
                }
            }
            assertThat(value.toString()).doesNotContain("null");
        }
    }

    private static Object call(Method method, Object value) {
        try {
            method.setAccessible(true);
            return method.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method + " of " + value, e);
        }
    }
}
