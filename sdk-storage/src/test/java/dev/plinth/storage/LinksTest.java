package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.Secret;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.tests.stack.EveryWay;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @EveryWay
    @Covers({"POST /object/sign/{b}/{k}", "GET /object/sign/{b}/{k}?token"})
    void letsAnybodyReadForAWhile(Connection connection) throws Exception {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("dir with space/a+b (1).txt", Content.ofString("signed"));

            SignedUrl link = bucket.createSignedUrl("dir with space/a+b (1).txt", MINUTE);
            SignedUrl named = bucket.createSignedUrl(
                    "dir with space/a+b (1).txt", MINUTE, o -> o.downloadAs("mein Bericht é.txt"));

            assertThat(get(link.url()).body()).isEqualTo("signed");
            assertThat(link.expiresAt().orElseThrow()).isAfter(Instant.now());
            assertThat(get(named.url())
                            .headers()
                            .firstValue("content-disposition")
                            .orElseThrow())
                    .contains("filename*=UTF-8''mein%20Bericht%20%C3%A9.txt");
            assertThat(link.toString()).doesNotContain("eyJ");
            assertThatThrownBy(() -> bucket.createSignedUrl("nope", MINUTE)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> bucket.createSignedUrl("a", Duration.ofMillis(999)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @EveryWay
    @Covers("POST /object/sign/{b}")
    void signsManyAndSaysWhichNot(Connection connection) throws Exception {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a?b=c.txt", Content.ofString("a"));
            bucket.upload("b", Content.ofString("b"));
            List<String> many = new ArrayList<>(List.of("a?b=c.txt", "nope", "b"));
            for (int i = 0; i < 1000; i++) {
                many.add("b");
            }

            SignedUrls links = bucket.createSignedUrls(many, MINUTE);

            assertThat(links.signed()).hasSize(1002);
            assertThat(links.signed().get(0).key()).isEqualTo("a?b=c.txt");
            assertThat(links.notSigned()).containsExactly("nope");
            assertThat(get(links.signed().get(0).url()).body()).isEqualTo("a");
            assertThat(get(links.signed().get(1001).url()).body()).isEqualTo("b");
        }
    }

    @EveryWay
    @Covers("POST /object/upload/sign/{b}/{k}")
    void letsOthersUploadOneObject(Connection connection) throws Exception {
        try (Sandbox sandbox = new Sandbox(connection);
                Connection others = Connection.toProject(
                        Stack.get().projectUrl(), Stack.get().anonKey(), o -> {})) {
            Bucket bucket = sandbox.bucket();
            SignedUploadUrl grant = bucket.createSignedUploadUrl("d/new file+1.txt", false);
            Bucket theirs = StorageClient.of(others).bucket(bucket.id());

            theirs.uploadToSignedUrl(
                    grant.key(), grant.token(), Content.ofString("theirs"), o -> o.cacheControl(MINUTE));

            assertThat(bucket.download("d/new file+1.txt").readAllBytes(100))
                    .asString()
                    .isEqualTo("theirs");
            assertThat(bucket.getInfo("d/new file+1.txt").cacheControl()).contains("max-age=60");
            assertThat(grant.toString()).doesNotContain("eyJ");
            assertThat(grant.expiresAt()).isPresent();
            assertThatThrownBy(
                            () -> theirs.uploadToSignedUrl(grant.key(), grant.token(), Content.ofString("x"), o -> {}))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> theirs.uploadToSignedUrl("other", grant.token(), Content.ofString("x"), o -> {}))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> bucket.createSignedUploadUrl("d/new file+1.txt", false))
                    .isInstanceOf(ConflictException.class);
            bucket.createSignedUploadUrl("d/new file+1.txt", true);
        }
    }

    @Test
    @Covers("PUT /object/upload/sign/{b}/{k}?token")
    void givesAnAddressForProgramsWithoutPlinth() throws Exception {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            URI url = bucket.createSignedUploadUrl("a b.txt", false).url().orElseThrow();

            int status = HTTP.send(
                            HttpRequest.newBuilder(url)
                                    .PUT(HttpRequest.BodyPublishers.ofString("put"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();

            assertThat(status).isEqualTo(200);
            assertThat(bucket.download("a b.txt").readAllBytes(10)).asString().isEqualTo("put");
        }
    }

    @EveryWay
    @Covers("GET /object/public/{b}/{k}")
    void givesTheAddressOfWhatAllMayRead(Connection connection) throws Exception {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket(o -> o.isPublic(true));
            bucket.upload("a ?&+.txt", Content.ofString("open"));

            assertThat(get(bucket.publicUrl("a ?&+.txt")).body()).isEqualTo("open");
            URI fresh = bucket.publicUrl("a ?&+.txt", o -> o.cacheNonce("2 & 3"));
            assertThat(fresh.getRawQuery()).isEqualTo("cacheNonce=2%20%26%203");
            assertThat(get(fresh).body()).isEqualTo("open");
            assertThat(get(bucket.publicUrl("a ?&+.txt", UrlOptions::download))
                            .headers()
                            .firstValue("content-disposition")
                            .orElseThrow())
                    .startsWith("attachment");
            assertThat(bucket.publicUrl("a.png", o -> o.transform(t -> t.width(10)))
                            .toString())
                    .contains("/render/image/public/" + bucket.id() + "/a.png?width=10");
        }
    }

    @EveryWay
    @Covers("GET /render/image/authenticated/{b}/{k}")
    void saysWhereImagesCannotBeChanged(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a.png", Content.ofString("no image"));

            assertThatThrownBy(() -> bucket.createSignedUrl("a.png", MINUTE, o -> o.transform(t -> t.width(10))))
                    .isInstanceOfAny(ResponseFormatException.class, UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> bucket.download("a.png", o -> o.transform(t -> t.width(10))))
                    .isInstanceOfAny(NotFoundException.class, UnsupportedByGatewayException.class);
        }
    }

    @Test
    @Covers({"GET /health", "GET /version", "DELETE /cdn", "DELETE /cdn/{b}", "DELETE /cdn/{b}/{k}"})
    void asksTheServerItself() {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {})) {
            StorageClient client = StorageClient.of(connection);

            assertThat(client.checkHealth()).isTrue();
            assertThat(client.getVersion()).isNotBlank();
            assertThatThrownBy(() -> client.cache().purgeAll()).hasMessageContaining("CDN");
            assertThatThrownBy(() -> client.cache().purgeBucket("b")).hasMessageContaining("CDN");
            assertThatThrownBy(() -> client.cache().purgeObject("b", "k")).hasMessageContaining("CDN");
        }
    }

    @Test
    void namesWhatAControlPlaneLacks() {
        try (Connection connection = Way.CONTROL_PLANE.connect(Stack.get(), o -> {})) {
            StorageClient client = StorageClient.of(connection);
            Bucket bucket = client.bucket("b");

            assertThatThrownBy(client::checkHealth).isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> client.cache().purgeObject("b", "k"))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> bucket.download("a", o -> o.transform(t -> t.width(1))))
                    .isInstanceOf(UnsupportedByGatewayException.class)
                    .hasMessageContaining("Project.connect");
            assertThatThrownBy(() -> bucket.uploadToSignedUrl("a", Secret.of("t"), Content.ofString(""), o -> {}))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> bucket.upload("a/", Content.ofString("")))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> bucket.copy("a", "b", o -> o.metadata(java.util.Map.of("k", 1))))
                    .isInstanceOf(UnsupportedByGatewayException.class);
        }
    }

    static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
