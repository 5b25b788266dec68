package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ResponseFormatException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good answers of another shape: each operation returns a value all of which can be read, or says what is wrong. */
class ShapesTest {

    private static final List<String> SHAPES =
            List.of("null", "{}", "[]", "[null]", "[{}]", "[[]]", "7", "true", "\"text\"", "");

    /** Answers that are good, and say nothing: a platform may know nothing of a project. */
    private static final Set<String> SAY_NOTHING = Set.of("projects []", "settings {}", "storageSettings {}");

    private interface Use {
        Object of(Platform platform);
    }

    private static Map<String, Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        uses.put("projects", p -> p.projects().stream().toList());
        uses.put("settings", p -> p.project("x").getSettings());
        uses.put("keys", p -> p.project("x").getKeys());
        uses.put("storageSettings", p -> p.project("x").getStorageSettings());
        uses.put("credentials", p -> p.project("x").s3Credentials().list());
        uses.put("createCredential", p -> p.project("x").s3Credentials().create("for tests"));
        return uses;
    }

    static Stream<Arguments> cases() {
        return uses().keySet().stream().flatMap(name -> SHAPES.stream().map(shape -> Arguments.of(name, shape)));
    }

    @ParameterizedTest(name = "{0} answered {1}")
    @MethodSource("cases")
    void isAValueOrAnErrorThatSaysSo(String name, String shape) throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder()
                            .setHeader("Content-Type", "application/json")
                            .body(shape)
                            .build();
                }
            });
            server.start();
            try (Platform platform = Platform.connect(server.url("/").toString(), AccessToken.of("a.b.c"))) {
                Object result;
                try {
                    result = uses().get(name).of(platform);
                } catch (ResponseFormatException e) {
                    assertThat(e).hasMessageContaining("shape");
                    return;
                }
                visit(result);
                assertThat(SAY_NOTHING)
                        .as("%s is the result of %s", result, shape)
                        .contains(name + " " + shape);
            }
        }
    }

    /** Reads everything that can be read. */
    private static void visit(Object value) {
        assertThat(value).isNotNull();
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(ShapesTest::visit);
        } else if (value instanceof Collection<?> items) {
            items.forEach(ShapesTest::visit);
        } else if (value.getClass().getName().startsWith("dev.plinth.internal")) {
            for (Class<?> face : value.getClass().getInterfaces()) {
                for (Method method : face.getMethods()) {
                    if (method.getParameterCount() == 0) {
                        visit(call(method, value));
                    }
                }
            }
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
