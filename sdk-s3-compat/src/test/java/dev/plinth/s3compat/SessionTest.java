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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 as a user: row-level security, and tokens that are renewed. */
class SessionTest {

    private static final String USER = "00000000-0000-4000-8000-0000000000aa";

    private final TestProject project = new TestProject();

    @AfterEach
    void stop() {
        project.close();
    }

    @Test
    void twoUsersSeeOnlyTheirOwn() {
        Session ada = project.signUp();
        Session bob = project.signUp();
        try (S3Client hers = project.asUser(ada).client();
                S3Client his = project.asUser(bob).client()) {
            hers.putObject(
                    r -> r.bucket(TestProject.RLS).key(ada.user().id() + "/a.txt"), RequestBody.fromString("hers"));
            his.putObject(
                    r -> r.bucket(TestProject.RLS).key(bob.user().id() + "/b.txt"), RequestBody.fromString("his"));

            // Others of this bucket may be open to everybody.
            assertThat(hers.listObjectsV2(r -> r.bucket(TestProject.RLS)).contents())
                    .extracting(S3Object::key)
                    .contains(ada.user().id() + "/a.txt")
                    .doesNotContain(bob.user().id() + "/b.txt");
            assertThatThrownBy(() -> hers.getObjectAsBytes(
                            r -> r.bucket(TestProject.RLS).key(bob.user().id() + "/b.txt")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404))
                    .hasMessageContaining("policies");
            assertThatThrownBy(() -> hers.putObject(
                            r -> r.bucket(TestProject.RLS).key(bob.user().id() + "/c.txt"),
                            RequestBody.fromString("no")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403))
                    .hasMessageContaining("a policy on storage.objects");
        }
    }

    @Test
    void manyThreadsRenewOnce() throws Exception {
        AtomicInteger renewals = new AtomicInteger();
        String token = project.userToken(USER, Duration.ofHours(1));
        Credentials slow = new Credentials() {
            private volatile Optional<Secret> current = Optional.empty();

            @Override
            public Optional<Secret> token() {
                return current;
            }

            @Override
            public Optional<Secret> freshToken() {
                renewals.incrementAndGet();
                current = Optional.of(Secret.of(token));
                return current;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (S3Client s3 = project.asUser(slow).client()) {
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
        String old = project.userToken(USER, Duration.ofMinutes(-1));
        try (S3Client s3 = project.asUser(dev.plinth.core.AccessToken.of(old))
                .client(b -> b.overrideConfiguration(project.counting().apply(b.overrideConfiguration())))) {
            assertThatThrownBy(s3::listBuckets)
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("sign in again")
                    .hasMessageNotContaining(old);
        }
        assertThat(project.sent()).isLessThanOrEqualTo(2);
    }
}
