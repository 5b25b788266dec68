package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.Project;
import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.NewUser;
import dev.plinth.auth.Session;
import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.PlinthException;
import dev.plinth.core.RateLimitException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single values, of a server or a program, that libraries below answer with an exception of their own. */
class HostileInputsTest {

    private final MutantServer server;
    private Project project;

    HostileInputsTest() throws Exception {
        server = new MutantServer();
    }

    @BeforeEach
    void connect() {
        project = Project.connect(server.url(), ApiKey.of("sb_secret_abc"));
    }

    @AfterEach
    void close() throws Exception {
        project.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "99999999999999999999999", "-1", "Wed, 21 Oct 999999999 07:28:00 GMT"})
    void aRetryAfterBeyondAllLimitsIsNeitherWaitedForNorThrown(String text) {
        answers(429, "{}", "Retry-After: " + text);

        assertThatThrownBy(() ->
                        project.withOptions(o -> o.maxAttempts(1)).buckets().get("b"))
                .isInstanceOfSatisfying(RateLimitException.class, e -> {
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.retryAfter()).isNotNull();
                });
    }

    @Test
    void aPauseLongerThanTheCallMayTakeIsNotStarted() {
        answers(429, "{}", "Retry-After: 99999999999");

        assertThatThrownBy(() -> project.buckets().get("b")).isInstanceOf(ApiException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:99999/",
                "http://127.0.0.1:port/",
                "http://127.0.0.1:-1/",
                "http://127.0.0.1:99999999999999999999/",
                "//:/",
                "http:",
                "http://",
                "http://[::1",
                "%",
                "?\u00e9 \\",
                ""
            })
    void aLocationThatIsNoneIsATypedError(String location) {
        answers(307, "", "Location: " + location);

        assertThatThrownBy(() ->
                        project.withOptions(o -> o.maxAttempts(1)).buckets().get("b"))
                .isInstanceOf(PlinthException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-9223372036854775808",
                "1e400",
                "-1e400",
                "9999999999999999999999",
                "\"x\""
            })
    void aSessionOfAnyLifetimeCanBeReadAndRefreshed(String lifetime) {
        answers(
                200,
                "{\"access_token\":\"" + Marks.jwt("authenticated") + "\",\"token_type\":\"bearer\",\"expires_in\":"
                        + lifetime + ",\"expires_at\":" + lifetime + ",\"refresh_token\":\"r\",\"user\":{\"id\":\""
                        + Values.ID + "\"}}");

        typed(() -> {
            Session session = project.auth().signInWithPassword("a@b.co", "password");
            assertThat(session.tokens().expiresAt()).isNotNull();
            assertThat(session.toString()).isNotEmpty();
            session.refresh();
        });
    }

    @Test
    void metadataThatContainItselfAreRefusedByName() {
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);
        List<Object> list = new ArrayList<>();
        list.add(list);

        for (Object value : List.of(cyclic.entrySet(), Thread.currentThread(), new Object())) {
            refused(value);
        }
        for (Object value : new Object[] {cyclic, list}) {
            refused(value);
        }
        assertThat(server.requests()).isZero();
    }

    private void refused(Object value) {
        refused(() ->
                project.auth().signUp(EmailOrPhone.email("a@b.co"), "password", o -> o.userMetadata("field", value)));
        refused(() -> project.auth()
                .admin()
                .users()
                .create(NewUser.builder()
                        .email("a@b.co")
                        .userMetadata("field", value)
                        .build()));
        refused(() -> project.auth()
                .admin()
                .users()
                .create(NewUser.builder()
                        .email("a@b.co")
                        .appMetadata("field", value)
                        .build()));
        refused(() -> project.bucket("b")
                .upload(
                        "a",
                        Content.ofString("x"),
                        o -> o.metadata(java.util.Collections.singletonMap("field", value))));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("field");
    }

    private static void typed(Runnable call) {
        try {
            call.run();
        } catch (PlinthException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private void answers(int status, String json, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Content-Type: application/json");
        server.answers(new Mutant(status, lines, json.getBytes(StandardCharsets.UTF_8), 0));
    }
}
