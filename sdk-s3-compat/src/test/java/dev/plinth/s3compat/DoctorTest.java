package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.s3compat.Diagnosis.Check;
import dev.plinth.s3compat.Diagnosis.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;

/** Misconfigurations, and what the doctor makes of them. */
class DoctorTest {

    private static final String USER = "00000000-0000-4000-8000-0000000000aa";

    private static TestProject project;

    @BeforeAll
    static void start() {
        project = new TestProject();
    }

    @AfterAll
    static void stop() {
        project.close();
    }

    private static S3CompatBuilder builder() {
        return S3Compat.builder().connection(project.anon());
    }

    private static S3CompatBuilder session() {
        return builder().session(AccessToken.of(project.userToken(USER, Duration.ofHours(1))));
    }

    private static Diagnosis shown(String name, Diagnosis diagnosis) {
        System.out.println("== " + name + "\n" + diagnosis);
        assertThat(diagnosis.toString())
                .doesNotContain(project.stack().anonKey().value().reveal())
                .doesNotContain(project.stack().serviceKey().value().reveal())
                .doesNotContain(project.keys().secretAccessKey().reveal());
        return diagnosis;
    }

    private static void onlyProblem(String name, Diagnosis diagnosis, Check check, String fix) {
        assertThat(shown(name, diagnosis).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.check()).isEqualTo(check);
            assertThat(problem.fix().orElseThrow()).contains(fix);
        });
    }

    @Test
    void findsNothingWrongWithWhatIsRight() {
        assertThat(shown("keys", project.withKeys().diagnose()).findings())
                .extracting(Diagnosis.Finding::severity)
                .containsOnly(Severity.OK);
        assertThat(shown("session", session().build().diagnose()).healthy()).isTrue();
    }

    @Test
    void theArticlesOwnSetup() {
        Diagnosis diagnosis = shown(
                "1. the article's own: base URL, anon key, service key",
                S3Compat.builder()
                        .endpoint(project.stack().projectUrl())
                        .keys(S3Keys.of(
                                project.stack().anonKey().value().reveal(),
                                project.stack().serviceKey().value().reveal()))
                        .allowApiKeysAsAccessKeys()
                        .build()
                        .diagnose());

        assertThat(diagnosis.problems())
                .extracting(Diagnosis.Finding::check)
                .containsExactlyInAnyOrder(Check.CREDENTIALS, Check.ENDPOINT);
        assertThat(diagnosis.toString())
                .contains(project.endpoint())
                .contains("S3Keys.of(id, secret)")
                .contains("asUser");
    }

    @Test
    void anEndpointWithoutItsLastPart() {
        onlyProblem(
                "2. endpoint ends at /storage/v1",
                S3Compat.builder()
                        .endpoint(project.stack().projectUrl() + "/storage/v1")
                        .keys(project.keys())
                        .build()
                        .diagnose(),
                Check.ENDPOINT,
                "set the endpoint to " + project.endpoint());
    }

    @Test
    @Tag("local") // others have no control plane
    void theControlPlaneInPlaceOfTheProject() {
        onlyProblem(
                "3. the control plane's URL",
                S3Compat.builder()
                        .endpoint(project.stack().local().platformUrl() + "/api/platform/storage/"
                                + project.stack().local().projectRef() + "/s3")
                        .keys(project.keys())
                        .build()
                        .diagnose(),
                Check.ENDPOINT,
                "a control plane or a Studio has no S3 endpoint");
    }

    @Test
    void aDeadPort() {
        onlyProblem(
                "4. a port where nobody listens",
                S3Compat.builder()
                        .endpoint("http://127.0.0.1:1/storage/v1")
                        .keys(project.keys())
                        .build()
                        .diagnose(),
                Check.REACHABILITY,
                "host and port");
    }

    @Test
    void aHostThatIsNone() {
        onlyProblem(
                "5. a host that is none",
                S3Compat.builder()
                        .endpoint("https://nothing.invalid/storage/v1")
                        .keys(project.keys())
                        .build()
                        .diagnose(),
                Check.REACHABILITY,
                "check the endpoint's host");
    }

    @Test
    void httpsAtAPlainPort() {
        onlyProblem(
                "6. https at a plain port",
                S3Compat.builder()
                        .endpoint(project.endpoint().replace("http:", "https:"))
                        .keys(project.keys())
                        .build()
                        .diagnose(),
                Check.REACHABILITY,
                "use http://");
    }

    @Test
    void anotherRegion() {
        onlyProblem(
                "7. another region",
                builder().keys(project.keys()).region("eu-west-3").build().diagnose(),
                Check.REGION,
                "us-east-1");
    }

    @Test
    void anotherSecret() {
        onlyProblem(
                "8. another secret",
                builder()
                        .keys(S3Keys.of(project.keys().accessKeyId(), "f".repeat(64)))
                        .build()
                        .diagnose(),
                Check.CREDENTIALS,
                "create a new access key");
    }

    @Test
    void aKeyThatTheServerDoesNotKnow() {
        onlyProblem(
                "9. a key that the server does not know",
                builder()
                        .keys(S3Keys.of("AKIAIOSFODNN7EXAMPLE", "secret"))
                        .build()
                        .diagnose(),
                Check.CREDENTIALS,
                "create an access key");
    }

    @Test
    void aSessionWithAnotherRef() {
        onlyProblem(
                "10. a session with another project's ref",
                session().projectRef("of-another-project").build().diagnose(),
                Check.CREDENTIALS,
                "set projectRef(…)");
    }

    @Test
    void aSessionWithAnotherKey() {
        onlyProblem(
                "11. a session whose secret is not the anon key",
                session().anonKey(ApiKey.of("not.the.key")).build().diagnose(),
                Check.CREDENTIALS,
                "legacy anon key");
    }

    @Test
    void aSessionThatIsOver() {
        String over = project.userToken(USER, Duration.ofMinutes(-1));

        onlyProblem(
                "12. a token that has expired",
                builder().session(AccessToken.of(over)).build().diagnose(),
                Check.CREDENTIALS,
                "sign in again");
    }

    @Test
    @Tag("local") // the server has to be set up for it
    void aProxyThatStripsThePrefix() {
        try (Local behind = new Local(b -> b.set("S3_PROTOCOL_PREFIX", ""))) {
            onlyProblem(
                    "13. a proxy strips the prefix and does not tell",
                    behind.withKeys().diagnose(),
                    Check.REWRITING,
                    "X-Forwarded-Prefix");
        }
    }

    @Test
    @Tag("local") // the server has to be set up for it
    void aProxyThatDropsThePort() {
        try (Local behind = new Local(b -> b.set("STORAGE_PUBLIC_URL", "http://127.0.0.1"))) {
            onlyProblem(
                    "14. a proxy drops the port from the Host header",
                    behind.withKeys().diagnose(),
                    Check.REWRITING,
                    "pass on the Host header");
        }
    }

    @Test
    @Tag("local") // the server has to be set up for it
    void aServerThatInsistsOnItsRegion() {
        try (Local strict = new Local(b -> b.set("S3_PROTOCOL_ENFORCE_REGION", "true"))) {
            onlyProblem(
                    "15. a server that insists on its region",
                    strict.withKeys().diagnose(),
                    Check.REGION,
                    "set region(…)");
        }
    }

    @Test
    void bucketsInTheHost() {
        S3Compat s3 = S3Compat.builder()
                .endpoint(project.endpoint().replace("127.0.0.1", "localhost"))
                .keys(project.keys())
                .build();

        onlyProblem(
                "16. buckets in the host",
                s3.diagnose(b -> b.forcePathStyle(false)),
                Check.PATH_STYLE,
                "forcePathStyle(true)");
    }

    @Test
    void bodiesInFrames() {
        assertWarning(
                "17. checksums in trailers",
                project.withKeys()
                        .diagnose(b -> b.serviceConfiguration(c -> c.chunkedEncodingEnabled(true))
                                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)),
                Check.CHECKSUMS);
    }

    @Test
    void aClockThatIsWrong() {
        assertWarning(
                "18. a clock that is an hour ahead",
                builder()
                        .keys(project.keys())
                        .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))
                        .build()
                        .diagnose(),
                Check.CLOCK);
    }

    private static void assertWarning(String name, Diagnosis diagnosis, Check check) {
        assertThat(shown(name, diagnosis).healthy()).isTrue();
        Consumer<Diagnosis.Finding> isIt =
                finding -> assertThat(finding.check()).isEqualTo(check);
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .singleElement()
                .satisfies(isIt);
    }
}
