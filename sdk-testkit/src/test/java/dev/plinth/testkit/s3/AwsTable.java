package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.Wire;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the tests of the contract's table of S3 operations (13.2) share: AWS's Java clients in four settings. */
abstract class AwsTable {
    private static final Map<String, TreeSet<String>> SHOWN = new TreeMap<>();
    private static final Map<AwsApi.Variant, AwsApi> CLIENTS = new EnumMap<>(AwsApi.Variant.class);

    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    final LocalProject project;
    AwsApi aws;

    AwsTable(LocalProject project) {
        this.project = project;
        this.aws = client(AwsApi.Variant.URL_CONNECTION);
    }

    @BeforeEach
    void makeBuckets() {
        aws.call(c -> c.createBucket(r -> r.bucket("box")), a -> null);
        Wire.of(project).post("/bucket", "{\"name\":\"small\",\"file_size_limit\":10}");
        Wire.of(project).post("/bucket", "{\"name\":\"png\",\"allowed_mime_types\":[\"image/png\"]}");
    }

    @AfterAll
    static void closeAndPrint() {
        CLIENTS.values().forEach(AwsApi::close);
        CLIENTS.clear();
        System.out.println(
                "S3 operation             tests (with each of " + AwsApi.Variant.values().length + " clients)");
        SHOWN.forEach((operation, tests) -> System.out.printf("%-24s %s%n", operation, String.join(", ", tests)));
        SHOWN.clear();
    }

    void use(AwsApi.Variant variant, TestInfo test, String... operations) {
        aws = client(variant);
        String name = test.getTestMethod().orElseThrow().getName();
        for (String operation : operations) {
            SHOWN.computeIfAbsent(operation, key -> new TreeSet<>()).add(name);
        }
    }

    /** The clients are opened once: AWS's take seconds to close. */
    AwsApi client(AwsApi.Variant variant) {
        return CLIENTS.computeIfAbsent(variant, key -> key.open(project));
    }

    void put(String bucket, String key, String body) {
        aws.put(PutObjectRequest.builder().bucket(bucket).key(key).build(), bytes(body));
    }

    String get(Consumer<GetObjectRequest.Builder> options) {
        return aws.get(GetObjectRequest.builder()
                        .bucket("box")
                        .key("k")
                        .applyMutation(options)
                        .build())
                .asUtf8String();
    }

    List<String> keys(Consumer<ListObjectsV2Request.Builder> options) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket("box")
                .applyMutation(options)
                .build();
        return aws.call(c -> c.listObjectsV2(request), a -> a.listObjectsV2(request)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    static void refused(int status, String code, Runnable call) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, call::run);
        assertThat(refusal).as("refused with " + code).isNotNull();
        assertThat(refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode())
                .isEqualTo(status + " " + code);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
