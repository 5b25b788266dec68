package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.UnsupportedByGatewayException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Where S3 is taken to be, and who acts. */
class BuilderTest {

    private static final S3Keys KEYS = S3Keys.of("625729a08b95bf1b7ff351a663f3a23c", "0".repeat(64));
    private static final String REF = "abcdefghijklmnopqrst";
    private static final ApiKey ANON = ApiKey.of(jwt("anon"));

    private static String jwt(String role) {
        return "eyJhbGciOiJIUzI1NiJ9."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("{\"role\":\"" + role + "\"}").getBytes(StandardCharsets.UTF_8))
                + ".sig";
    }

    private static URI endpoint(Consumer<S3CompatBuilder> change) {
        S3CompatBuilder builder = S3Compat.builder().keys(KEYS);
        change.accept(builder);
        return builder.build().endpoint();
    }

    @ParameterizedTest
    @CsvSource({
        "https://abc.supabase.co, https://abc.supabase.co/storage/v1/s3",
        "https://abc.supabase.co/, https://abc.supabase.co/storage/v1/s3",
        "https://abc.supabase.co/storage/v1, https://abc.supabase.co/storage/v1/s3",
        "https://abc.supabase.co/storage/v1/s3/, https://abc.supabase.co/storage/v1/s3",
        "https://abc.storage.supabase.co, https://abc.storage.supabase.co/storage/v1/s3",
        "https://abc.p.powabase.ai, https://abc.p.powabase.ai/storage/v1/s3",
        "http://127.0.0.1:54321/storage/v1, http://127.0.0.1:54321/storage/v1/s3",
        "https://bücher.example:8443/storage/v1, https://xn--bcher-kva.example:8443/storage/v1/s3",
    })
    void completesAProjectsUrl(String given, String taken) {
        assertThat(endpoint(b -> b.projectUrl(given))).isEqualTo(URI.create(taken));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://abc.supabase.co",
                "https://abc.supabase.co/storage/v1/s3",
                "http://localhost:9000",
                "https://s3.eu-west-1.amazonaws.com",
                "https://play.min.io"
            })
    void usesAnEndpointUnchanged(String given) {
        assertThat(endpoint(b -> b.endpoint(given))).isEqualTo(URI.create(given));
    }

    @Test
    void findsAProjectOnAnyHost() {
        assertThat(endpoint(b -> b.projectUrl("https://files.example.com")))
                .isEqualTo(URI.create("https://files.example.com/storage/v1/s3"));
    }

    @Test
    void aRefAloneLeadsToTheHostForLargeFiles() {
        assertThat(endpoint(b -> b.projectRef(REF)))
                .isEqualTo(URI.create("https://" + REF + ".storage.supabase.co/storage/v1/s3"));
    }

    @Test
    void plainHttpToAnotherMachineHasToBeAllowed() {
        assertThatThrownBy(() -> endpoint(b -> b.endpoint("http://minio:9000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowHttp()");
        assertThat(endpoint(b -> b.endpoint("http://minio:9000").allowHttp())).isNotNull();
    }

    @Test
    void signsForTheRegionThatIsKnown() {
        assertThat(S3Compat.builder().keys(KEYS).projectRef(REF).build().region())
                .isEqualTo("us-east-1");
        assertThat(S3Compat.builder()
                        .keys(KEYS)
                        .endpoint("https://s3.eu-west-1.amazonaws.com")
                        .build()
                        .region())
                .isEqualTo("eu-west-1");
        try (Connection connection =
                Connection.toProject("https://abc.supabase.co", ANON, o -> o.region("eu-central-1"))) {
            assertThat(S3Compat.of(connection, KEYS).region()).isEqualTo("eu-central-1");
        }
    }

    @Test
    void takesAProjectsStorageFromItsConnection() {
        try (Connection connection = Connection.toProject(
                "https://abc.supabase.co", ANON, o -> o.storageUrl("https://abc.storage.supabase.co/storage/v1"))) {
            assertThat(S3Compat.of(connection, KEYS).endpoint())
                    .isEqualTo(URI.create("https://abc.storage.supabase.co/storage/v1/s3"));
        }
    }

    @Test
    void doesNotGoThroughAControlPlane() {
        try (Connection platform = Connection.toPlatform("http://localhost:1", AccessToken.of(jwt("authenticated")))) {
            assertThatThrownBy(() -> S3Compat.of(platform.project("abc"), KEYS))
                    .isInstanceOf(UnsupportedByGatewayException.class)
                    .hasMessageContaining("connectDirect()");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "eyJhbGciOi.x.y, hidden",
        "sb_publishable_x, hidden-too",
        "625729a08b95bf1b7ff351a663f3a23c, eyJhbGciOi.x.y",
        "625729a08b95bf1b7ff351a663f3a23c, sb_secret_x"
    })
    void explainsBothWaysToWhoeverGivesApiKeys(String id, String secret) {
        assertThatThrownBy(() -> S3Compat.builder()
                        .projectRef(REF)
                        .keys(S3Keys.of(id, secret))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("S3Keys.of(id, secret)")
                .hasMessageContaining("asUser")
                .hasMessageContaining("allowApiKeysAsAccessKeys()")
                .hasMessageNotContaining(id.startsWith("eyJ") ? id : secret);
    }

    @Test
    void sendsApiKeysWhenTold() {
        S3Compat s3 = S3Compat.builder()
                .projectRef(REF)
                .keys(S3Keys.of("eyJhbGciOi.x.y", "eyJ"))
                .allowApiKeysAsAccessKeys()
                .build();

        assertThat(s3.credentials().resolveCredentials().accessKeyId()).isEqualTo("eyJhbGciOi.x.y");
    }

    @Test
    void asksForTheRefThatASessionNeeds() {
        try (Connection connection = Connection.toProject("http://localhost:1", ANON)) {
            assertThatThrownBy(() -> S3Compat.asUser(connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("TENANT_ID");
        }
    }

    @Test
    void findsTheRefInAHostedProjectsName() {
        try (Connection connection = Connection.toProject("https://" + REF + ".supabase.co", ANON)) {
            assertThat(S3Compat.asUser(connection)
                            .credentials()
                            .resolveCredentials()
                            .accessKeyId())
                    .isEqualTo(REF);
        }
    }

    @Test
    void asksForTheAnonKeyThatASessionNeeds() {
        try (Connection connection =
                Connection.toProject("http://localhost:1", ApiKey.of("sb_publishable_x"), o -> o.projectRef(REF))) {
            assertThatThrownBy(() -> S3Compat.asUser(connection, b -> b.session(AccessToken.of("a.b.c"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("anonKey(…)");
        }
    }

    @Test
    void doesNotTakeAProjectsOwnKeyForAUser() {
        try (Connection connection =
                Connection.toProject("http://localhost:1", ApiKey.of(jwt("service_role")), o -> o.projectRef(REF))) {
            assertThatThrownBy(() -> S3Compat.asUser(connection, b -> b.anonKey(ANON)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("actingAs(session)");
        }
    }

    @Test
    void needsNoConnectionForASession() {
        S3Compat s3 = S3Compat.builder()
                .projectRef(REF)
                .anonKey(ANON)
                .session(AccessToken.of("a.b.c"))
                .build();

        assertThat(s3.credentials().resolveCredentials().secretAccessKey())
                .isEqualTo(ANON.value().reveal());
        assertThat(s3.toString() + s3.credentials()).doesNotContain(ANON.value().reveal());
    }

    @Test
    void tellsHadoopWhereAndHow() {
        Map<String, String> properties =
                S3Compat.builder().projectRef(REF).keys(KEYS).build().hadoopProperties();

        assertThat(properties)
                .containsEntry("fs.s3a.endpoint", "https://" + REF + ".storage.supabase.co/storage/v1/s3")
                .containsEntry("fs.s3a.path.style.access", "true")
                .containsEntry("fs.s3a.endpoint.region", "us-east-1")
                .containsEntry("fs.s3a.create.conditional.enabled", "false")
                .containsEntry("fs.s3a.audit.referrer.enabled", "false")
                .containsEntry(
                        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    }

    /** S3A and Spark find classes by the names in their settings. */
    @Test
    void namesInterceptorsThatHadoopCanLoad() throws Exception {
        String names = S3Compat.builder()
                .projectRef(REF)
                .keys(KEYS)
                .build()
                .hadoopProperties()
                .get("fs.s3a.audit.execution.interceptors");

        for (String name : names.split(",", -1)) {
            assertThat(Class.forName(name).getConstructor().newInstance()).isInstanceOf(ExecutionInterceptor.class);
        }
    }

    @Test
    void otherEndpointsNeedNoneOfTheStorageServersSettings() {
        S3Compat other =
                S3Compat.builder().endpoint("http://127.0.0.1:9000").keys(KEYS).build();

        assertThat(other.hadoopProperties())
                .doesNotContainKeys("fs.s3a.audit.execution.interceptors", "fs.s3a.committer.name");
        assertThat(other.sparkProperties())
                .containsEntry("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:9000")
                .doesNotContainKey("spark.sql.sources.commitProtocolClass");
    }

    @Test
    void tellsSparkOfItsCommitterToo() {
        S3Compat s3 = S3Compat.builder().projectRef(REF).keys(KEYS).build();
        Map<String, String> spark = s3.sparkProperties();

        s3.hadoopProperties().forEach((name, value) -> assertThat(spark).containsEntry("spark.hadoop." + name, value));
        assertThat(spark)
                .containsEntry(
                        "spark.sql.sources.commitProtocolClass",
                        "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol");
        assertThat(spark + " " + spark.entrySet())
                .contains("spark.hadoop.fs.s3a.secret.key=(hidden)")
                .doesNotContain(KEYS.secretAccessKey().reveal());
    }

    @Test
    void tellsHadoopOfASession() {
        Map<String, String> properties = S3Compat.builder()
                .projectRef(REF)
                .anonKey(ANON)
                .session(AccessToken.of("a.b.c"))
                .build()
                .hadoopProperties();

        assertThat(properties)
                .containsEntry("fs.s3a.session.token", "a.b.c")
                .containsEntry(
                        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider");
    }

    @Test
    void keysShowNoSecret() {
        assertThat(KEYS.toString()).doesNotContain(KEYS.secretAccessKey().reveal());
        assertThat(S3Keys.of(jwt("anon").repeat(2), "x").toString()).isEqualTo("S3Keys[hidden]");
    }

    @Test
    void hadoopsSettingsHoldTheSecretsAndDoNotShowThem() {
        String secret = KEYS.secretAccessKey().reveal();
        Map<String, String> ofKeys =
                S3Compat.builder().projectRef(REF).keys(KEYS).build().hadoopProperties();
        Map<String, String> ofSession = S3Compat.builder()
                .projectRef(REF)
                .anonKey(ANON)
                .session(AccessToken.of("a.b.c"))
                .build()
                .hadoopProperties();

        assertThat(ofKeys).containsEntry("fs.s3a.secret.key", secret);
        assertThat(ofKeys + " " + ofKeys.entrySet())
                .contains("fs.s3a.secret.key=(hidden)")
                .contains("fs.s3a.path.style.access=true")
                .doesNotContain(secret);
        assertThat(ofSession + " " + ofSession.entrySet())
                .doesNotContain("a.b.c")
                .doesNotContain(ANON.value().reveal());
        assertThatThrownBy(() -> ofKeys.put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aHostThatTheAwsSdkCannotReadIsRefused() {
        assertThatThrownBy(() -> endpoint(b -> b.endpoint("https://my_host.example.com/storage/v1/s3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my_host.example.com")
                .hasMessageContaining("underscore");
    }
}
