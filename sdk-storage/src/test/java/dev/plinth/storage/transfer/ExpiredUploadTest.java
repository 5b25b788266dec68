package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.StorageClient;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload that is continued after the server's time for it has passed. */
class ExpiredUploadTest {

    private static final int CHUNK = 100_000;
    private static final byte[] BYTES = Workshop.random(350_000);

    @TempDir
    Path folder;

    private LocalPlatform platform;
    private Connection connection;
    private Bucket bucket;
    private Path file;

    @BeforeEach
    void start() {
        platform = LocalPlatform.builder()
                .set("STORAGE_BACKEND", "s3")
                .set("TUS_URL_EXPIRY_MS", "60000")
                .start();
        connection = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> {});
        StorageClient.of(connection).buckets().create("films");
        bucket = StorageClient.of(connection).bucket("films");
        file = Workshop.file(folder, BYTES);
    }

    @AfterEach
    void stop() {
        connection.close();
        platform.close();
    }

    private ResumableUpload upload(LostUpload policy) {
        return bucket.resumableUpload(
                "film",
                file,
                o -> o.chunkSize(CHUNK)
                        .journal(folder.resolve("journal"))
                        .whenLost(policy)
                        .maxAttempts(1));
    }

    /** Uploads two chunks, and no more. */
    private void begin() {
        platform.faults()
                .add(Fault.on("PATCH", "/storage/v1/upload/resumable/**")
                        .status(500)
                        .after(2));
        assertThatThrownBy(() -> upload(LostUpload.RESTART).run())
                .isInstanceOfSatisfying(
                        UploadInterruptedException.class,
                        e -> assertThat(e.offset()).isEqualTo(2 * CHUNK));
        platform.faults().clear();
    }

    @Test
    void itStartsAgainAndIsComplete() {
        begin();
        platform.moveClock(Duration.ofSeconds(61));

        upload(LostUpload.RESTART).run();

        assertThat(requests("HEAD", 410)).isEqualTo(1);
        assertThat(requests("POST", 201)).isEqualTo(2);
        assertThat(bucket.download("film").readAllBytes(BYTES.length)).isEqualTo(BYTES);
        assertThat(ResumableUploads.of(folder.resolve("journal")).list()).isEmpty();
    }

    @Test
    void itFailsIfItMayNotStartAgain() {
        begin();
        platform.moveClock(Duration.ofSeconds(61));

        assertThatThrownBy(() -> upload(LostUpload.FAIL).run())
                .isInstanceOf(UploadLostException.class)
                .hasMessageContaining("no longer has the upload");
        assertThat(bucket.exists("film")).isFalse();
        assertThat(ResumableUploads.of(folder.resolve("journal")).list()).isEmpty();
    }

    @Test
    void itGoesOnWhileItsTimeHasNotPassed() {
        begin();
        platform.moveClock(Duration.ofSeconds(50));

        upload(LostUpload.FAIL).run();

        assertThat(requests("POST", 201)).isEqualTo(1);
        assertThat(bucket.download("film").readAllBytes(BYTES.length)).isEqualTo(BYTES);
    }

    private long requests(String method, int status) {
        return platform.requests().stream()
                .filter(r -> r.method().equals(method) && r.status() == status)
                .map(RecordedRequest::target)
                .filter(path -> path.contains("/upload/resumable"))
                .count();
    }
}
