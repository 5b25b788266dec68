package dev.plinth.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.Provider;
import dev.plinth.auth.Session;
import dev.plinth.auth.User;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.storage.Download;
import dev.plinth.storage.transfer.FileStatus;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Each example, run on an embedded platform. */
class ExamplesTest {

    @TempDir
    Path folder;

    private LocalPlatform platform;
    private Project project;

    @BeforeEach
    void start() {
        platform = LocalPlatform.start();
        project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
    }

    @AfterEach
    void stop() {
        project.close();
        platform.close();
    }

    @Test
    void throughTheControlPlane() throws IOException {
        project.buckets().create("mybucket");
        Path file = Files.writeString(folder.resolve("file.txt"), "hello");

        ConnectThroughControlPlane.run(
                platform.platformUrl(), platform.platformToken(), platform.projectRef(), "mybucket", file);

        assertThat(project.users().list()).extracting(u -> u.email().orElse("")).containsExactly("user@example.com");
        try (Download download = project.bucket("mybucket").download("file.txt")) {
            assertThat(download.body()).hasContent("hello");
        }
    }

    @Test
    void straightToAProject() throws IOException {
        Path target = folder.resolve("todo.txt");

        ConnectDirectly.run(platform.projectUrl(), platform.serviceKey(), target);

        assertThat(target).hasContent("water the plants");
    }

    @Test
    void signInAndAct() {
        User ada = project.users().create(u -> u.email("ada@example.com").password("correct horse"));

        assertThat(ActAsSignedInUser.run(project, "ada@example.com", "correct horse")
                        .id())
                .isEqualTo(ada.id());
    }

    @Test
    void uploadWithProgress() throws IOException {
        project.buckets().create("avatars");
        Path picture = Files.write(folder.resolve("ada.png"), new byte[100_000]);

        assertThat(UploadWithProgress.run(project, picture).key()).isEqualTo("ada.png");
        assertThat(UploadWithProgress.run(project, picture).bucket()).isEqualTo("avatars");
    }

    @Test
    void uploadResumablyAndDownloadInParallel() throws IOException {
        project.buckets().create("films");
        byte[] film = new byte[20_000_000];
        Path file = Files.write(folder.resolve("film.mp4"), film);

        UploadResumably.run(project, "films", "a.mp4", file, folder.resolve("journal"));
        DownloadInParallel.run(project, "films", "a.mp4", folder.resolve("copy.mp4"));

        assertThat(folder.resolve("copy.mp4")).hasBinaryContent(film);
    }

    @Test
    void syncDirectory() throws IOException {
        project.buckets().create("photos");
        Path directory = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(directory.resolve("a.jpg"), "a");
        Files.writeString(directory.resolve("b.tmp"), "b");

        assertThat(SyncDirectory.run(project, "photos", directory).count(FileStatus.TRANSFERRED))
                .isEqualTo(1);
        assertThat(SyncDirectory.run(project, "photos", directory).count(FileStatus.SKIPPED))
                .isEqualTo(1);
    }

    @Test
    void s3Report() throws IOException {
        project.buckets().create("reports");

        UploadWithS3Client.run(project, S3Keys.of(platform.s3AccessKeyId(), platform.s3SecretAccessKey()));

        try (Download download = project.bucket("reports").download("q3.csv")) {
            assertThat(download.body()).hasContent("a,b\n");
        }
    }

    @Test
    void s3AsAUserOfAProjectThatWasFound() throws IOException {
        platform.project().addPolicy(Policy.all("reports", "authenticated", "{uid}/**"));
        project.buckets().create("reports");
        String key;
        try (Platform control = Platform.connect(platform.platformUrl(), AccessToken.of(platform.platformToken()));
                Project direct = control.project(platform.projectRef()).connectDirect()) {
            Session session = direct.auth()
                    .signUp("ada@example.com", "correct horse")
                    .session()
                    .orElseThrow();
            key = session.user().id() + "/q3.csv";
            try (S3Client s3 =
                    S3Compat.asUser(direct.actingAs(session).connection()).client()) {
                s3.putObject(r -> r.bucket("reports").key(key), RequestBody.fromString("a,b\n"));
            }
        }

        try (Download download = project.bucket("reports").download(key)) {
            assertThat(download.body()).hasContent("a,b\n");
        }
    }

    @Test
    void manyAtOnce() {
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> project.users()
                        .create(u -> u.email("user" + i + "@example.com").password("securepass"))
                        .id())
                .toList();

        assertThat(RunCallsConcurrently.run(project, ids)).extracting(User::id).isEqualTo(ids);
    }

    @Test
    void streamDownload() {
        project.buckets().create("reports").upload("q1.csv", Content.ofString("a,b\n\n1,2\n"));

        assertThat(StreamDownload.run(project, "reports", "q1.csv")).isEqualTo(2);
    }

    @Test
    void countCallsByOperation() {
        assertThat(CountCallsByOperation.run(project)).containsOnlyKeys("buckets.list 200", "users.list 200");
    }

    @Test
    void useBothGateways() {
        try (Platform control = Platform.connect(platform.platformUrl(), AccessToken.of(platform.platformToken()))) {
            assertThat(UseBothGateways.run(control, platform.projectRef())).contains("grace@example.com");
        }
    }

    @Test
    void useOwnHttpClient() throws IOException {
        // Stands in for a proxy: plain http goes to it with the whole address.
        URI url = URI.create(platform.projectUrl());
        InetSocketAddress proxy = new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());

        assertThat(UseOwnHttpClient.run(platform.projectUrl(), ApiKey.of(platform.serviceKey()), proxy))
                .isNotBlank();
    }

    @Test
    void verifyTokensInAFilter() throws Exception {
        project.users().create(u -> u.email("ada@example.com").password("correct horse"));
        String token = project.auth()
                .signInWithPassword("ada@example.com", "correct horse")
                .tokens()
                .accessToken()
                .reveal();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(VerifyTokensInAFilter.filter(project));
        server.start();
        try {
            assertThat(status(server.getAddress().getPort(), token)).isEqualTo(204);
            assertThat(status(server.getAddress().getPort(), "x.y.z")).isEqualTo(401);
        } finally {
            server.stop(0);
        }
    }

    private static int status(int port, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void signInWithOAuthInAWebPage() throws Exception {
        CompletableFuture<Session> signedIn = new CompletableFuture<>();

        String url = SignInWithOAuthInAWebPage.run(project, Provider.GITHUB, 0, signedIn);

        assertThat(url).contains("/authorize?", "provider=github", "code_challenge=");
        signedIn.cancel(true);
    }
}
