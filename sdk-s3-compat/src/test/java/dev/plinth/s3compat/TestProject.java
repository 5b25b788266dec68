package dev.plinth.s3compat;

import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Session;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.CredentialsSource;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.testkit.Policy;
import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * The project that this run is against, seen through S3. Its bucket {@link #RLS} lets users do what they like below
 * their own id. Buckets of the tests' own bear random names.
 */
final class TestProject implements AutoCloseable {

    /** The bucket of row-level tests; a stack that others started has it, with its policies. */
    static final String RLS = "rls";

    private static final String PASSWORD = "correct horse";

    private final Stack stack = Stack.get();
    private final AtomicInteger sent = new AtomicInteger();
    private final Connection anon = Connection.toProject(stack.projectUrl(), stack.anonKey(), o -> {
        stack.projectRef().ifPresent(o::projectRef);
        stack.serviceUrl("authUrl").ifPresent(o::authUrl);
        stack.serviceUrl("storageUrl").ifPresent(o::storageUrl);
    });

    TestProject() {
        if (stack.isLocal()) {
            makeLocalLikeTheOthers();
        }
    }

    private void makeLocalLikeTheOthers() {
        stack.local().project().addPolicy(Policy.all(RLS, "authenticated", "{uid}/**"));
        try (S3Client s3 = withKeys().client()) {
            try {
                s3.headBucket(r -> r.bucket(RLS));
            } catch (NoSuchBucketException e) {
                s3.createBucket(r -> r.bucket(RLS));
            }
        }
    }

    Stack stack() {
        return stack;
    }

    /** Returns a direct connection with the key for clients. */
    Connection anon() {
        return anon;
    }

    String endpoint() {
        return stack.s3("endpoint").orElseThrow();
    }

    S3Keys keys() {
        return S3Keys.of(
                stack.s3("accessKeyId").orElseThrow(),
                stack.s3("secretAccessKey").orElseThrow());
    }

    S3Compat withKeys() {
        return S3Compat.of(anon, keys());
    }

    /** Signs up a user whom nobody else has. */
    Session signUp() {
        return AuthClient.of(anon)
                .signUp(Stack.uniqueName("ada") + "@example.com", PASSWORD)
                .session()
                .orElseThrow();
    }

    S3Compat asUser(CredentialsSource session) {
        return asUser(session.credentials());
    }

    S3Compat asUser(Credentials session) {
        return S3Compat.asUser(LiveConnection.of(anon).actingAs(session));
    }

    /** Makes a token of a user's, which ends so much from now. */
    String userToken(String id, Duration life) {
        Instant now = Instant.now();
        String claims = "{\"sub\":\"%s\",\"role\":\"authenticated\",\"aud\":\"authenticated\",\"iat\":%d,\"exp\":%d}"
                .formatted(id, now.getEpochSecond(), now.plus(life).getEpochSecond());
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(stack.jwtSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Makes a bucket of a random name; {@link #deleteBucket} clears it away. */
    static String createBucket(S3Client s3, String prefix) {
        String name = Stack.uniqueName(prefix);
        s3.createBucket(r -> r.bucket(name));
        return name;
    }

    /** Makes a bucket of a random name that takes objects of at most so many bytes, which S3 has no way to say. */
    String createLimitedBucket(int fileSizeLimit) throws IOException {
        String name = Stack.uniqueName("limited");
        String storage = endpoint().substring(0, endpoint().length() - "/s3".length());
        HttpRequest request = HttpRequest.newBuilder(URI.create(storage + "/bucket"))
                .header("Authorization", "Bearer " + stack.serviceKey().value().reveal())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"file_size_limit\":" + fileSizeLimit + "}"))
                .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(response.body());
            }
            return name;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Deletes a bucket of the tests' own and what is in it. */
    static void deleteBucket(S3Client s3, String bucket) {
        clear(s3, bucket, "");
        s3.listMultipartUploads(r -> r.bucket(bucket))
                .uploads()
                .forEach(upload -> s3.abortMultipartUpload(
                        r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    /** Deletes all objects below a prefix. */
    static void clear(S3Client s3, String bucket, String prefix) {
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).stream()
                .toList()
                .forEach(page -> {
                    if (!page.contents().isEmpty()) {
                        s3.deleteObjects(r -> r.bucket(bucket)
                                .delete(d -> d.objects(page.contents().stream()
                                        .map(object -> ObjectIdentifier.builder()
                                                .key(object.key())
                                                .build())
                                        .toList())));
                    }
                });
    }

    /** Counts what a client of this configuration sends, each attempt by itself. */
    UnaryOperator<ClientOverrideConfiguration> counting() {
        return configuration -> configuration.toBuilder()
                .addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        sent.incrementAndGet();
                    }
                })
                .build();
    }

    /** Returns how many requests went out of the clients that are {@linkplain #counting counted}. */
    int sent() {
        return sent.get();
    }

    @Override
    public void close() {
        anon.close();
    }
}
