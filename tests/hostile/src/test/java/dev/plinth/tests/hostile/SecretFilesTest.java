package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.NewUser;
import dev.plinth.auth.Session;
import dev.plinth.auth.SessionStore;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Secret;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.transfer.ResumableUpload;
import dev.plinth.storage.transfer.ResumableUploadOptions;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the SDK writes contain only what they are there for. */
class SecretFilesTest {

    private static final String PASSWORD = Marks.secret("password");
    private static LocalPlatform platform;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aSessionFileHoldsTheTokensAndNoPasswordOrKey() throws IOException {
        try (Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.anonKey()))) {
            AuthClient auth = project.auth().withSessionStore(SessionStore.inFile(folder.resolve("session.json")));
            auth.signUp("file@example.com", PASSWORD);

            Session session = auth.signInWithPassword("file@example.com", PASSWORD);

            assertThat(written())
                    .anyMatch(file -> file.contains(session.accessToken().reveal()));
            assertThat(written()).noneMatch(file -> file.contains(Marks.WORD) || file.contains(platform.anonKey()));
        }
    }

    @Test
    void anImportJournalHoldsNoPasswordAndNoKey() throws IOException {
        try (Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
            project.auth()
                    .users()
                    .importUsers(
                            Stream.of(
                                    NewUser.builder()
                                            .email("one@example.com")
                                            .password(PASSWORD)
                                            .build(),
                                    NewUser.builder()
                                            .email("two@example.com")
                                            .passwordHash(Marks.secret("hash"))
                                            .build()),
                            o -> o.journal(folder.resolve("import.journal")));

            assertThat(written()).isNotEmpty();
            assertThat(written()).noneMatch(file -> file.contains(Marks.WORD) || file.contains(platform.serviceKey()));
        }
    }

    @Test
    void anUploadJournalHoldsNoKey() throws Exception {
        try (Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
            Bucket bucket = project.storage().bucket("journal");
            project.storage().buckets().create("journal");

            assertThat(journalOf(bucket, o -> {})).noneMatch(file -> file.contains(platform.serviceKey()));
        }
    }

    @Test
    void anUploadJournalHoldsNoSignedUploadToken() throws Exception {
        try (Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
            project.storage().buckets().create("signed");
            Bucket bucket = project.storage().bucket("signed");
            Secret token = bucket.createSignedUploadUrl("a", false).token();

            assertThat(journalOf(bucket, o -> o.signedUploadToken(token)))
                    .noneMatch(file -> file.contains(token.reveal()));
        }
    }

    /** Returns the files of a journal while an upload is paused. */
    private List<String> journalOf(Bucket bucket, Consumer<? super ResumableUploadOptions> options) throws Exception {
        Path source = Files.write(folder.resolve("source"), new byte[300_000]);
        Path journal = folder.resolve("journal");
        AtomicReference<ResumableUpload> upload = new AtomicReference<>();
        CountDownLatch paused = new CountDownLatch(1);
        upload.set(bucket.resumableUpload("a", source, o -> {
            options.accept(o.journal(journal).chunkSize(100_000).onProgress(p -> {
                if (p.transferred() > 100_000 && paused.getCount() > 0) {
                    upload.get().pause();
                    paused.countDown();
                }
            }));
        }));
        var running = upload.get().start();
        assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();
        List<String> files = read(journal);
        upload.get().resume();
        running.get(60, TimeUnit.SECONDS);
        assertThat(files).isNotEmpty();
        return files;
    }

    private List<String> written() throws IOException {
        return read(folder);
    }

    private static List<String> read(Path folder) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(file.getFileName() + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
