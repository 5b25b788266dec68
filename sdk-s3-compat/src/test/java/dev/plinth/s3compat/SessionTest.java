package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.Session;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 as a user: row-level security, and tokens that expire. */
class SessionTest {

    private Local local;

    @BeforeEach
    void start() {
        local = new Local();
        try (S3Client s3 = local.withKeys().client()) {
            s3.createBucket(r -> r.bucket(Local.OWN));
            s3.createBucket(r -> r.bucket(Local.SHARED));
        }
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void twoUsersSeeOnlyTheirOwn() {
        Session ada = local.signUp("ada@example.com");
        Session bob = local.signUp("bob@example.com");
        try (S3Client hers = local.asUser(ada).client();
                S3Client his = local.asUser(bob).client()) {
            hers.putObject(r -> r.bucket(Local.OWN).key(ada.user().id() + "/a.txt"), RequestBody.fromString("hers"));
            his.putObject(r -> r.bucket(Local.OWN).key(bob.user().id() + "/b.txt"), RequestBody.fromString("his"));

            assertThat(hers.listObjectsV2(r -> r.bucket(Local.OWN)).contents())
                    .extracting(S3Object::key)
                    .containsExactly(ada.user().id() + "/a.txt");
            assertThatThrownBy(() -> hers.getObjectAsBytes(
                            r -> r.bucket(Local.OWN).key(bob.user().id() + "/b.txt")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404))
                    .hasMessageContaining("policies");
            assertThatThrownBy(() -> hers.putObject(
                            r -> r.bucket(Local.OWN).key(bob.user().id() + "/c.txt"), RequestBody.fromString("no")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403))
                    .hasMessageContaining("a policy on storage.objects");
        }
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

    @Test
    void manyThreadsRenewOnce() throws Exception {
        AtomicInteger renewals = new AtomicInteger();
        String token = local.platform.userToken("00000000-0000-4000-8000-0000000000aa");
        Credentials slow = new Credentials() {
            private volatile Optional<Secret> current = Optional.empty();

            @Override
            public Optional<Secret> current() {
                return current;
            }

            @Override
            public Optional<Secret> renew() {
                renewals.incrementAndGet();
                current = Optional.of(Secret.of(token));
                return current;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (S3Client s3 = local.asUser(slow).client()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(threads.submit(() -> s3.listBuckets()));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(renewals).hasValue(1);
    }

    @Test
    void aTokenThatCannotBeRenewedIsRefusedOnce() {
        String old = local.platform.userToken("00000000-0000-4000-8000-0000000000aa");
        local.platform.moveClock(Duration.ofHours(2));
        int before = local.platform.requests().size();
        try (S3Client s3 = local.asUser(dev.plinth.core.AccessToken.of(old)).client()) {
            assertThatThrownBy(s3::listBuckets)
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("sign in again")
                    .hasMessageNotContaining(old);
        }
        assertThat(local.platform.requests().size() - before).isLessThanOrEqualTo(2);
    }
}
