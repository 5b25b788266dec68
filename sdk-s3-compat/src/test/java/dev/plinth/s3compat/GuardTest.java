package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.tests.stack.Stack;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.utils.builder.Buildable;

/** What the server would turn into something else is refused before a byte is sent. */
class GuardTest {

    private static final String BUCKET = Stack.uniqueName("precious");
    private static final String EMPTY = Stack.uniqueName("empty");
    private static final String KEY = "data.csv";

    private static TestProject project;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        project = new TestProject();
        s3 = project.withKeys()
                .client(b -> b.overrideConfiguration(project.counting().apply(b.overrideConfiguration())));
        s3.createBucket(r -> r.bucket(BUCKET));
        s3.createBucket(r -> r.bucket(EMPTY));
        s3.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("precious"));
    }

    @AfterAll
    static void stop() {
        TestProject.deleteBucket(s3, BUCKET);
        TestProject.deleteBucket(s3, EMPTY);
        s3.close();
        project.close();
    }

    /** The server's danger table, and what it ignores to one's cost. */
    static Stream<Arguments> dangers() {
        Map<String, Consumer<S3Client>> calls = new TreeMap<>();
        calls.put(
                "PutObjectTagging",
                c -> c.putObjectTagging(r -> r.bucket(BUCKET)
                        .key(KEY)
                        .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build()))));
        calls.put(
                "PutObjectAcl",
                c -> c.putObjectAcl(r -> r.bucket(BUCKET).key(KEY).acl(ObjectCannedACL.PRIVATE)));
        calls.put(
                "DeleteObjectTagging",
                c -> c.deleteObjectTagging(r -> r.bucket(BUCKET).key(KEY)));
        calls.put("DeleteBucketCors", c -> c.deleteBucketCors(r -> r.bucket(EMPTY)));
        calls.put("DeleteBucketPolicy", c -> c.deleteBucketPolicy(r -> r.bucket(EMPTY)));
        calls.put(
                "PutBucketVersioning",
                c -> c.putBucketVersioning(
                        r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED))));
        calls.put("GetBucketAcl", c -> c.getBucketAcl(r -> r.bucket(BUCKET)));
        calls.put("ListObjectVersions", c -> c.listObjectVersions(r -> r.bucket(BUCKET)));
        calls.put("GetObjectAcl", c -> c.getObjectAcl(r -> r.bucket(BUCKET).key(KEY)));
        calls.put(
                "GetObjectAttributes",
                c -> c.getObjectAttributes(r -> r.bucket(BUCKET).key(KEY)));
        calls.put("RestoreObject", c -> c.restoreObject(r -> r.bucket(BUCKET).key(KEY)));
        calls.put(
                "DeleteObject, a version",
                c -> c.deleteObject(r -> r.bucket(BUCKET).key(KEY).versionId("1")));
        calls.put(
                "DeleteObjects, a version",
                c -> c.deleteObjects(r -> r.bucket(BUCKET)
                        .delete(d -> d.objects(ObjectIdentifier.builder()
                                .key(KEY)
                                .versionId("1")
                                .build()))));
        calls.put(
                "PutObject if there is none",
                c -> c.putObject(
                        r -> r.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("overwritten")));
        calls.put(
                "PutObject, encrypted",
                c -> c.putObject(
                        r -> r.bucket(BUCKET)
                                .key(KEY)
                                .sseCustomerAlgorithm("AES256")
                                .sseCustomerKey("secret"),
                        RequestBody.fromString("in clear")));
        calls.put(
                "PutObject, a key that climbs",
                c -> c.putObject(r -> r.bucket(BUCKET).key("a/../" + KEY), RequestBody.fromString("overwritten")));
        return calls.entrySet().stream().map(call -> Arguments.of(call.getKey(), call.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dangers")
    void refusesBeforeAByteIsSent(String name, Consumer<S3Client> call) {
        int before = project.sent();

        Throwable refusal = catchThrowable(() -> call.accept(s3));

        assertThat(refusal)
                .isInstanceOf(UnsupportedByGatewayException.class)
                .hasMessageContaining("nothing was sent")
                .hasMessageNotContaining("secret");
        assertThat(project.sent()).isEqualTo(before);
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
                .isEqualTo("precious");
        s3.headBucket(r -> r.bucket(EMPTY));
    }

    @Test
    void everyOperationThatTheServerDoesNotKnowIsRefusedByBothClients() {
        List<String> through = new ArrayList<>();
        int before = project.sent();
        try (S3AsyncClient async = project.withKeys()
                .asyncClient(b -> b.overrideConfiguration(project.counting().apply(b.overrideConfiguration())))) {
            int tried = tryAll(S3Client.class, s3, through) + tryAll(S3AsyncClient.class, async, through);

            assertThat(tried).isGreaterThan(120);
        }
        assertThat(through).isEmpty();
        assertThat(project.sent()).isEqualTo(before);
    }

    private static final List<String> KNOWN = List.of(
                    "listBuckets headBucket createBucket deleteBucket getBucketLocation getBucketVersioning headObject getObject getObjectAsBytes"
                            + " getObjectTagging putObject copyObject deleteObject deleteObjects listObjects listObjectsV2"
                            + " createMultipartUpload uploadPart uploadPartCopy completeMultipartUpload abortMultipartUpload"
                            + " listMultipartUploads listParts")
            .stream()
            .flatMap(names -> Arrays.stream(names.split(" ", -1)))
            .toList();

    private static int tryAll(Class<?> api, Object client, List<String> through) {
        int tried = 0;
        for (Method method : api.getMethods()) {
            boolean operation = method.getParameterCount() == 1
                    && S3Request.class.isAssignableFrom(method.getParameterTypes()[0])
                    && !method.getName().endsWith("Paginator");
            if (operation && !KNOWN.contains(method.getName())) {
                tried++;
                if (!(refusal(method, client) instanceof UnsupportedByGatewayException)) {
                    through.add(api.getSimpleName() + "." + method.getName());
                }
            }
        }
        return tried;
    }

    private static Throwable refusal(Method method, Object client) {
        try {
            Object builder = method.getParameterTypes()[0].getMethod("builder").invoke(null);
            Method build = Buildable.class.getMethod("build");
            Object result = method.invoke(client, build.invoke(builder));
            ((CompletableFuture<?>) result).join();
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (CompletionException e) {
            return e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void canBeTurnedOff() {
        try (S3Client unguarded = S3Compat.builder()
                .connection(project.anon())
                .keys(project.keys())
                .blockUnsafeOperations(false)
                .build()
                .client()) {
            unguarded.putObject(r -> r.bucket(BUCKET).key("to be lost"), RequestBody.fromString("precious"));

            unguarded.putObjectTagging(r -> r.bucket(BUCKET)
                    .key("to be lost")
                    .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("to be lost"))
                            .asUtf8String())
                    .as("this is what the guard is for")
                    .contains("<Tagging");
        }
    }

    @Test
    void isOffWhereAnotherServerAnswers() {
        try (S3Client minio = S3Compat.builder()
                .endpoint("http://localhost:1")
                .keys(project.keys())
                .build()
                .client(b -> b.overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))))) {
            assertThatThrownBy(() -> minio.getBucketAcl(r -> r.bucket(BUCKET)))
                    .isNotInstanceOf(UnsupportedByGatewayException.class)
                    .hasMessageContaining("the connection was refused");
        }
    }

    @Test
    void staysOnWhenTheCallerConfiguresTheClient() {
        AtomicInteger seen = new AtomicInteger();
        ExecutionInterceptor counting = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                seen.incrementAndGet();
            }
        };
        try (S3Client own =
                project.withKeys().client(b -> b.overrideConfiguration(o -> o.addExecutionInterceptor(counting)))) {
            assertThatThrownBy(() -> own.getBucketAcl(r -> r.bucket(BUCKET)))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            own.headBucket(r -> r.bucket(BUCKET));

            assertThat(seen).hasValue(1);
        }
    }

    @Test
    void keepsTheTypeOfAnErrorAndAddsWhatToDo() {
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("missing")))
                .isInstanceOf(NoSuchKeyException.class)
                .hasMessageContaining("check the key");
        assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket(BUCKET)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(409))
                .hasMessageContaining("delete the bucket's objects first");
    }
}
