package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ResponseFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users whose data are odd, and servers whose lists are: what one record holds never hides the others. */
class OddUsersTest {

    private final MockWebServer server = new MockWebServer();
    private Connection connection;
    private Users users;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_secret_x"), o -> o.maxAttempts(1));
        users = Users.of(connection);
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private void listed(String... users) {
        server.enqueue(json("{\"users\":[" + String.join(",", users) + "],\"aud\":\"authenticated\"}", users.length));
    }

    private static MockResponse json(String body, int total) {
        return Answers.json(200, body)
                .newBuilder()
                .addHeader("X-Total-Count", total)
                .build();
    }

    @Test
    void aUserWhoseMetadataNestDeepHidesNobody() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        listed(
                "{\"id\":\"1\",\"email\":\"a@b.co\",\"user_metadata\":{\"name\":\"Ada\",\"deep\":" + deep + "}}",
                "{\"id\":\"2\",\"email\":\"b@b.co\",\"user_metadata\":{\"name\":\"Bob\"}}");

        List<User> found = users.list().stream().toList();

        assertThat(found).extracting(User::id).containsExactly("1", "2");
        assertThat(found.get(0).userMetadata()).isEqualTo(Map.of("name", "Ada"));
        assertThat(found.get(1).userMetadata()).isEqualTo(Map.of("name", "Bob"));
    }

    @Test
    void aUserWithOddTimestampsHidesNobody() {
        listed(
                "{\"id\":\"1\",\"banned_until\":\"infinity\",\"created_at\":\"10000-01-01T00:00:00Z\"}",
                "{\"id\":\"2\",\"banned_until\":\"soon\",\"created_at\":\"2026-01-02T03:04:05Z\"}");

        List<User> found = users.list().stream().toList();

        assertThat(found).hasSize(2).allMatch(user -> user.bannedUntil().isEmpty());
        assertThat(found.get(0).unknownFields()).containsEntry("banned_until", "infinity");
        assertThat(found.get(1).createdAt()).isPresent();
    }

    @Test
    void aUserWithFieldsOfAnotherKindHidesNobody() {
        listed(
                "{\"id\":\"1\",\"email\":[1],\"is_anonymous\":\"perhaps\",\"app_metadata\":\"x\",\"identities\":[null,7],"
                        + "\"factors\":{},\"encrypted_password\":{\"a\":1}}",
                "{\"id\":\"2\"}");

        List<User> found = users.list().stream().toList();

        assertThat(found).extracting(User::id).containsExactly("1", "2");
        found.forEach(ShapesTest::visit);
        assertThat(found.get(0).unknownFields())
                .isEqualTo(Map.of(
                        "email", List.of(1), "is_anonymous", "perhaps", "app_metadata", "x", "factors", Map.of()));
    }

    @Test
    void aUserWithoutAnIdIsNoUser() {
        listed("{\"id\":\"1\"}", "{\"email\":\"a@b.co\"}");

        assertThatThrownBy(() -> users.list().forEach(user -> {}))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("/users/1/id");
    }

    @Test
    void aPageThatIsTooLargeIsAskedForInSmallerOnes() {
        String large = "x".repeat(5 << 20);
        server.setDispatcher(pages((from, size) -> {
            StringBuilder page = new StringBuilder();
            for (int i = from; i < Math.min(from + size, 9); i++) {
                page.append(page.isEmpty() ? "" : ",")
                        .append("{\"id\":\"" + i + "\",\"user_metadata\":{\"x\":\"" + large + "\"}}");
            }
            return json("{\"users\":[" + page + "]}", 9);
        }));

        assertThat(users.list(q -> q.pageSize(8)).stream().map(User::id))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void aSingleUserWhoIsTooLargeIsAnErrorThatSaysSo() {
        server.setDispatcher(pages((from, size) ->
                json("{\"users\":[{\"id\":\"1\",\"user_metadata\":{\"x\":\"" + "x".repeat(17 << 20) + "\"}}]}", 1)));

        assertThatThrownBy(() -> users.list(q -> q.pageSize(2)).first())
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("users.list")
                .hasMessageContaining("larger than 16 MiB");
    }

    @Test
    void findingAUserEndsThoughTheServerSendsItsPagesForEver() {
        server.setDispatcher(pages((from, size) -> {
            String name = from / size % 2 == 0 ? "a" : "b";
            return json("{\"users\":[{\"id\":\"" + name + "\",\"email\":\"" + name + "@b.co\"}]}", 1_000_000);
        }));

        assertThatThrownBy(() -> users.findByEmail("c@b.co"))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("users.list");
        assertThat(server.getRequestCount()).isLessThan(10);
    }

    @Test
    void cursorsThatRepeatAreTheServersFault() {
        MockResponse again =
                Answers.json(200, "{\"users\":[],\"pagination\":{\"has_more\":true,\"next_cursor\":\"a\"}}");
        server.enqueue(again);
        server.enqueue(again);

        assertThatThrownBy(() -> users.list(UserQuery::cursorPagination).first())
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void whereThereAreNoCursorsTheFirstPageIsAskedForOnce() throws Exception {
        server.setDispatcher(pages((from, size) -> {
            StringBuilder page = new StringBuilder();
            for (int i = from; i < Math.min(from + size, 120); i++) {
                page.append(page.isEmpty() ? "" : ",").append("{\"id\":\"" + i + "\"}");
            }
            return json("{\"users\":[" + page + "]}", 120);
        }));

        assertThat(users.list(UserQuery::cursorPagination)).hasSize(120);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aPageTokenIsSentAsTheCursorOfTheFirstRequest() throws Exception {
        server.enqueue(Answers.json(
                200, "{\"users\":[{\"id\":\"1\"}],\"pagination\":{\"has_more\":true,\"next_cursor\":\"b\"}}"));

        var page = users.list(query -> query.pageToken("a")).pages().iterator().next();

        assertThat(server.takeRequest().getUrl().queryParameter("cursor")).isEqualTo("a");
        assertThat(page.nextToken()).contains("b");
    }

    @Test
    void aPageTokenThatTheServerIgnoresFailsTheList() {
        server.enqueue(Answers.json(200, "{\"users\":[{\"id\":\"1\"}]}"));

        assertThatThrownBy(() -> users.list(query -> query.pageToken("a")).first())
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("ignored the cursor");
    }

    /** A page by where it begins and how long it is. */
    private interface Page {
        MockResponse of(int from, int size);
    }

    private static Dispatcher pages(Page page) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                HttpUrl url = request.getUrl();
                int size = number(url, "per_page", 50);
                return page.of((number(url, "page", 1) - 1) * size, size);
            }
        };
    }

    private static int number(HttpUrl url, String name, int otherwise) {
        String text = url.queryParameter(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
