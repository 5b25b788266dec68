package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.AuthApi.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many users, many threads, and restarts. */
class UsersAtScaleTest {
    private static final int THREADS = 64;

    @Test
    void aMillionUsersTakeAMomentAndCanBeFoundListedAndSignedIn() {
        try (LocalPlatform platform = started()) {
            platform.seedUsers(1_000_000);
            AuthApi api = new AuthApi(platform);
            Said last = api.admin("GET", "/admin/users?page=20000&per_page=50", "");
            assertThat(last.header("x-total-count")).isEqualTo("1000000");
            assertThat(last.body().path("users")).hasSize(50);
            Said session = api.signIn("user-0123456@seeded.example.com", "seeded password");
            assertThat(session.status()).isEqualTo(200);
            Said one = api.admin("GET", "/admin/users/" + AuthApi.id(session), "");
            assertThat(one.body().path("identities")).hasSize(1);
        }
    }

    @Test
    void aSeededUserThatWasDeletedIsGone() {
        try (LocalPlatform platform = started()) {
            platform.seedUsers(10);
            AuthApi api = new AuthApi(platform);
            String id = api.admin("GET", "/admin/users?per_page=1", "")
                    .body()
                    .at("/users/0/id")
                    .asText();
            api.admin("DELETE", "/admin/users/" + id, "");
            assertThat(api.admin("GET", "/admin/users/" + id, "").status()).isEqualTo(404);
            assertThat(api.admin("GET", "/admin/users", "").header("x-total-count"))
                    .isEqualTo("9");
        }
    }

    @Test
    void threadsThatRefreshOneTokenAllGetTheSameSuccessor() throws Exception {
        try (LocalPlatform platform = started()) {
            AuthApi api = new AuthApi(platform);
            String token = api.signUp("ada@example.com").text("refresh_token");
            Set<String> successors =
                    new HashSet<>(parallel(() -> api.refresh(token).text("refresh_token")));
            assertThat(successors).hasSize(1).doesNotContain(token, "");
        }
    }

    @Test
    void threadsThatRefreshSessionsOfTheirOwnDoNotDisturbEachOther() throws Exception {
        try (LocalPlatform platform = started()) {
            AuthApi api = new AuthApi(platform);
            api.signUp("ada@example.com");
            List<Integer> refreshed = parallel(() -> {
                String token = api.signIn("ada@example.com", "correct horse").text("refresh_token");
                for (int i = 0; i < 5; i++) {
                    Said said = api.refresh(token);
                    assertThat(said.status()).isEqualTo(200);
                    token = said.text("refresh_token");
                }
                return 5;
            });
            assertThat(refreshed).hasSize(THREADS).containsOnly(5);
        }
    }

    @Test
    void aGrandparentEndsTheFamilyWhateverTheOthersDo() throws Exception {
        try (LocalPlatform platform = started()) {
            platform.project().set("GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL", "0");
            AuthApi api = new AuthApi(platform);
            String first = api.signUp("ada@example.com").text("refresh_token");
            String second = api.refresh(first).text("refresh_token");
            String third = api.refresh(second).text("refresh_token");
            List<String> codes = parallel(() -> api.refresh(first).text("error_code"));
            assertThat(codes).containsOnly("refresh_token_already_used");
            assertThat(api.refresh(third).text("error_code")).isEqualTo("refresh_token_already_used");
        }
    }

    @Test
    void usersSessionsAndFactorsOutliveARestart(@TempDir Path folder) {
        String refreshToken;
        try (LocalPlatform platform = LocalPlatform.builder()
                .set("GOTRUE_PASSWORD_HASH_COST", "0")
                .data(folder)
                .start()) {
            AuthApi api = new AuthApi(platform);
            platform.seedUsers(3);
            Said session = api.signUp("ada@example.com");
            api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\",\"friendly_name\":\"app\"}");
            api.admin("DELETE", "/admin/users/" + AuthApi.id(api.signUp("gone@example.com")), "");
            refreshToken = api.refresh(session.text("refresh_token")).text("refresh_token");
        }
        try (LocalPlatform platform = LocalPlatform.builder()
                .set("GOTRUE_PASSWORD_HASH_COST", "0")
                .data(folder)
                .start()) {
            AuthApi api = new AuthApi(platform);
            Said session = api.refresh(refreshToken);
            assertThat(session.status()).isEqualTo(200);
            assertThat(session.body().at("/user/factors/0/friendly_name").asText())
                    .isEqualTo("app");
            assertThat(api.admin("GET", "/admin/users", "").header("x-total-count"))
                    .isEqualTo("4");
            assertThat(api.signIn("gone@example.com", "correct horse").status()).isEqualTo(400);
        }
    }

    @Test
    void whatAUserChangesOutlivesARestart(@TempDir Path folder) {
        try (LocalPlatform platform = LocalPlatform.builder().data(folder).start()) {
            AuthApi api = new AuthApi(platform);
            api.as(api.signUp("ada@example.com"), "PUT", "/user", "{\"data\":{\"name\":\"Ada\"}}");
        }
        try (LocalPlatform platform = LocalPlatform.builder().data(folder).start()) {
            Said session = new AuthApi(platform).signIn("ada@example.com", "correct horse");
            assertThat(session.body().at("/user/user_metadata/name").asText()).isEqualTo("Ada");
        }
    }

    private static LocalPlatform started() {
        return LocalPlatform.builder().set("GOTRUE_PASSWORD_HASH_COST", "0").start();
    }

    private static <T> List<T> parallel(Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(pool.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
