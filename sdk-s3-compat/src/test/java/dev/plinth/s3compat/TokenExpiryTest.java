package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.Session;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Tokens that expire in the middle of something. */
@Tag("local") // the server's clock is moved
class TokenExpiryTest {

    private final Local local = new Local();

    @BeforeEach
    void start() {
        local.createBucket(Local.SHARED);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void noCallFailsWhileTheTokenExpires() throws Exception {
        Session ada = local.signUp("ada@example.com");
        Secret first = ada.accessToken();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (S3Client s3 = local.asUser(ada).client()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int number = i;
                calls.add(threads.submit(() -> {
                    if (number == 500) {
                        // The server's clock alone: the client still takes its token for good.
                        local.platform.moveClock(Duration.ofHours(2));
                    }
                    s3.putObject(r -> r.bucket(Local.SHARED).key("n/" + number), RequestBody.fromString("x"));
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }

            assertThat(s3.listObjectsV2(r -> r.bucket(Local.SHARED).prefix("n/"))
                            .contents())
                    .hasSize(1000);
            assertThat(ada.accessToken()).isNotEqualTo(first);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void noAsynchronousCallFailsWhileTheTokenExpires() {
        Session ada = local.signUp("ada@example.com");
        try (S3Client s3 = local.asUser(ada).client();
                S3AsyncClient async = local.asUser(ada).asyncClient()) {
            s3.putObject(r -> r.bucket(Local.SHARED).key("a"), RequestBody.fromString("x"));
            local.platform.moveClock(Duration.ofHours(2));

            List<CompletableFuture<?>> heads = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                heads.add(async.headObject(r -> r.bucket(Local.SHARED).key("a")));
            }

            assertThat(heads).allSatisfy(head -> assertThat(head).succeedsWithin(Duration.ofMinutes(2)));
        }
    }
}
