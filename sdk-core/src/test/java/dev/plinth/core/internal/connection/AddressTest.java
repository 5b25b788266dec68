package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Service;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.gateway.ProjectGateway;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.PathTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests go: URLs joined, paths encoded once, and what is refused. */
class AddressTest extends WireTest {

    @ParameterizedTest
    @CsvSource({
        "'',              /api/platform/storage/ref1/buckets",
        "/,               /api/platform/storage/ref1/buckets",
        "/api,            /api/platform/storage/ref1/buckets",
        "/api/,           /api/platform/storage/ref1/buckets",
        "/api/platform,   /api/platform/storage/ref1/buckets",
        "/api/platform/,  /api/platform/storage/ref1/buckets",
        "/platform,       /platform/storage/ref1/buckets",
        "/studio,         /studio/api/platform/storage/ref1/buckets",
    })
    void joinsThePlatformsUrlInEachOfItsForms(String suffix, String path) throws InterruptedException {
        answer(200, "{}");

        LiveConnection connection =
                platform(url() + suffix, AccessToken.of(USER_JWT), o -> {}).project("ref1");
        OperationRunner.run(
                connection,
                Operation.safe(STORAGE, "x", d -> Route.get("/buckets").decode(Decoder.json(MAP))));

        assertThat(server.takeRequest().getTarget()).isEqualTo(path);
    }

    @Test
    void requestsOfOnesOwnAreRelativeToTheWholeUrl() throws InterruptedException {
        answer(200, "{}");

        LiveConnection connection = platform(url() + "/studio", AccessToken.of(USER_JWT), o -> {});
        connection
                .http()
                .execute(HttpRequest.of("GET", "/api/v1/projects?a=%2F"))
                .close();

        assertThat(server.takeRequest().getTarget()).isEqualTo("/studio/api/v1/projects?a=%2F");
    }

    @Test
    void findsBareServersWhereTheyAre() throws InterruptedException {
        ProjectGateway gateway = ProjectGateway.of(
                "http://localhost:5000",
                ApiKey.of(SERVICE_JWT),
                "http://localhost:9999",
                "/",
                false,
                ProjectGateway.Configured.NOTHING);

        assertThat(gateway.base(Service.AUTH) + gateway.pathPrefix(Service.AUTH))
                .isEqualTo("http://localhost:9999");
        assertThat(gateway.base(Service.STORAGE) + gateway.pathPrefix(Service.STORAGE))
                .isEqualTo("http://localhost:5000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a b | /o/a%20b",
                "a+b | /o/a%2Bb",
                "100% | /o/100%25",
                "a%20b | /o/a%2520b",
                "a?b | /o/a%3Fb",
                "a#b | /o/a%23b",
                "a&b=c | /o/a%26b%3Dc",
                "é | /o/%C3%A9",
                "日本 | /o/%E6%97%A5%E6%9C%AC",
                "😀 | /o/%F0%9F%98%80",
                "a/b/c.txt | /o/a/b/c.txt",
                "/a//b/ | /o//a//b/",
                "a\\b | /o/a%5Cb",
                "-._~ | /o/-._~",
                ".hidden | /o/.hidden",
                "... | /o/...",
            })
    void encodesEachPartOfAPathOnce(String key, String path) {
        assertThat(PathTemplate.expand("/o/{key*}", key)).hasToString(path);
    }

    @Test
    void encodesTheSlashesOfAName() {
        assertThat(PathTemplate.expand("/b/{id}/x", "a/b")).hasToString("/b/a%2Fb/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", ".", "a/../b", "a/./b", "a/..", "", "a\r\nX: y", "a\nb", "a\u0000b", "a\u007fb", "a\ud800b"
            })
    void refusesWhatServersWouldResolveOrCut(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.expand("/o/{key*}", key))
                .withMessageStartingWith("key");
    }

    @Test
    void sendsThePathAsItWasEncoded() throws InterruptedException {
        answer(200, "{}");

        OperationRunner.run(
                project(),
                Operation.safe(
                        STORAGE,
                        "x",
                        d -> Route.get("/object/{b}/{k*}", "my bucket", "a+b%/ü?#.txt")
                                .query("download", "ü &.txt")
                                .decode(Decoder.json(MAP))));

        assertThat(server.takeRequest().getTarget())
                .isEqualTo("/storage/v1/object/my%20bucket/a%2Bb%25/%C3%BC%3F%23.txt?download=%C3%BC%20%26.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "a b", "ref?", "a%2Fb", "é"})
    void refusesWhatIsNoProjectRef(String ref) {
        LiveConnection platform = platform(url(), AccessToken.of(USER_JWT), o -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform.project(ref))
                .withMessageContaining("project ref");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:3001",
                "ftp://x",
                "http://",
                "http://u:p@localhost",
                "http://localhost?x=1",
                "not a url"
            })
    void refusesWhatIsNoUrl(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Connection.toPlatform(url, AccessToken.of(USER_JWT)));
    }

    @Test
    void neverShowsAPasswordThatStandsInAUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connection.toPlatform("http://u:geheim@localhost", AccessToken.of(USER_JWT)))
                .withMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com", "http://10.0.0.7:3001", "http://kong:8000", "http://127.evil.example"})
    void refusesCredentialsOverHttpToAnotherMachine(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connection.toPlatform(url, AccessToken.of(USER_JWT)))
                .withMessageContaining("allowHttp");
        assertThatIllegalArgumentException().isThrownBy(() -> Connection.toProject(url, OPAQUE_KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3001",
                "http://127.0.0.1",
                "http://[::1]:80",
                "http://app.localhost",
                "https://x.example"
            })
    void takesHttpToThisMachineAndHttpsToAny(String url) {
        Connection.toPlatform(url, AccessToken.of(USER_JWT)).close();
        Connection.toPlatform("http://kong:8000", AccessToken.of(USER_JWT), o -> o.allowHttp())
                .close();
    }
}
