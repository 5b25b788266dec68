package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.connection.LiveConnection;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good answers of another shape: each operation returns a value all of which can be read, or says what is wrong. */
class ShapesTest {

    private static final List<String> SHAPES =
            List.of("null", "{}", "[]", "[null]", "[{}]", "[[]]", "7", "true", "\"text\"", "");

    /** What is done by its status alone, whatever the body says. */
    private static final Set<String> BY_STATUS =
            Set.of("upload", "copy", "move", "create", "update", "delete", "purge");

    /** Lists for which an empty array is an empty list. */
    private static final Set<String> LISTS = Set.of("buckets", "search", "deleteAll", "exists");

    private final MockWebServer server = new MockWebServer();

    private interface Use {
        Object of(StorageClient storage);
    }

    private static Map<String, Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        uses.put("buckets", s -> all(s.buckets().list()));
        uses.put("bucket", s -> s.buckets().get("b"));
        uses.put("create", s -> done(() -> s.buckets().create("b")));
        uses.put("list", s -> all(s.bucket("b").list()));
        uses.put("search", s -> all(s.bucket("b").list(o -> o.search("x"))));
        uses.put("info", s -> s.bucket("b").getInfo("k"));
        uses.put("exists", s -> s.bucket("b").exists("k"));
        uses.put("upload", s -> s.bucket("b").upload("k", Content.ofString("x"), o -> o.verify(IntegrityCheck.NEVER)));
        uses.put("copy", s -> s.bucket("b").copy("k", "l"));
        uses.put("move", s -> done(() -> s.bucket("b").move("k", "l")));
        uses.put("delete", s -> done(() -> s.bucket("b").delete("k")));
        uses.put("deleteAll", s -> s.bucket("b").delete(List.of("k")));
        uses.put("signedUrl", s -> s.bucket("b").createSignedUrl("k", Duration.ofHours(1)));
        uses.put("signedUrls", s -> s.bucket("b").createSignedUrls(List.of("k", "l"), Duration.ofHours(1)));
        uses.put("signedUpload", s -> s.bucket("b").createSignedUploadUrl("k", false));
        uses.put("healthy", StorageClient::checkHealth);
        uses.put("version", StorageClient::getVersion);
        uses.put("purge", s -> done(() -> s.cache().purgeAll()));
        return uses;
    }

    private static Object done(Runnable use) {
        use.run();
        return "done";
    }

    private static Object all(PagedIterable<?> list) {
        return list.stream().toList();
    }

    static Stream<Arguments> cases() {
        return uses().keySet().stream().flatMap(name -> SHAPES.stream().map(shape -> Arguments.of(name, shape)));
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} answered {1}")
    @MethodSource("cases")
    void isAValueOrAnErrorThatSaysSo(String name, String shape) {
        answers(shape);
        try (Connection direct = Connection.toProject(
                server.url("/").toString(), ApiKey.of("header.payload.signature"), o -> o.maxAttempts(1))) {
            tried(direct, name, shape);
        }
    }

    @ParameterizedTest(name = "{0} answered {1}")
    @MethodSource("cases")
    void isAValueOrAnErrorThatSaysSoThroughAStudio(String name, String shape) {
        answers(shape);
        try (Connection platform = Connection.toPlatform(
                server.url("/").toString(),
                AccessToken.of("header.payload.signature"),
                o -> o.dialect(ControlPlaneDialect.STUDIO).maxAttempts(1))) {
            Connection project = LiveConnection.of(platform).project("default");
            try {
                tried(project, name, shape);
            } catch (dev.plinth.core.UnsupportedByGatewayException | dev.plinth.core.NotFoundException e) {
                // A Studio has no such route, or said that it deleted nothing.
                assertThat(e).hasNoCause();
            }
        }
    }

    private static void tried(Connection connection, String name, String shape) {
        Object result;
        try {
            result = uses().get(name).of(StorageClient.of(connection));
        } catch (ResponseFormatException e) {
            // A Studio deletes one object as it deletes many, and tells by its rows.
            assertThat(BY_STATUS.contains(name) && !name.equals("delete")).isFalse();
            return;
        }
        visit(result);
        assertThat(BY_STATUS.contains(name)
                        || (shape.equals("[]") && LISTS.contains(name))
                        || (name.equals("version") && shape.equals("7")))
                .as("%s is the result of %s", result, shape)
                .isTrue();
    }

    private void answers(String shape) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .setHeader("Content-Type", "application/json")
                        .body(shape)
                        .build();
            }
        });
    }

    /** Reads everything that can be read. */
    private static void visit(Object value) {
        assertThat(value).isNotNull();
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(ShapesTest::visit);
        } else if (value instanceof Collection<?> items) {
            items.forEach(ShapesTest::visit);
        } else if (value.getClass().getName().startsWith("dev.plinth.storage.internal")) {
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
